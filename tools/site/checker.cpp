// Sections: the site's files; documents of pictures; clusters, curation, vectors and tags; the calendar; pictures.
#include "tools/site/checker.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/calendar/columns.h"
#include "core/calendar/days.h"
#include "core/calendar/objective.h"
#include "core/collection/collection.h"
#include "core/curation/structure.h"
#include "core/documents/table.h"
#include "tools/calendar/day_range.h"
#include "tools/console/words.h"
#include "tools/published/zipped_vectors.h"
#include "tools/site/entries.h"
#include "tools/source/files.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

// A path of a document may only name files below the site.
bool stays_inside(const std::string& path) {
  const fs::path plain(path);
  return !path.empty() && plain.is_relative() && std::find(plain.begin(), plain.end(), fs::path("..")) == plain.end();
}

class Checker {
 public:
  Checker(const fs::path& site, Console& console, std::uint64_t largest)
      : site_(site), console_(console), largest_(largest) {}

  SiteCheck run() {
    list_files();
    if (read_manifest()) {
      check_listed(files_, "Checking documents");
      check_named();
      check_vocabularies();
      check_images();
      check_details();
      check_text();
      check_clusters();
      check_curation();
      check_vectors();
      check_tags();
      check_calendar();
      check_pictures();
      report_strays();
    }
    if (check_.bytes > largest_) {
      report(Finding::Kind::size, site_.string(),
             "has " + bytes_text(check_.bytes) + ", more than the " + bytes_text(largest_) +
                 " that GitHub Pages and others take: smaller --sizes or --originals none make it smaller.");
    }
    return std::move(check_);
  }

 private:
  // --- the site's files --------------------------------------------------------------------------------------

  void report(Finding::Kind kind, const std::string& path, const std::string& what) {
    check_.findings.push_back({kind, path, path + " " + what});
  }
  void report_document(const std::string& path, const std::string& what) {
    report(Finding::Kind::document, path, what);
  }

  void list_files() {
    for (auto at = fs::recursive_directory_iterator(site_); at != fs::recursive_directory_iterator(); ++at) {
      const std::string path = at->path().lexically_relative(site_).generic_string();
      if (at.depth() == 0 && !is_site_entry(path)) {
        at.disable_recursion_pending();  // .git, CNAME ...: not ours
      } else if (at->is_symlink()) {
        report(Finding::Kind::stray, path, "is a symbolic link, which most hosts do not publish.");
        known_.insert(path);
      } else if (at->is_regular_file()) {
        there_[path] = at->file_size();
        check_.bytes += at->file_size();
        ++check_.files;
      }
    }
    for (const SiteEntry& entry : site_entries)
      if (!entry.listed) known_.insert(std::string(entry.name));
  }

  bool read_manifest() {
    const std::string path = path_of(Document::collection);
    known_.insert(path);
    Result<Manifest> manifest = read<Manifest>(read_file(site_ / path), path);
    if (!manifest) {
      check_.findings.push_back({Finding::Kind::document, path, manifest.error().message});
      return false;
    }
    manifest_ = std::move(*manifest);
    list(manifest_.files);
    if (const auto documents = open<DocumentList>(Document::documents)) list(documents->files);
    if (const std::string page(page_name); stored_.count(page) == 0)
      report(Finding::Kind::missing, page, "is not listed in the manifest.");
    return true;
  }

  void list(const std::vector<FileEntry>& files) {
    for (const FileEntry& file : files) stored_[logical_path(file.path)] = file.path;
    files_.insert(files_.end(), files.begin(), files.end());
  }

  void check_listed(const std::vector<FileEntry>& files, const std::string& label) {
    Progress progress(console_, label, files.size());
    for (const FileEntry& file : files) {
      check_file(file);
      progress.advance();
    }
  }

