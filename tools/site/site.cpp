// Sections: settings; the list of files; the manifest and the first screen; the viewer; documents and data; pictures;
// the page and its build name.
#include "tools/site/site.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "core/documents/table.h"
#include "tools/calendar/plan.h"
#include "tools/console/words.h"
#include "tools/parallel/parallel.h"
#include "tools/published/collection_rows.h"
#include "tools/published/zipped_vectors.h"
#include "tools/site/entries.h"
#include "tools/site/first_screen.h"
#include "tools/site/thumbnail_hashes.h"
#include "tools/source/files.h"
#include "tools/source/paths.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

// --- settings --------------------------------------------------------------------------------------------------------

std::vector<std::uint32_t> sizes_of(const std::string& fact) {
  std::vector<std::uint32_t> sizes;
  for (const char* at = fact.data(); at < fact.data() + fact.size();) {
    std::uint32_t size = 0;
    const auto [end, error] = std::from_chars(at, fact.data() + fact.size(), size);
    if (error == std::errc()) sizes.push_back(size);
    at = end + 1;
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

class Maker {
 public:
  Maker(const Warehouse& warehouse, const Viewer& viewer, const SiteOptions& options, Console& console)
      : warehouse_(warehouse), viewer_(viewer), options_(options), console_(console), rows_(warehouse) {}

  Site make() {
    if (rows_.size() == 0)
      throw Failure("The warehouse holds no pictures: run vitrine ingest on a folder that has some.");
    describe_collection();
    const FirstScreen screen = active_first_screen();
    const std::string sheet = add_hashed(below(viewer_folder, "first.css"), screen.sheet);
    add_viewer();
    add_documents();
    add_vectors();
    add_tags();
    add_calendar();
    add_pictures();
    std::sort(documents_.files.begin(), documents_.files.end(), by_path);
    add_hashed(path_of(Document::documents), write(documents_));
    add_small_files();
    name_build(screen);
    list(add(std::string(page_name), page(screen, sheet)));
    std::sort(manifest().files.begin(), manifest().files.end(), by_path);
    add(path_of(Document::collection), write(manifest()));
    std::sort(site_.files.begin(), site_.files.end(), by_path);
    site_.not_analysed = rows_.not_analysed();
    return std::move(site_);
  }

 private:
  static constexpr auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };

  Manifest& manifest() { return site_.manifest; }

  const SiteFile& add(std::string path, std::string content) {
    std::string hash = sha256(content);
    return add(std::move(path), std::move(content), std::move(hash));
  }

  const SiteFile& add(std::string path, std::string content, std::string hash) {
    SiteFile file;
    file.path = std::move(path);
    file.bytes = content.size();
    file.sha256 = std::move(hash);
    file.content = std::move(content);
    return site_.files.emplace_back(std::move(file));
  }

  // --- the list of files ---------------------------------------------------------------------------------------------

  void list(const SiteFile& file) {
    FileEntry entry{file.path, file.bytes, file.sha256};
    (is_in_manifest(file.path) ? manifest().files : documents_.files).push_back(std::move(entry));
  }

  /// Adds under a name with the content's hash; returns that name.
  std::string add_hashed(const std::string& path, std::string content, std::string hash) {
    std::string stored = stored_path(path, hash);
    const SiteFile& file = add(std::move(stored), std::move(content), std::move(hash));
    list(file);
    return file.path;
  }
  std::string add_hashed(const std::string& path, std::string content) {
    std::string hash = sha256(content);
    return add_hashed(path, std::move(content), std::move(hash));
  }

  // --- the manifest and the first screen -----------------------------------------------------------------------------

  void describe_collection() {
    Manifest& it = manifest();
    it.id = warehouse_.fact("collection_id");
    it.generator = "vitrine " VITRINE_VERSION;
    it.title = warehouse_.fact("title").empty() ? "Pictures" : warehouse_.fact("title");
    it.description = warehouse_.fact("description");
    it.language = warehouse_.fact("language").empty() ? "en" : warehouse_.fact("language");
    it.home_page = warehouse_.fact("home_page");
    it.credit = warehouse_.fact("credit");
    it.license = warehouse_.fact("license");
    it.count = rows_.size();
    for (const ImageRecord& image : rows_.images()) it.pictures += image.presence == Presence::here ? 1U : 0U;
    it.sizes = sizes_of(warehouse_.fact("sizes"));
    it.originals = warehouse_.fact("originals").empty() ? "none" : warehouse_.fact("originals");
    it.clusters = static_cast<std::uint32_t>(rows_.clusters().clusters.size());
    it.scored = rows_.scored();
    it.curation = rows_.curation().entry();
    for (const CollectionFacet& facet : rows_.facets()) {
      it.facets.push_back(facet.facet);
      count_active(facet.column, it.facets.back().counts);
      keep_beginning(it.facets.back());
    }
    it.core = viewer_.parts.core;
    it.modules = viewer_.parts.modules;
  }

  /// As the page counts while the gate is on.
  void count_active(const FacetColumn& column, std::vector<std::uint32_t>& counts) const {
    std::fill(counts.begin(), counts.end(), 0U);
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (!rows_.curation().active()[row]) continue;
      for (std::uint32_t at = column.offsets[row]; at < column.offsets[row + 1]; ++at) ++counts[column.values[at]];
    }
  }

  /// What follows the first values that are shown is listed in a document of its own.
  void keep_beginning(Facet& facet) {
    std::size_t end = 0;
    for (std::size_t shown = 0; end < facet.values.size() && shown < first_facet_values; ++end)
      shown += facet.counts[end] > 0 ? 1U : 0U;
    if (end == facet.values.size()) return;
    FacetValues others;
    others.name = facet.name;
    const auto after = static_cast<std::ptrdiff_t>(end);
    others.values.assign(facet.values.begin() + after, facet.values.end());
    others.counts.assign(facet.counts.begin() + after, facet.counts.end());
    facet.values.resize(end);
    facet.counts.resize(end);
    facet.more = static_cast<std::uint32_t>(others.values.size());
    vocabularies_.facets.push_back(std::move(others));
  }

  /// As many rows as their bytes allow, and no fewer than the first screen shows.
  std::uint32_t rows_of_first_shard(std::uint32_t least) const {
    std::uint32_t rows = std::min(first_shard_rows, rows_.size());
    while (rows > least) {
      const std::size_t bytes = write(rows_.image_shard(0, rows)).size();
      if (bytes <= first_shard_bytes) break;
      rows = std::max(least, static_cast<std::uint32_t>(rows * first_shard_bytes / bytes));
    }
    return rows;
  }

  /// The page begins with the gate on.
  FirstScreen active_first_screen() {
    const std::vector<std::uint8_t>& active = rows_.curation().active();
    std::vector<std::string> taken_at;
    std::uint32_t end = 0;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      if (!active[row]) continue;
      taken_at.push_back(rows_.taken_at()[row]);
      if (taken_at.size() <= first_screen_pictures) end = row + 1;
    }
    manifest().first_shard = rows_of_first_shard(std::min(end, first_shard_rows));
    return first_screen(rows_.image_shard(0, end), active, taken_at, manifest().sizes);
  }

  // --- the viewer ----------------------------------------------------------------------------------------------------

  void add_viewer() {
    for (const std::string& path : viewer_.files) {
      const SiteFile& file = add(path, read_file(viewer_.folder / path));
      for (ModuleEntry& module : manifest().modules)
        if (module.path == path) module.bytes = file.bytes;
      list(file);
    }
  }

  /// One document yet to be written.
  struct Draft {
    std::string path;
    std::function<std::string()> write;
  };

  void add_drafts(const std::vector<Draft>& drafts) {
    std::vector<std::string> texts(drafts.size());
    std::vector<std::string> hashes(drafts.size());
    in_parallel(drafts.size(), options_.jobs, [&](std::size_t at) {
      texts[at] = drafts[at].write();
      hashes[at] = sha256(texts[at]);
    });
    for (std::size_t i = 0; i < drafts.size(); ++i)
      add_hashed(drafts[i].path, std::move(texts[i]), std::move(hashes[i]));
  }

  // --- documents and data --------------------------------------------------------------------------------------------

  void add_documents() {
    std::vector<Draft> drafts;
    const std::vector<ShardRange> shards = image_shards(rows_.size(), manifest().first_shard);
    for (std::uint32_t number = 0; number < shards.size(); ++number) {
      const ShardRange range = shards[number];
      drafts.push_back({path_of(Document::images, number),
                        [this, range] { return write(rows_.image_shard(range.first, range.count)); }});
      drafts.push_back({path_of(Document::text, number),
                        [this, range] { return write(rows_.text_shard(range.first, range.count)); }});
    }
    for (std::uint32_t first = 0; first < rows_.size(); first += details_shard_rows) {
      const std::uint32_t count = std::min(details_shard_rows, rows_.size() - first);
      drafts.push_back({path_of(Document::details, first / details_shard_rows),
                        [this, first, count] { return write(rows_.details_shard(first, count)); }});
    }
    if (!vocabularies_.facets.empty())
      drafts.push_back({path_of(Document::vocabularies), [this] { return write(vocabularies_); }});
    if (!rows_.members().empty())
      drafts.push_back({path_of(Document::clusters), [this] { return write(rows_.clusters()); }});
    for (const ClusterMembers& members : rows_.members())
      drafts.push_back({path_of(Document::cluster_members, members.id), [&members] { return write(members); }});
    add_curation(drafts);
    add_drafts(drafts);
    first_shard_ = stored_document(path_of(Document::images, 0));
  }

  void add_curation(std::vector<Draft>& drafts) const {
    for (DuplicateShard& shard : rows_.curation().shards()) {
      const std::string path = path_of(Document::duplicates, shard.first / duplicate_shard_pictures);
      drafts.push_back({path, [shard = std::move(shard)] { return write(shard); }});
    }
    const CurationPatch patch = by_key(rows_.curation().patch());
    if (!patch.collection.empty()) drafts.push_back({path_of(Document::curation), [patch] { return write(patch); }});
  }

  /// The page names pictures by key.
  CurationPatch by_key(CurationPatch patch) const {
    std::map<std::string, std::string> keys;
    for (const ImageRecord& image : rows_.images()) keys.emplace(image.id, image.key);
    const auto translate = [&keys](std::vector<std::string>& ids) {
      std::erase_if(ids, [&keys](const std::string& id) { return keys.count(id) == 0; });
      for (std::string& id : ids) id = keys.at(id);
    };
    translate(patch.masters);
    translate(patch.keep);
    for (PictureSet& set : patch.apart) translate(set.pictures);
    std::erase_if(patch.names, [&keys](const ClusterName& one) { return keys.count(one.picture) == 0; });
    for (ClusterName& one : patch.names) one.picture = keys.at(one.picture);
    return patch;
  }

  const std::string& stored_document(const std::string& path) const {
    return std::find_if(site_.files.begin(), site_.files.end(),
                        [&path](const SiteFile& file) { return logical_path(file.path) == path; })
        ->path;
  }

  void add_vectors() {
    const Analysis& analysis = rows_.analysis();
    if (analysis.coded.empty()) return;
    manifest().layout = add_hashed(below(data_folder, "layout.bin"), rows_.layout());
    VectorsEntry& entry = manifest().vectors;
    entry.path = add_hashed(below(data_folder, "vectors.bin"), analysis.coded);
    entry.bytes = analysis.coded.size();
    entry.model = analysis.model;
    entry.count = static_cast<std::uint32_t>(analysis.coded_rows.size());
    entry.dimension = analysis.dimension;
    entry.fidelity = analysis.fidelity;
  }

  void add_tags() {
    for (std::size_t i = 0; i < rows_.tags().size(); ++i) {
      const std::vector<std::int8_t>& levels = rows_.levels()[i];
      TagEntry entry = rows_.tags()[i];
      for (std::uint32_t row = 0; row < rows_.size(); ++row)
        entry.count += rows_.curation().active()[row] && levels[row] >= 0 ? 1U : 0U;
      entry.path =
          add_hashed(below(data_folder, "tags/" + entry.code + ".bin"), std::string(levels.begin(), levels.end()));
      manifest().tags.push_back(std::move(entry));
    }
  }

  void add_calendar() {
    std::optional<CalendarPlan> plan = published_plan(warehouse_, rows_);
    if (!plan) return;
    plan->columns =
        add_hashed(below(data_folder, "calendar.bin"), zipped(write_columns(columns_of(*plan, warehouse_, rows_))));
    add_hashed(path_of(Document::calendar), write(*plan));
  }

  // --- pictures ------------------------------------------------------------------------------------------------------

  /// Thumbnails and originals: listed in api/files, one document to each shard of the images.
  void add_pictures() {
    const std::vector<FileHash> thumbnails = thumbnail_hashes();
    std::size_t next = 0;
    std::vector<Draft> drafts;
    const std::vector<ShardRange> shards = image_shards(rows_.size(), manifest().first_shard);
    for (std::uint32_t number = 0; number < shards.size(); ++number) {
      FileList files;
      for (std::uint32_t row = shards[number].first; row < shards[number].first + shards[number].count; ++row) {
        const ImageRecord& image = rows_.images()[row];
        if (image.presence != Presence::here) continue;
        for (const std::uint32_t size : manifest().sizes) {
          add_picture(files, thumbnail_path(size, image.key), SiteFile::From::link,
                      warehouse_.thumbnail(size, image.sha256), thumbnails[next++]);
        }
        add_original(files, image);
      }
      std::sort(files.files.begin(), files.files.end(), by_path);
      if (!files.files.empty())
        drafts.push_back({path_of(Document::files, number), [listed = std::move(files)] { return write(listed); }});
    }
    add_drafts(drafts);
  }

  std::vector<FileHash> thumbnail_hashes() {
    std::vector<fs::path> files;
    for (const ImageRecord& image : rows_.images()) {
      for (const std::uint32_t size : manifest().sizes)
        if (image.presence == Presence::here) files.push_back(warehouse_.thumbnail(size, image.sha256));
    }
    if (files.empty()) return {};
    const fs::path folder = files.front().parent_path().parent_path().parent_path();
    return hashes_of(files, folder, options_.jobs, options_.remember, console_);
  }

  void add_picture(FileList& files, std::string path, SiteFile::From from, fs::path source, const FileHash& hash) {
    files.files.push_back({path, hash.bytes, hash.sha256});
    SiteFile file;
    file.path = std::move(path);
    file.from = from;
    file.source = std::move(source);
    file.bytes = hash.bytes;
    file.sha256 = hash.sha256;
    site_.files.push_back(std::move(file));
  }

  /// originals/KEY and the file's own extension in lower case. Its hash is the one ingest made of its content.
  void add_original(FileList& files, const ImageRecord& image) {
    if (manifest().originals == "none") return;
    const fs::path source = fs::path(warehouse_.fact("folder")) / image.file;
    std::error_code missing;
    if (fs::file_size(source, missing) != image.bytes || missing) {
      throw Failure("The original " + source.string() +
                    " is no longer what it was when it was read: run vitrine ingest again.");
    }
    const auto from = manifest().originals == "copy" ? SiteFile::From::copy : SiteFile::From::link;
    add_picture(files, below(originals_folder, image.key + extension_of(image.file)), from, source,
                {image.bytes, image.sha256});
  }

  // --- the page and its build name -----------------------------------------------------------------------------------

  void add_small_files() {
    add(std::string(no_jekyll_name), "");
    add(std::string(robots_name), "User-agent: *\nAllow: /\n");
    add(std::string(marker_name),
        to_json_line({{"vitrine", "site"},
                      {"schema", std::int64_t{schema_version}},
                      {"id", manifest().id},
                      {"note", "This folder was written by vitrine, which replaces it as a whole."}}) +
            "\n");
  }

  /// The build is named after everything published: all files, the manifest and the page without the name.
  void name_build(const FirstScreen& screen) {
    std::vector<std::string> lines;
    for (const SiteFile& file : site_.files) lines.push_back(file.path + " " + file.sha256 + "\n");
    std::sort(lines.begin(), lines.end());
    std::string all = write(manifest()) + viewer_.page + screen.html;
    for (const std::string& line : lines) all += line;
    manifest().build = sha256(all).substr(0, 16);
  }

  std::string preload(const std::string& path) const {
    return "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"" + escape_html(path) + "\">\n";
  }

  std::string page(const FirstScreen& screen, const std::string& sheet) {
    const std::map<std::string, std::string> values = {
        {"title", escape_html(manifest().title)},
        {"language", escape_html(manifest().language)},
        {"description", escape_html(manifest().description)},
        {"style", escape_html(viewer_.parts.style)},
        {"script", escape_html(viewer_.parts.script)},
        {"count", counted(manifest().curation.active, "picture", "pictures")},
        {"build", manifest().build},
        {"head", "<link rel=\"stylesheet\" href=\"" + sheet + "\">\n" + preload(path_of(Document::collection)) +
                     preload(viewer_.parts.core) + preload(first_shard_)},
        {"first_screen", screen.html},
    };
    std::string html;
    std::string_view rest = viewer_.page;
    for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
      const std::size_t close = rest.find("}}", open);
      const auto value = close == std::string_view::npos
                             ? values.end()
                             : values.find(std::string(rest.substr(open + 2, close - open - 2)));
      if (value == values.end()) {
        throw Failure("The viewer's page asks for \"" + std::string(rest.substr(open, 40)) +
                      "\", which this vitrine does not fill in: viewer and vitrine must come from one build.");
      }
      html += rest.substr(0, open);
      html += value->second;
      rest.remove_prefix(close + 2);
    }
    return html.append(rest);
  }

  const Warehouse& warehouse_;
  const Viewer& viewer_;
  const SiteOptions& options_;
  Console& console_;
  CollectionRows rows_;
  Site site_;
  DocumentList documents_;  // what the manifest does not list
  VocabularyList vocabularies_;
  std::string first_shard_;
};

}  // namespace

Site make_site(const Warehouse& warehouse, const Viewer& viewer, const SiteOptions& options, Console& console) {
  return Maker(warehouse, viewer, options, console).make();
}

}  // namespace vitrine
