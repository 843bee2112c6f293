#include "tools/sample/sample.h"

#include <algorithm>
#include <regex>
#include <vector>

#include "tools/console/words.h"
#include "tools/ingest/writer.h"
#include "tools/parallel/parallel.h"
#include "tools/sample/csv_row.h"
#include "tools/sample/scenes.h"
#include "tools/sample/votes.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;
using sample::csv_row;
using sample::Shot;

constexpr const char* marker = "sample.json";
constexpr int dark_grey = 20;
constexpr double dark_ratio = 0.92;

std::string marker_text(const SampleSettings& settings) {
  return "{\"made_by\":\"vitrine sample\",\"count\":" + std::to_string(settings.count) +
         ",\"seed\":" + std::to_string(settings.seed) + ",\"width\":" + std::to_string(settings.width) +
         ",\"height\":" + std::to_string(settings.height) + ",\"votes\":" + (settings.votes ? "true" : "false") +
         ",\"version\":\"" VITRINE_VERSION "\"}\n";
}

bool is_ours(const fs::path& inside) {
  static const std::regex ours(
      R"(pictures|pictures/HV-[0-9]+\.jpg|(metadata|truth|votes|ballots|rankings)\.csv|(vitrine|sample)\.json)");
  return std::regex_match(inside.generic_string(), ours);
}

/// The folder itself, with links resolved: the new one is made beside it and then replaces it.
fs::path place_of(const fs::path& folder) { return fs::weakly_canonical(fs::absolute(folder / "").parent_path()); }

/// Whether everything in the folder may be deleted.
void require_ours(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(folder, error))) return;
  if (!fs::is_directory(folder)) throw Failure(folder.string() + " exists and is not a folder. Name another.");
  if (!fs::is_empty(folder) && !fs::exists(folder / marker))
    throw Failure(folder.string() + " holds files that vitrine sample did not make. Name a new or an empty folder.");
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path inside = entry.path().lexically_relative(folder);
    if (!is_ours(inside)) {
      throw Failure(folder.string() + " holds " + inside.string() +
                    ", which vitrine sample did not make and would be lost. Move it, or name another folder.");
    }
  }
}

void require_replaceable(const fs::path& folder) {
  std::error_code error;
  if (fs::equivalent(folder, fs::current_path(), error)) {
    throw Failure(
        "The pictures cannot take the place of the folder you are in. Name one within it: vitrine sample Moon");
  }
  require_ours(folder);
}

std::size_t pictures_in(const fs::path& folder) {
  std::error_code error;
  const fs::directory_iterator files(folder / "pictures", error);
  return static_cast<std::size_t>(
      std::count_if(begin(files), end(files), [](const auto& file) { return file.is_regular_file(); }));
}

std::string decimals(float number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", static_cast<double>(number));
  return text;
}

std::string file_of(const Shot& shot) { return "pictures/" + shot.id + ".jpg"; }

std::string metadata_text(const std::vector<Shot>& shots) {
  std::string text = csv_row({"id", "file", "title", "description", "taken_at", "category", "subject", "mission_day",
                              "window", "camera", "lens", "tags", "credit", "license"});
  for (const Shot& shot : shots) {
    text += csv_row({shot.id, file_of(shot), shot.title, shot.description, shot.taken_at, shot.category, shot.subject,
                     shot.mission_day, shot.window, shot.camera, shot.lens, shot.tags, "Vitrine sample collection",
                     "CC0 1.0"});
  }
  return text;
}

std::string truth_text(const std::vector<Shot>& shots, const std::vector<char>& dark) {
  std::string text = csv_row({"file", "scene", "burst", "dark", "failed", "palette", "light", "focal", "appeal"});
  for (std::size_t i = 0; i < shots.size(); ++i) {
    const Shot& shot = shots[i];
    text += csv_row({file_of(shot), std::string(name_of(shot.scene)), shot.burst == 0 ? "" : std::to_string(shot.burst),
                     dark[i] != 0 ? "1" : "0", shot.dark ? "1" : "0", shot.palette, shot.light,
                     std::to_string(static_cast<int>(shot.focal)), decimals(shot.appeal)});
  }
  return text;
}

constexpr const char* settings_text = R"({
  "title": "To the Moon and back",
  "description": "A voyage from Earth to the Moon and back, painted by Vitrine itself: no photograph, no download.",
  "credit": "Vitrine sample collection",
  "license": "CC0 1.0"
}
)";