  void check_file(const FileEntry& file) {
    known_.insert(file.path);
    if (!stays_inside(file.path)) return report_document(file.path, "is listed, but is no path inside a site.");
    const auto at = there_.find(file.path);
    if (at == there_.end())
      return report(Finding::Kind::missing, file.path, "is missing: copy the site again, or render it again.");
    if (at->second != file.bytes) {
      return report(
          Finding::Kind::changed, file.path,
          "has " + counted(at->second, "byte", "bytes") + ", and " + grouped(file.bytes) + " were published.");
    }
    if (sha256_of_file(site_ / file.path) != file.sha256)
      report(Finding::Kind::changed, file.path, "is not what was published: its SHA-256 differs.");
  }

  void check_named() {
    std::vector<std::string> named = {manifest_.core, manifest_.vectors.path, manifest_.layout};
    for (const ModuleEntry& module : manifest_.modules) named.push_back(module.path);
    for (const TagEntry& tag : manifest_.tags) named.push_back(tag.path);
    for (const std::string& path : named)
      if (!path.empty() && known_.count(path) == 0)
        report(Finding::Kind::missing, path, "is named by the manifest, and is not among its files.");
  }

  /// The document, or nothing where that has been reported.
  template <class T>
  std::optional<T> open(Document document, std::uint32_t number = 0) {
    const std::string logical = path_of(document, number);
    const auto stored = stored_.find(logical);
    if (stored == stored_.end()) {
      report(Finding::Kind::missing, logical, "is not listed: render the site again.");
      return std::nullopt;
    }
    if (there_.count(stored->second) == 0) return std::nullopt;
    Result<T> read_document = read<T>(read_file(site_ / stored->second), stored->second);
    if (!read_document) {
      check_.findings.push_back({Finding::Kind::document, stored->second, read_document.error().message});
      return std::nullopt;
    }
    return std::move(*read_document);
  }

  void require(bool holds, const std::string& path, const std::string& what) {
    if (!holds) report_document(path, what);
  }

  std::vector<ShardRange> shards_of_images() const { return image_shards(manifest_.count, manifest_.first_shard); }

  // --- documents of pictures ---------------------------------------------------------------------------------

  void check_vocabularies() {
    const auto has_more = [](const Facet& facet) { return facet.more > 0; };
    if (std::none_of(manifest_.facets.begin(), manifest_.facets.end(), has_more)) return;
    const auto list = open<VocabularyList>(Document::vocabularies);
    if (!list) return;
    const std::string path = stored_[path_of(Document::vocabularies)];
    for (const Facet& facet : manifest_.facets) {
      const auto others = std::find_if(list->facets.begin(), list->facets.end(),
                                       [&facet](const FacetValues& one) { return one.name == facet.name; });
      const std::size_t found = others == list->facets.end() ? 0 : others->values.size();
      require(found == facet.more && (found == 0 || others->counts.size() == found), path,
              "has " + std::to_string(found) + " values of the facet \"" + facet.name + "\" or not a count for each, " +
                  std::to_string(facet.more) + " expected.");
    }
  }

  void check_images() {
    const std::vector<ShardRange> shards = shards_of_images();
    for (std::uint32_t number = 0; number < shards.size(); ++number) {
      const auto shard = open<ImageShard>(Document::images, number);
      if (!shard) continue;
      const std::string path = stored_[path_of(Document::images, number)];
      const auto [first, count] = shards[number];
      if (shard->first != first || shard->count != count) {
        report_document(path, "has rows " + std::to_string(shard->first) + " to " +
                                  std::to_string(shard->first + shard->count) + ", expected " + std::to_string(first) +
                                  " to " + std::to_string(first + count) + ".");
        continue;
      }
      check_rows(*shard, path);
      const Result<void> taken = take_alone(*shard);
      require(taken.has_value(), path, taken ? "" : "cannot be opened: " + taken.error().message + ".");
    }
  }

  /// As the page takes a shard, but without those before it: one that is damaged does not hide the next.
  Result<void> take_alone(ImageShard shard) const {
    shard.first = 0;
    return Collection(manifest_).append(shard);
  }

