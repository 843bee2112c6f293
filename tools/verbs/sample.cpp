// vitrine sample: paints a collection of pictures for trying everything.
#include <charconv>
#include <chrono>
#include <memory>

#include "tools/console/words.h"
#include "tools/sample/sample.h"
#include "tools/verbs/verbs.h"

namespace vitrine {
namespace {

constexpr std::uint32_t smallest = 16, largest = 16384;

std::uint32_t pixels_of(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < smallest || number > largest) {
    throw Failure(
        "--size takes a width and a height, or a long edge, between 16 and 16384 pixels (1600x1067, 1600), not \"" +
            text + "\".",
        ExitCode::usage);
  }
  return number;
}

/// "1600x1067", or "1600" for the long edge of a picture of 3 : 2.
void set_size(SampleSettings& settings, const std::string& text) {
  if (text.empty()) return;
  const std::size_t cross = text.find('x');
  settings.width = pixels_of(text.substr(0, cross));
  settings.height =
      cross == std::string::npos ? std::max(smallest, (settings.width * 2 + 1) / 3) : pixels_of(text.substr(cross + 1));
}

ExitCode sample(const SampleSettings& settings, const CommonOptions& common, Console& console) {
  const std::string what = counted(settings.count, "picture", "pictures") + " of " + std::to_string(settings.width) +
                           " x " + std::to_string(settings.height);
  const auto say = [&](const std::string& event, const std::string& sentence) {
    console.say(event, sentence,
                {{"folder", settings.folder.string()},
                 {"pictures", static_cast<std::int64_t>(settings.count)},
                 {"width", static_cast<std::int64_t>(settings.width)},
                 {"height", static_cast<std::int64_t>(settings.height)}});
  };
  if (is_made(settings)) {
    say("unchanged", settings.folder.string() + " is up to date: " + what + ".");
    return ExitCode::success;
  }
  if (common.dry_run) {
    say("plan", "Would make " + what + " in " + settings.folder.string() + ". Nothing was written.");
    return ExitCode::success;
  }
  const auto start = std::chrono::steady_clock::now();
  make_sample(settings, console);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  say("made", settings.folder.string() + ": " + what + ", in " + duration_text(seconds) + ".");
  return ExitCode::success;
}

}  // namespace

void add_sample(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("sample", "Paint a sample collection of pictures");
  struct Options {
    SampleSettings settings;
    std::string size;
  };
  auto options = std::make_shared<Options>();
  verb->add_option("FOLDER", options->settings.folder, "Where the pictures go; new, empty, or made by this verb")
      ->required();
  verb->add_option("--count", options->settings.count, "How many pictures [240]")
      ->check(CLI::Range(1U, 1000000U))
      ->type_name("N");
  verb->add_option("--seed", options->settings.seed, "Another number makes another voyage [1]")->type_name("N");
  verb->add_option("--size", options->size, "Width and height, or the long edge [1600x1067]")->type_name("WxH");
  verb->add_flag("--votes", options->settings.votes,
                 "Add votes: votes.csv (which of two pictures voters prefer), ballots.csv (5 of 50) and rankings.csv "
                 "(the best three)");
  verb->footer(R"(Examples:
  vitrine sample Moon
  vitrine build Moon -o site
  vitrine sample Large --count 12217 --votes
  vitrine sample Small --count 500 --size 480)");
  verb->callback([options, &common, &code] {
    set_size(options->settings, options->size);
    options->settings.jobs = common.jobs;
    Console console(style_of(common));
    code = sample(options->settings, common, console);
  });
}

}  // namespace vitrine
