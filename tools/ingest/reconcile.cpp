#include "tools/ingest/reconcile.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "tools/source/identity.h"

namespace vitrine {
namespace {

class Reconciler {
 public:
  Reconciler(const Catalogue& catalogue, const std::vector<ImageRecord>& before,
             const std::function<std::string(const std::string&)>& content)
      : catalogue_(catalogue), before_(before), content_(content) {
    for (const ImageRecord& image : before) {
      by_id_.emplace(image.id, &image);
      if (!image.file.empty()) by_file_.emplace(image.file, &image);
      ids_.insert(image.id);
      keys_.reserve(image.key);
    }
    for (const ImageRecord& image : catalogue.images) {
      plan_.images.push_back({image, nullptr});
      files_.insert(image.file);
    }
  }

  Plan run() {
    plan_.metadata_rows = catalogue_.metadata_rows;
    const auto begin = plan_.images.begin(), end = plan_.images.end();
    const auto paths = begin + static_cast<std::ptrdiff_t>(catalogue_.metadata_rows);
    for (auto image = begin; image != paths; ++image) claim(*image, find(by_id_, image->record.id));
    for (auto image = paths; image != end; ++image) claim(*image, find(by_file_, image->record.file));
    note_gone();
    for (auto image = paths; image != end; ++image)
      if (image->before == nullptr) claim(*image, moved(*image));
    for (auto image = paths; image != end; ++image)
      if (image->before == nullptr) claim(*image, gone(find(by_id_, image->record.id)));
    name_new_images();
    mark_absent();
    mark_vanished();
    return std::move(plan_);
  }

 private:
  using Index = std::unordered_map<std::string, const ImageRecord*>;

  static const ImageRecord* find(const Index& index, const std::string& name) {
    const auto found = index.find(name);
    return found == index.end() ? nullptr : found->second;
  }

  /// The row, if its file is not in the folder any more.
  const ImageRecord* gone(const ImageRecord* before) const {
    return before == nullptr || files_.contains(before->file) ? nullptr : before;
  }

  void note_gone() {
    for (const ImageRecord& candidate : before_)
      if (!candidate.sha256.empty() && gone(&candidate) != nullptr && !claimed_.contains(&candidate))
        gone_by_bytes_.emplace(candidate.bytes, &candidate);
  }

  /// The row whose picture now lies elsewhere, under this name: of several, the oldest.
  const ImageRecord* moved(const Plan::Image& image) const {
    const auto [begin, end] = gone_by_bytes_.equal_range(image.record.bytes);
    if (begin == end) return nullptr;
    const std::string hash = content_(image.record.file);
    const auto found = std::find_if(begin, end, [&](const auto& entry) {
      return entry.second->sha256 == hash && !claimed_.contains(entry.second);
    });
    return found == end ? nullptr : found->second;
  }

  void claim(Plan::Image& image, const ImageRecord* before) {
    if (before == nullptr || !claimed_.insert(before).second) return;
    image.before = before;
    ImageRecord& record = image.record;
    record.row = before->row;
    record.key = before->key;
    record.id = before->id;
    if (record.presence != Presence::here) return;
    record.sha256 = before->sha256;
    record.width = before->width;
    record.height = before->height;
    record.exif_taken_at = before->exif_taken_at;
    record.exif_camera = before->exif_camera;
    record.features = before->features;
  }

  /// Ids and keys of new images, in order of id: the same folder gives the same keys.
  void name_new_images() {
    std::vector<ImageRecord*> fresh;
    for (Plan::Image& image : plan_.images)
      if (image.before == nullptr) fresh.push_back(&image.record);
    for (ImageRecord* record : fresh) {
      // A moved picture keeps its id; a new file in its old place needs another.
      const std::string wanted = record->id;
      for (int number = 2; !ids_.insert(record->id).second; ++number)
        record->id = wanted + " (" + std::to_string(number) + ")";
    }
    std::sort(fresh.begin(), fresh.end(), [](const ImageRecord* a, const ImageRecord* b) { return a->id < b->id; });
    for (ImageRecord* record : fresh) record->key = keys_.take(record->id);
  }

  /// Rows of the metadata whose file was here and is not: they vanish, they do not become placeholders.
  void mark_absent() {
    for (const AbsentFile& absent : catalogue_.absent) {
      Plan::Image& image = plan_.images[absent.image];
      if (image.before == nullptr || image.before->presence == Presence::none) continue;
      image.record = *image.before;
      image.record.presence = Presence::vanished;
    }
  }

  void mark_vanished() {
    for (const ImageRecord& image : before_) {
      if (claimed_.contains(&image)) continue;
      plan_.vanished.push_back(image);
      plan_.vanished.back().presence = Presence::vanished;
    }
  }

  const Catalogue& catalogue_;
  const std::vector<ImageRecord>& before_;
  const std::function<std::string(const std::string&)>& content_;
  Index by_id_, by_file_;
  std::multimap<std::uint64_t, const ImageRecord*> gone_by_bytes_;
  std::unordered_set<std::string> ids_, files_;
  std::unordered_set<const ImageRecord*> claimed_;
  Keys keys_;
  Plan plan_;
};

}  // namespace

Plan reconcile(const Catalogue& catalogue, const std::vector<ImageRecord>& before,
               const std::function<std::string(const std::string& file)>& content) {
  return Reconciler(catalogue, before, content).run();
}

void settle(ImageRecord& image) {
  if (!image.taken_at.known()) image.taken_at = image.exif_taken_at;
  if (image.camera.empty()) image.camera = image.exif_camera;
}

}  // namespace vitrine