  void check_rows(const ImageShard& shard, const std::string& path) {
    for (std::uint32_t row = 0; row < shard.count; ++row) {
      require(keys_.insert(shard.key[row]).second, path, "has the key " + shard.key[row] + ", which is taken.");
      if (shard.width[row] > 0) pictures_.push_back(shard.key[row]);
      titles_[shard.first + row] = shard.title[row];
      if (!shard.cluster.empty()) {
        require(shard.cluster[row] < static_cast<std::int32_t>(manifest_.clusters), path,
                "names cluster " + std::to_string(shard.cluster[row]) + ", and there are " +
                    std::to_string(manifest_.clusters) + ".");
      }
      const std::int64_t vector = shard.vector.empty() ? std::int64_t{shard.first} + row : shard.vector[row];
      if (!manifest_.vectors.path.empty()) {
        require(vector < std::int64_t{manifest_.vectors.count}, path,
                "names vector " + std::to_string(vector) + ", and there are " +
                    std::to_string(manifest_.vectors.count) + ".");
      }
    }
    require(
        all_rows(shard.master) && all_rows(shard.copy_of), path,
        "has a near-duplicate or a copy of a picture beyond the collection's " + std::to_string(manifest_.count) + ".");
  }

  void check_details() {
    for (std::uint32_t first = 0; first < manifest_.count; first += details_shard_rows) {
      const std::uint32_t number = first / details_shard_rows;
      const auto shard = open<DetailsShard>(Document::details, number);
      if (!shard) continue;
      const std::string path = stored_[path_of(Document::details, number)];
      const std::size_t expected = std::min(details_shard_rows, manifest_.count - first);
      require(shard->first == first && shard->images.size() == expected, path,
              "has " + std::to_string(shard->images.size()) + " rows from " + std::to_string(shard->first) +
                  ", expected " + std::to_string(expected) + " from " + std::to_string(first) + ".");
      for (std::size_t i = 0; i < shard->images.size(); ++i) {
        const ImageDetails& image = shard->images[i];
        check_title(first + i, image.title, path);
        for (const Neighbour& neighbour : image.alike) {
          require(neighbour.row < manifest_.count, path,
                  "names row " + std::to_string(neighbour.row) + ", and there are " + std::to_string(manifest_.count) +
                      ".");
        }
        for (const std::uint32_t tag : image.tags) {
          require(
              tag < manifest_.tags.size(), path,
              "names tag " + std::to_string(tag) + ", and there are " + std::to_string(manifest_.tags.size()) + ".");
        }
      }
    }
  }

  /// A whole title begins as the cut one does.
  void check_title(std::size_t row, const std::string& whole, const std::string& path) {
    const auto known = titles_.find(row);
    if (whole.empty() || known == titles_.end()) return;
    static constexpr std::string_view ellipsis = "…";
    std::string_view cut = known->second;
    const bool is_cut = cut.size() >= ellipsis.size() && cut.substr(cut.size() - ellipsis.size()) == ellipsis;
    if (is_cut) cut.remove_suffix(ellipsis.size());
    require(is_cut && whole.rfind(cut, 0) == 0, path,
            "has a title of row " + std::to_string(row) + " that does not go on as the images' shard begins it.");
  }

  void check_text() {
    const std::vector<ShardRange> shards = shards_of_images();
    for (std::uint32_t number = 0; number < shards.size(); ++number) {
      const auto shard = open<TextShard>(Document::text, number);
      if (shard) {
        require(shard->first == shards[number].first && shard->title.size() == shards[number].count &&
                    shard->text.size() == shards[number].count,
                stored_[path_of(Document::text, number)], "has other rows than the images' shard of its number.");
      }
    }
  }

  // --- clusters, curation, vectors and tags ------------------------------------------------------------------

  void check_clusters() {
    if (manifest_.clusters == 0) return;
    if (const auto list = open<ClusterList>(Document::clusters)) {
      const std::string path = stored_[path_of(Document::clusters)];
      require(list->clusters.size() == manifest_.clusters, path,
              "has " + std::to_string(list->clusters.size()) + " clusters, expected " +
                  std::to_string(manifest_.clusters) + ".");
      for (const ClusterCard& card : list->clusters) {
        require(card.medoid < manifest_.count && all_rows(card.diverse), path,
                "has a cluster with a picture beyond the collection's " + std::to_string(manifest_.count) + ".");
      }
    }
    for (std::uint32_t id = 0; id < manifest_.clusters; ++id) {
      if (const auto members = open<ClusterMembers>(Document::cluster_members, id)) {
        require(members->id == id && members->rows.size() == members->distances.size() && all_rows(members->rows),
                stored_[path_of(Document::cluster_members, id)],
                "has members that do not fit the collection, or not a distance for each.");
      }
    }
  }

