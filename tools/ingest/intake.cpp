#include "tools/ingest/intake.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "tools/ingest/reader.h"
#include "tools/parallel/parallel.h"
#include "tools/source/files.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto batch_time = std::chrono::milliseconds(1000);

/// What became of one file.
struct Outcome {
  std::string reason;  // not empty: skipped
  std::string sha256;
  const ImageRecord* same = nullptr;  // a row that has this content, measured, with thumbnails
  std::optional<Picture> picture;     // else what was read; its thumbnails are written
};

bool has_thumbnails(const Warehouse& warehouse, const std::vector<std::uint32_t>& sizes, const std::string& sha256) {
  return std::all_of(sizes.begin(), sizes.end(), [&](std::uint32_t size) {
    std::error_code ignored;
    return fs::exists(warehouse.thumbnail(size, sha256), ignored);
  });
}

/// Whether every feature that this version measures is there.
bool is_measured(const ImageRecord& image) {
  return image.features && std::isfinite(image.features->sharpness) && std::isfinite(image.features->focus_x);
}

/// Whether the rows agree in everything except the picture itself.
bool same_record(const ImageRecord& a, const ImageRecord& b) {
  const auto all = [](const ImageRecord& r) {
    return std::tie(r.row, r.id, r.key, r.file, r.presence, r.bytes, r.modified_ns, r.sha256, r.title, r.description,
                    r.credit, r.license, r.source_url, r.camera, r.fields);
  };
  return all(a) == all(b) && a.taken_at == b.taken_at;
}

/// Files are complete or not there: written into a folder beside, then renamed.
class ThumbnailStore {
 public:
  ThumbnailStore(const Warehouse& warehouse, const std::vector<std::uint32_t>& sizes)
      : warehouse_(warehouse),
        sizes_(sizes),
        unfinished_(warehouse.thumbnail(0, "00").parent_path().parent_path().parent_path() / "unfinished") {
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);  // of a killed run
  }
  ~ThumbnailStore() {
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
  }
  ThumbnailStore(const ThumbnailStore&) = delete;
  ThumbnailStore& operator=(const ThumbnailStore&) = delete;

  void write(const Picture& picture, const std::string& sha256) {
    for (std::size_t i = 0; i < sizes_.size(); ++i)
      write(warehouse_.thumbnail(sizes_[i], sha256), picture.thumbnails[i]);
  }
  void remove(const std::string& sha256) const {
    std::error_code ignored;
    for (const std::uint32_t size : sizes_) fs::remove(warehouse_.thumbnail(size, sha256), ignored);
  }

 private:
  void write(const fs::path& file, const std::string& bytes) {
    fs::create_directories(unfinished_);
    fs::create_directories(file.parent_path());
    const fs::path beside = unfinished_ / std::to_string(next_++);
    write_file(beside, bytes);
    fs::rename(beside, file);
  }

  const Warehouse& warehouse_;
  const std::vector<std::uint32_t>& sizes_;
  const fs::path unfinished_;
  std::atomic<std::uint64_t> next_ = 0;
};

class Intake {
 public:
  Intake(Plan& plan, Warehouse& warehouse, const IntakeSettings& settings, Console& console)
      : plan_(plan), warehouse_(warehouse), settings_(settings), console_(console), store_(warehouse, settings.sizes) {
    for (const Plan::Image& image : plan.images)
      if (image.before != nullptr) note_measured(*image.before);
    for (const ImageRecord& image : plan.vanished) note_measured(image);
  }

  IntakeReport run() {
    std::vector<std::size_t> work, settled;
    for (std::size_t i = 0; i < plan_.images.size(); ++i)
      (needs_reading(plan_.images[i]) ? work : settled).push_back(i);
    std::optional<PictureReader> reader;
    if (!work.empty()) reader.emplace();  // before anything is changed, because the module may be missing
    report_.unchanged = static_cast<std::uint64_t>(std::count_if(settled.begin(), settled.end(), [this](std::size_t i) {
      return plan_.images[i].record.presence == Presence::here;
    }));
    warehouse_.transaction([&] {
      for (const std::size_t i : settled) store(plan_.images[i]);
      for (const ImageRecord& image : plan_.vanished) warehouse_.put(image);
    });
    if (reader) take(*reader, work);
    drop_thumbnails();
    return std::move(report_);
  }

 private:
  void note_measured(const ImageRecord& image) {
    if (is_measured(image) && !image.sha256.empty()) measured_.emplace(image.sha256, &image);
  }

  bool needs_reading(const Plan::Image& image) const {
    return image.record.presence == Presence::here && !is_current(image, warehouse_, settings_);
  }

  void store(Plan::Image& image) {
    if (image.record.presence != Presence::vanished) settle(image.record);
    if (image.before == nullptr || !same_record(image.record, *image.before))
      image.record.row = warehouse_.put(image.record);
  }

  void take(const PictureReader& reader, const std::vector<std::size_t>& work) {
    Progress progress(console_, "Reading pictures", work.size());
    InOrder<Outcome> outcomes(
        work.size(), settings_.jobs, [&](std::size_t i) { return read(reader, plan_.images[work[i]].record); },
        [&] { reader.end_thread(); });
    for (std::size_t i = 0; i < work.size();) {
      std::exception_ptr error;
      warehouse_.transaction([&] {
        const auto end = Clock::now() + batch_time;
        while (i < work.size() && Clock::now() < end) {
          Outcome outcome;
          try {
            outcome = outcomes.next();
          } catch (const Failure&) {
            error = std::current_exception();  // what is done so far is kept
            return;
          }
          finish(plan_.images[work[i++]], std::move(outcome));
          progress.advance();
        }
      });
      if (error) std::rethrow_exception(error);
    }
  }

