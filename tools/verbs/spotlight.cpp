// vitrine spotlight: the most different pictures of a warehouse, as the page picks them.
#include "tools/analysis/spotlight.h"

#include <cmath>
#include <cstdio>

#include "tools/console/words.h"
#include "tools/verbs/verbs.h"

namespace vitrine {
namespace {

/// As many digits as the page exports.
double rounded(double distance) { return std::round(distance * 1e6) / 1e6; }

std::string pick_line(const SpotlightPick& pick, std::size_t rank) {
  const bool first = pick.nearest.empty();
  return to_json_line({{"id", pick.id},
                       {"rank", static_cast<std::int64_t>(rank)},
                       {"distance", first ? JsonValue(std::monostate()) : JsonValue(rounded(pick.distance))},
                       {"nearest", first ? JsonValue(std::monostate()) : JsonValue(pick.nearest)}});
}

void print_json(const SpotlightAnswer& answer) {
  std::string text = "[";
  for (std::size_t i = 0; i < answer.picks.size(); ++i)
    text += (i == 0 ? "\n" : ",\n") + pick_line(answer.picks[i], i + 1);
  std::printf("%s\n]\n", text.c_str());
}

void print_table(const SpotlightAnswer& answer) {
  for (std::size_t i = 0; i < answer.picks.size(); ++i) {
    const SpotlightPick& pick = answer.picks[i];
    const std::string near = pick.nearest.empty() ? "" : "  from " + pick.nearest;
    std::printf("%4zu  %-6.4f  %s%s\n", i + 1, pick.distance, printable(pick.id).c_str(), printable(near).c_str());
  }
}

std::string summary(const SpotlightAnswer& answer) {
  char text[160];
  std::snprintf(text, sizeof text, "All lie within %.2f of a pick, %.0f %% within half of that.", answer.radius,
                100.0 * answer.covered / answer.size);
  return counted(answer.picks.size(), "pick", "picks") + " of " + counted(answer.size, "picture", "pictures") + ". " +
         text;
}

}  // namespace

void add_spotlight(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("spotlight", "Pick the most different pictures of a warehouse");
  auto file = std::make_shared<std::filesystem::path>();
  auto request = std::make_shared<SpotlightRequest>();
  verb->add_option("WAREHOUSE", *file, "The warehouse that analyse filled")->required();
  verb->add_option("-k,--picks", request->k, "How many [24]")->check(CLI::Range(1U, 1'000'000U))->type_name("N");
  verb->add_option("--scope", request->scope,
                   "Among which: all, cluster:7, category:Earth, or a query of the page [all]")
      ->type_name("SCOPE");
  verb->add_option("--with", request->with,
                   "Of what is held back also these: duplicates, copies, dark, with commas between [none]")
      ->type_name("LIST");
  verb->add_option("--start", request->start, "Begin with this picture, or with the best scored [the most typical]")
      ->type_name("ID|best");
  const auto several = [verb](const char* name, std::vector<std::string>& list, const char* what) {
    verb->add_option(name, list, what)->allow_extra_args(false)->type_name("ID");
  };
  several("--pin", request->pins, "Picked first, in the order given; may be repeated");
  several("--ban", request->banned, "Never picked; may be repeated");
  const auto limit = [verb](const char* name, std::uint32_t& most, const char* what) {
    verb->add_option(name, most, what)->check(CLI::Range(1U, 1'000'000U))->type_name("N");
  };
  limit("--per-cluster", request->per_cluster, "Largest number of picks of one cluster");
  limit("--per-day", request->per_day, "Largest number of picks of one day");
  limit("--per-category", request->per_category, "Largest number of picks of one category");
  verb->add_option("--category", request->category, "The facet that --per-category counts [category]")
      ->type_name("FACET");
  verb->add_option("--balance", request->balance,
                   "Percent of the score against difference: maximal marginal relevance [0]")
      ->check(CLI::Range(0U, 100U))
      ->type_name("PERCENT");
  verb->footer(
      R"(The picks are those of the page; --json prints them as one list of objects with id, rank, distance, nearest.

Examples:
  vitrine spotlight warehouse.db -k 24 --scope cluster:7 --json
  vitrine spotlight warehouse.db --scope category:Earth --per-day 1
  vitrine spotlight warehouse.db --start best --balance 30)");
  verb->callback([file, request, &common, &code] {
    const SpotlightAnswer answer = spotlight(Warehouse(*file, Warehouse::Mode::read), *request);
    if (common.json) {
      print_json(answer);
    } else {
      print_table(answer);
      Console(style_of(common)).say("spotlight", summary(answer));
    }
    code = ExitCode::success;
  });
}

}  // namespace vitrine