  void check_curation() {
    require(all_rows(manifest_.curation.kept), path_of(Document::collection),
            "keeps a picture beyond the collection's " + std::to_string(manifest_.count) + ".");
    Structure structure;
    std::vector<std::uint32_t> rows;
    for (std::uint32_t number = 0; rows.size() < manifest_.curation.structure; ++number) {
      const auto shard = open<DuplicateShard>(Document::duplicates, number);
      if (!shard) return;
      const std::string path = stored_[path_of(Document::duplicates, number)];
      const auto taken = append(structure, rows, *shard);
      require(taken && shard->count > 0 && all_rows(rows), path,
              taken ? "has pictures beyond the collection's, or none." : taken.error().message + ".");
      if (!taken || shard->count == 0) return;
    }
    if (!stored_[path_of(Document::curation)].empty()) open<CurationPatch>(Document::curation);
  }

  /// Whether the collection has all these rows; what is less than 0 is none.
  template <class Row>
  bool all_rows(const std::vector<Row>& rows) const {
    return std::all_of(rows.begin(), rows.end(),
                       [this](std::int64_t row) { return row < std::int64_t{manifest_.count}; });
  }

  void check_vectors() {
    const VectorsEntry& entry = manifest_.vectors;
    if (entry.path.empty() || there_.count(entry.path) == 0) return;
    const Result<CodedVectors> vectors = unzipped(read_file(site_ / entry.path));
    if (!vectors) return report_document(entry.path, "cannot be read: " + vectors.error().message);
    const VectorsHeader& header = vectors->header();
    require(header.count == entry.count && header.dimension == entry.dimension, entry.path,
            "has " + std::to_string(header.count) + " x " + std::to_string(header.dimension) +
                ", and the manifest says " + std::to_string(entry.count) + " x " + std::to_string(entry.dimension) +
                ".");
  }

  void check_tags() {
    for (const TagEntry& tag : manifest_.tags) {
      const auto file = there_.find(tag.path);
      require(file == there_.end() || file->second == manifest_.count, tag.path,
              "has other than a score for each of the collection's " + std::to_string(manifest_.count) + " rows.");
      require(tag.step > 0, path_of(Document::collection), "has the tag \"" + tag.code + "\" without a step.");
    }
  }

  // --- the calendar ------------------------------------------------------------------------------------------

  void check_calendar() {
    const auto stored = stored_.find(path_of(Document::calendar));
    if (stored == stored_.end()) return;  // none was computed
    const auto plan = open<CalendarPlan>(Document::calendar);
    if (!plan) return;
    const std::string& path = stored->second;
    require(!plan->slots.empty(), path, "has no slots.");
    require(plan->weights.empty() || plan->weights.size() == CALENDAR_COMPONENTS, path,
            "has " + std::to_string(plan->weights.size()) + " weights, " + std::to_string(CALENDAR_COMPONENTS) +
                " or none expected.");
    for (const CalendarSlot& slot : plan->slots) {
      require(slot.month.empty() || parse_month(slot.month), path,
              "has a slot of the month \"" + slot.month + "\", and there is none.");
      require(slot.target.bonuses.size() <= plan->bonuses.size(), path,
              "has figures for more bonuses than it has, in the slot of \"" + slot.month + "\".");
    }
    for (const CalendarEvent& event : plan->events) {
      const auto first = parse_day(event.first), last = parse_day(event.last);
      require(
          first && last && *first <= *last, path,
          "has an entry \"" + event.text + "\" on days that there are not: " + event.first + " to " + event.last + ".");
    }
    for (const MoonPhase& moon : plan->moon)
      require(parse_day(moon.day) && moon.phase < 4, path,
              "has a phase of the Moon that there is not: " + moon.day + ".");
    for (const CalendarCandidate& candidate : plan->candidates) check_candidate(*plan, candidate, path);
    if (known_.count(plan->columns) == 0)
      return report(Finding::Kind::missing, plan->columns, "is named by " + path + ", and is not among the files.");
    if (there_.count(plan->columns) > 0) check_calendar_columns(plan->columns);
  }