  /// On one of several threads.
  Outcome read(const PictureReader& reader, const ImageRecord& image) {
    Outcome outcome;
    const fs::path file = settings_.folder / image.file;
    if (image.bytes == 0) return outcome.reason = "It is empty.", outcome;
    if (access(file.c_str(), R_OK) != 0)
      return outcome.reason = std::string("It cannot be read: ") + std::strerror(errno) + ".", outcome;
    try {
      outcome.sha256 = sha256_of_file(file);
    } catch (const Failure&) {
      return outcome.reason = "It cannot be read to its end.", outcome;
    }
    const auto same = measured_.find(outcome.sha256);
    if (same != measured_.end() && has_thumbnails(warehouse_, settings_.sizes, outcome.sha256)) {
      outcome.same = same->second;
      return outcome;
    }
    Result<Picture> picture = reader.read(file, settings_.sizes);
    if (!picture) return outcome.reason = picture.error().message, outcome;
    store_.write(*picture, outcome.sha256);
    picture->thumbnails.clear();
    outcome.picture = std::move(*picture);
    return outcome;
  }

  void finish(Plan::Image& image, Outcome outcome) {
    if (!outcome.reason.empty()) return skip(image, outcome.reason);
    count(image, outcome.sha256);
    ImageRecord& record = image.record;
    const bool is_known = image.before != nullptr && outcome.same == image.before;
    std::vector<float> descriptor;
    if (outcome.picture) {
      descriptor = std::move(outcome.picture->descriptor);
      record.width = outcome.picture->width;
      record.height = outcome.picture->height;
      record.exif_taken_at = outcome.picture->taken_at;
      record.exif_camera = outcome.picture->camera;
      record.features = outcome.picture->features;
    } else if (!is_known) {
      descriptor = descriptor_before(outcome.same->row);
      record.width = outcome.same->width;
      record.height = outcome.same->height;
      record.exif_taken_at = outcome.same->exif_taken_at;
      record.exif_camera = outcome.same->exif_camera;
      record.features = outcome.same->features;
    }
    record.sha256 = outcome.sha256;
    settle(record);
    record.row = warehouse_.put(record);
    if (descriptor.empty()) return;
    if (image.before != nullptr) replaced_.try_emplace(record.row, warehouse_.descriptor(record.row));
    warehouse_.put_descriptor(record.row, descriptor);
  }

  /// What a row had before this run: files may have been exchanged.
  std::vector<float> descriptor_before(std::int64_t row) const {
    const auto found = replaced_.find(row);
    return found == replaced_.end() ? warehouse_.descriptor(row) : found->second;
  }

  void count(const Plan::Image& image, const std::string& sha256) {
    const ImageRecord* before = image.before;
    if (before == nullptr || before->presence == Presence::none)
      ++report_.fresh;
    else if (before->sha256 != sha256)
      ++report_.changed;
    else if (before->file != image.record.file)
      ++report_.moved;
    else
      ++report_.unchanged;
  }

  /// A picture that cannot be read is no picture: with metadata a placeholder, without it nothing; a row that was
  /// there is kept.
  void skip(Plan::Image& image, const std::string& reason) {
    ImageRecord& record = image.record;
    report_.skipped.push_back({record.file, reason});
    const bool has_metadata = static_cast<std::size_t>(&image - plan_.images.data()) < plan_.metadata_rows;
    if (has_metadata) {
      record.presence = Presence::none;
      record.file.clear();
      record.sha256.clear();
      record.bytes = 0, record.modified_ns = 0;
      record.width = 0, record.height = 0;
      record.features.reset();
      record.exif_taken_at = {}, record.exif_camera.clear();
      return store(image);
    }
    record.presence = Presence::vanished;
    if (image.before == nullptr) return;
    record = *image.before;
    record.presence = Presence::vanished;
    warehouse_.put(record);
  }

  /// Thumbnails of contents that no row has any more.
  void drop_thumbnails() const {
    std::unordered_set<std::string> kept;
    for (const Plan::Image& image : plan_.images) kept.insert(image.record.sha256);
    for (const ImageRecord& image : plan_.vanished) kept.insert(image.sha256);
    for (const Plan::Image& image : plan_.images)
      if (image.before != nullptr && !image.before->sha256.empty() && !kept.contains(image.before->sha256))
        store_.remove(image.before->sha256);
  }

  Plan& plan_;
  Warehouse& warehouse_;
  const IntakeSettings& settings_;
  Console& console_;
  ThumbnailStore store_;
  std::unordered_map<std::string, const ImageRecord*> measured_;   // by content
  std::unordered_map<std::int64_t, std::vector<float>> replaced_;  // descriptors of before this run, by row
  IntakeReport report_;
};

}  // namespace

bool is_current(const Plan::Image& image, const Warehouse& warehouse, const IntakeSettings& settings) {
  const ImageRecord *before = image.before, &now = image.record;
  return before != nullptr && before->presence == Presence::here && !settings.verify && is_measured(*before) &&
         before->file == now.file && before->bytes == now.bytes && before->modified_ns == now.modified_ns &&
         has_thumbnails(warehouse, settings.sizes, before->sha256);
}

IntakeReport take_in(Plan& plan, Warehouse& warehouse, const IntakeSettings& settings, Console& console) {
  return Intake(plan, warehouse, settings, console).run();
}

}  // namespace vitrine