Photograph develop(const sample::World& world, const Shot& shot, const SampleSettings& settings) {
  Photograph photograph;
  photograph.width = settings.width;
  photograph.height = settings.height;
  photograph.pixels =
      sample::photograph(world, shot, static_cast<int>(settings.width), static_cast<int>(settings.height));
  std::string date = shot.taken_at.substr(0, 19);
  date[4] = date[7] = ':';
  date[10] = ' ';
  photograph.taken_at = date;
  const std::size_t space = shot.camera.find(' ');
  photograph.make = shot.camera.substr(0, space);
  photograph.model = shot.camera.substr(space + 1);
  photograph.lens = shot.lens;
  photograph.exposure_seconds = shot.exposure_seconds;
  photograph.f_number = shot.f_number;
  photograph.focal_mm = shot.focal;
  photograph.iso = shot.iso;
  return photograph;
}

bool is_dark(const std::vector<std::uint8_t>& pixels) {
  std::size_t dark = 0;
  for (std::size_t i = 0; i + 2 < pixels.size(); i += 3)
    if (299 * pixels[i] + 587 * pixels[i + 1] + 114 * pixels[i + 2] < 1000 * dark_grey) ++dark;
  return static_cast<double>(dark) >= dark_ratio * static_cast<double>(pixels.size() / 3);
}

/// Texels along a face of a globe's map: as fine as the pixels of a globe that fills the picture.
int detail_for(const SampleSettings& settings) {
  int detail = 64;
  while (detail < 1024 && detail * 2 < static_cast<int>(std::max(settings.width, settings.height)) * 4 / 3) detail *= 2;
  return detail;
}

/// Beside the folder until it is complete; its marker comes first and says whose it is.
class Unfinished {
 public:
  Unfinished(const fs::path& folder, const SampleSettings& settings) : folder_(folder), beside_(folder) {
    beside_ += ".unfinished";
    require_ours(beside_);
    fs::remove_all(beside_);
    fs::create_directories(beside_);
    write_file(beside_ / marker, marker_text(settings));
    fs::create_directory(beside_ / "pictures");
  }
  ~Unfinished() {
    std::error_code ignored;
    fs::remove_all(beside_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const fs::path& path() const { return beside_; }
  void finish() {
    require_ours(folder_);  // painting takes a while
    fs::remove_all(folder_);
    fs::rename(beside_, folder_);
  }

 private:
  fs::path folder_, beside_;
};

}  // namespace

bool is_made(const SampleSettings& settings) {
  const fs::path folder = place_of(settings.folder);
  require_replaceable(folder);
  std::vector<std::string> parts{marker, "metadata.csv", "truth.csv", "vitrine.json"};
  if (settings.votes) parts.insert(parts.end(), {"votes.csv", "ballots.csv", "rankings.csv"});
  const bool complete =
      std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return fs::exists(folder / part); });
  return complete && read_file(folder / marker) == marker_text(settings) && pictures_in(folder) == settings.count;
}

void make_sample(const SampleSettings& settings, Console& console) {
  require_replaceable(place_of(settings.folder));
  const PictureWriter writer;
  const std::vector<Shot> shots = sample::plan_voyage(settings.seed, settings.count);
  Unfinished unfinished(place_of(settings.folder), settings);
  const sample::World world(settings.seed, detail_for(settings),
                            [&](std::size_t count, const std::function<void(std::size_t)>& work) {
                              in_parallel(count, settings.jobs, work);
                            });
  std::vector<char> dark(shots.size());
  {
    Progress progress(console, "Painting pictures", shots.size());
    in_parallel(shots.size(), settings.jobs, [&](std::size_t i) {
      const Photograph photograph = develop(world, shots[i], settings);
      dark[i] = is_dark(photograph.pixels) ? 1 : 0;
      const Result<std::string> jpeg = writer.encode(photograph);
      writer.end_thread();
      if (!jpeg) throw Failure("The picture " + shots[i].id + " could not be made. " + jpeg.error().message);
      write_file(unfinished.path() / file_of(shots[i]), *jpeg);
      progress.advance();
    });
  }
  write_file(unfinished.path() / "metadata.csv", metadata_text(shots));
  write_file(unfinished.path() / "truth.csv", truth_text(shots, dark));
  write_file(unfinished.path() / "vitrine.json", settings_text);
  if (settings.votes) {
    write_file(unfinished.path() / "votes.csv", sample::votes_text(shots, settings.seed));
    write_file(unfinished.path() / "ballots.csv", sample::ballots_text(shots, settings.seed));
    write_file(unfinished.path() / "rankings.csv", sample::rankings_text(shots, settings.seed));
  }
  unfinished.finish();
}

}  // namespace vitrine