  void check_candidate(const CalendarPlan& plan, const CalendarCandidate& candidate, const std::string& path) {
    const std::string name = "has a candidate \"" + candidate.name + "\" ";
    const std::size_t slots = plan.slots.size();
    require(
        candidate.rows.size() == slots, path,
        name + "of " + counted(candidate.rows.size(), "slot", "slots") + ", " + std::to_string(slots) + " expected.");
    require(all_rows(candidate.rows), path,
            name + "with a picture beyond the collection's " + std::to_string(manifest_.count) + ".");
    std::set<std::int32_t> placed;
    const bool once = std::all_of(candidate.rows.begin(), candidate.rows.end(),
                                  [&placed](std::int32_t row) { return row < 0 || placed.insert(row).second; });
    require(once, path, name + "with a picture in two slots.");
    require(candidate.cover < static_cast<std::int32_t>(slots), path, name + "whose cover is no slot.");
    require(candidate.focus.empty() || candidate.focus.size() == 2 * slots, path,
            name + "with other than a focus for each slot.");
  }

  void check_calendar_columns(const std::string& path) {
    constexpr std::size_t most_bytes_of_row = 64;
    const auto bytes = unzipped_bytes(read_file(site_ / path), most_bytes_of_row * (std::size_t{manifest_.count} + 1));
    if (!bytes) return report_document(path, "cannot be read: " + bytes.error().message + ".");
    const Result<CalendarColumns> columns = read_columns(*bytes);
    if (!columns) return report_document(path, "cannot be read. " + columns.error().message);
    require(columns->count == manifest_.count, path,
            "has " + counted(columns->count, "row", "rows") + ", and the collection " +
                std::to_string(manifest_.count) + ".");
  }

  // --- pictures ----------------------------------------------------------------------------------------------

  void check_pictures() {
    std::vector<FileEntry> files;
    for (std::uint32_t number = 0; number < shards_of_images().size(); ++number) {
      if (stored_.count(path_of(Document::files, number)) == 0) continue;  // a shard of cards without pictures has none
      if (auto list = open<FileList>(Document::files, number))
        files.insert(files.end(), list->files.begin(), list->files.end());
    }
    check_listed(files, "Checking pictures");
    for (const std::string& key : pictures_) {
      for (const std::uint32_t size : manifest_.sizes) {
        const std::string path = thumbnail_path(size, key);
        if (known_.count(path) == 0) report(Finding::Kind::missing, path, "is not listed in api/files.");
      }
    }
  }

  void report_strays() {
    for (const auto& [path, bytes] : there_)
      if (known_.count(path) == 0) report(Finding::Kind::stray, path, "is stray: no document names it.");
  }

  const fs::path site_;
  Console& console_;
  const std::uint64_t largest_;
  SiteCheck check_;
  Manifest manifest_;
  std::vector<FileEntry> files_;                // of the manifest and of the list of documents
  std::map<std::string, std::uint64_t> there_;  // every file of the site, with its size
  std::map<std::string, std::string> stored_;   // logical path to the stored one
  std::set<std::string> known_;                 // paths that something names
  std::set<std::string> keys_;
  std::vector<std::string> pictures_;
  std::unordered_map<std::size_t, std::string> titles_;  // by row, of the images' shards that can be read
};

}  // namespace

std::string name_of(Finding::Kind kind) {
  static constexpr std::array<const char*, 5> names = {"document", "missing", "changed", "stray", "size"};
  return names.at(static_cast<std::size_t>(kind));
}

SiteCheck check_site(const fs::path& site, Console& console, std::uint64_t largest) {
  if (!fs::is_regular_file(site / path_of(Document::collection))) {
    throw Failure(site.string() + " is not a site: it has no " + path_of(Document::collection) +
                  ". Make one with vitrine build.");
  }
  return Checker(site, console, largest).run();
}

}  // namespace vitrine
