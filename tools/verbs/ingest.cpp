// vitrine ingest FOLDER: pictures and metadata into the warehouse, thumbnails beside it.
#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>

#include "core/documents/table.h"
#include "tools/calendar/settings.h"
#include "tools/console/words.h"
#include "tools/ingest/intake.h"
#include "tools/site/entries.h"  // marker_name: sites are not walked into
#include "tools/source/catalogue.h"
#include "tools/source/embeddings.h"
#include "tools/source/files.h"
#include "tools/source/sha256.h"
#include "tools/verbs/verbs.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

// --- what is the site's ---------------------------------------------------------------------------------------

void override_text(std::string& setting, const std::string& flag) {
  if (!flag.empty()) setting = flag;
}

void check_sizes(std::vector<std::uint32_t>& sizes) {
  if (sizes.empty()) sizes = {256, 1024};
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  if (sizes.size() > 16 || sizes.front() < 16 || sizes.back() > 8192)
    throw Failure("Thumbnail sizes: up to 16 long edges between 16 and 8192 pixels are expected.", ExitCode::usage);
}

/// vitrine.json in the folder, and the flags over it.
Settings settings_of(const IngestOptions& options) {
  Settings settings;
  const fs::path file = options.folder / "vitrine.json";
  if (std::error_code ignored; fs::exists(file, ignored)) {
    Result<Settings> read_settings = read<Settings>(read_file(file), "vitrine.json");
    if (!read_settings) throw Failure(read_settings.error().message);
    settings = std::move(*read_settings);
  }
  override_text(settings.title, options.title);
  override_text(settings.description, options.description);
  override_text(settings.language, options.language);
  override_text(settings.home_page, options.home_page);
  override_text(settings.credit, options.credit);
  override_text(settings.license, options.license);
  settings.publish.insert(settings.publish.end(), options.publish.begin(), options.publish.end());
  if (!options.sizes.empty()) settings.sizes = options.sizes;
  check_sizes(settings.sizes);
  check(settings.calendar, "vitrine.json: \"calendar\"");
  if (settings.title.empty()) settings.title = fs::absolute(options.folder / "").parent_path().filename().string();
  return settings;
}

std::string sizes_text(const std::vector<std::uint32_t>& sizes) {
  std::string text;
  for (const std::uint32_t size : sizes) text += (text.empty() ? "" : ",") + std::to_string(size);
  return text;
}

/// The same folder gives the same id wherever it is built; once given, it stays.
std::string collection_id(const Settings& settings, const std::vector<ImageRecord>& images) {
  std::vector<std::string> ids;
  for (const ImageRecord& image : images) ids.push_back(image.id);
  std::sort(ids.begin(), ids.end());
  std::string text = settings.title + '\n' + settings.home_page;
  for (const std::string& id : ids) text += '\n' + id;
  return sha256(text).substr(0, 16);
}

// --- one run --------------------------------------------------------------------------------------------------

class Run {
 public:
  Run(const IngestOptions& options, const CommonOptions& common, Console& console)
      : options_(options), common_(common), console_(console), settings_(settings_of(options)) {
    intake_.folder = options.folder;
    intake_.sizes = settings_.sizes;
    intake_.verify = options.verify;
    intake_.jobs = common.jobs;
  }

  ExitCode run() {
    read_folder();
    find_embeddings();
    if (common_.dry_run) return dry_run();
    Warehouse warehouse(options_.warehouse, Warehouse::Mode::write);
    const std::vector<ImageRecord> before = warehouse.images();
    Plan plan = plan_against(before);
    IntakeReport report = take_in(plan, warehouse, intake_, console_);
    skipped_.insert(skipped_.end(), report.skipped.begin(), report.skipped.end());
    warehouse.transaction([&] { store_rest(plan, warehouse); });
    report_columns();
    report_pictures(plan, report);
    return skipped_.empty() || options_.keep_going ? ExitCode::success : ExitCode::incomplete;
  }

 private:
  void read_folder() {
    WalkLimits limits{{Warehouse::thumbnail_folder(options_.warehouse)}, std::string(marker_name)};
    Walk walk = vitrine::walk(options_.folder, limits);
    const fs::path file = options_.metadata.empty() ? find_metadata(options_.folder) : options_.metadata;
    if (!file.empty()) metadata_ = read_metadata(file);
    catalogue_ = read_catalogue(walk, metadata_, options_.id_column, settings_.publish);
    skipped_ = std::move(walk.skipped);
    if (catalogue_.images.empty())
      throw Failure("There are no pictures in \"" + options_.folder.string() +
                    "\": JPEG, PNG, WebP, TIFF, GIF, HEIC or AVIF files are expected there or in its subfolders.");
    for (const std::string& remark : catalogue_.remarks) console_.warn("remark", remark, {{"remark", remark}});
    std::vector<std::string> absent;
    for (const AbsentFile& file_name : catalogue_.absent) absent.push_back(file_name.name);
    if (!absent.empty())
      console_.warn("absent", "The metadata names files that are not in the folder: " + listed(absent) + ".",
                    {{"files", absent}});
  }

  Plan plan_against(const std::vector<ImageRecord>& before) const {
    return reconcile(catalogue_, before, [this](const std::string& file) -> std::string {
      try {
        return sha256_of_file(options_.folder / file);
      } catch (const Failure&) {
        return {};  // intake reports it
      }
    });
  }

  void store_rest(const Plan& plan, Warehouse& warehouse) {
    std::vector<ImageRecord> images;
    for (const Plan::Image& image : plan.images)
      if (image.record.row != 0) images.push_back(image.record);
    find_facets(catalogue_.columns, images);
    warehouse.set_columns(catalogue_.columns);
    warehouse.set_skipped(skipped_);
    if (warehouse.fact("collection_id").empty()) warehouse.set_fact("collection_id", collection_id(settings_, images));
    warehouse.set_fact("folder", fs::absolute(options_.folder).lexically_normal().string());
    warehouse.set_fact("title", settings_.title);
    warehouse.set_fact("description", settings_.description);
    warehouse.set_fact("language", settings_.language);
    warehouse.set_fact("home_page", settings_.home_page);
    warehouse.set_fact("credit", settings_.credit);
    warehouse.set_fact("license", settings_.license);
    warehouse.set_fact("sizes", sizes_text(settings_.sizes));
    warehouse.set_fact("originals", options_.originals.empty() ? "none" : options_.originals);
    configure_calendar(warehouse, settings_.calendar);
    store_embeddings(images, warehouse);
  }

  /// Whose the owner's vectors are; what cannot fit is refused before any picture is read.
  void find_embeddings() {
    Owned& found = embeddings_;
    found.file = options_.embeddings.empty() ? options_.folder / "embeddings.npy" : options_.embeddings;
    std::error_code ignored;
    found.there = !options_.embeddings.empty() || fs::exists(found.file, ignored);
    if (!found.there) return;
    const std::string name = found.file.filename().string();
    if (!options_.ids.empty()) {
      found.ids = read_ids(options_.ids);
      found.owners = "ids in " + options_.ids.filename().string();
    } else if (catalogue_.metadata_rows > 0) {
      for (std::size_t i = 0; i < catalogue_.metadata_rows; ++i) found.ids.push_back(catalogue_.images[i].id);
      found.owners = "rows in " + metadata_.file.filename().string();
    } else {
      throw Failure(
          "The rows of " + name +
          " cannot be matched to pictures. Add a metadata.csv with a row for each, or give the ids with --ids FILE.");
    }
    require_fit(read_npy_shape(found.file), found.ids.size(), name, found.owners);
  }

  void store_embeddings(const std::vector<ImageRecord>& images, Warehouse& warehouse) {
    if (!embeddings_.there) {
      if (!warehouse.fact("embeddings").empty()) warehouse.set_embeddings({});
      return warehouse.set_fact("embeddings", "");
    }
    const auto& [file, there, ids, owners] = embeddings_;
    const std::string name = file.filename().string();
    std::unordered_map<std::string, std::int64_t> rows;
    for (const ImageRecord& image : images) rows.emplace(image.id, image.row);
    const std::string mark = embeddings_mark(file, ids, rows);
    if (mark == warehouse.fact("embeddings") && !options_.verify) return;
    Embeddings embeddings = assign_embeddings(read_npy(file), ids, rows, name, owners);
    embeddings.vectors.model = options_.model.empty() ? name : options_.model;
    for (const std::string& remark : embeddings.remarks)
      console_.warn("vectors", name + ": " + remark, {{"remark", remark}});
    warehouse.set_embeddings(embeddings.vectors);
    warehouse.set_fact("embeddings", mark);
    console_.say("vectors",
                 "Vectors: " + counted(embeddings.vectors.rows.size(), "picture", "pictures") + ", " +
                     std::to_string(embeddings.vectors.dimension) + " dimensions, from " + name + ".",
                 {{"count", static_cast<std::int64_t>(embeddings.vectors.rows.size())},
                  {"dimension", static_cast<std::int64_t>(embeddings.vectors.dimension)}});
  }

  /// Changes when the file, or whose its rows are, changes.
  std::string embeddings_mark(const fs::path& file, const std::vector<std::string>& ids,
                              const std::unordered_map<std::string, std::int64_t>& rows) const {
    std::error_code ignored;
    const auto time = fs::last_write_time(file, ignored).time_since_epoch().count();
    std::string text = file.string() + '\n' + std::to_string(fs::file_size(file, ignored)) + '\n' +
                       std::to_string(time) + '\n' + options_.model;
    for (const std::string& id : ids) {
      const auto row = rows.find(id);
      text += '\n' + id + '\t' + (row == rows.end() ? "" : std::to_string(row->second));
    }
    return sha256(text);
  }

  // --- what is said -------------------------------------------------------------------------------------------

  void report_columns() {
    std::vector<std::string> published, held_back;
    for (const ColumnRecord& column : catalogue_.columns)
      (column.published ? published : held_back).push_back(column.name);
    const auto joined = [](const std::vector<std::string>& names) {
      std::string text;
      for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
      return text;
    };
    std::string sentence;
    if (!published.empty()) sentence = "Published: " + joined(published) + ".";
    if (!held_back.empty())
      sentence += std::string(sentence.empty() ? "" : " ") + "Held back: " + joined(held_back) +
                  " (name one in --publish to publish it).";
    if (!sentence.empty()) console_.say("columns", sentence, {{"published", published}, {"held_back", held_back}});
  }

  void report_pictures(const Plan& plan, const IntakeReport& report) {
    for (const SkippedFile& file : skipped_)
      console_.warn("skipped", "Skipped " + file.file + ": " + file.reason,
                    {{"file", file.file}, {"reason", file.reason}});
    std::int64_t here = 0, none = 0, vanished = 0;
    for (const Plan::Image& image : plan.images) {
      if (image.record.presence == Presence::here) ++here;
      if (image.record.presence == Presence::none) ++none;
      if (image.record.presence == Presence::vanished && image.before != nullptr) ++vanished;
    }
    vanished += static_cast<std::int64_t>(plan.vanished.size());
    std::string sentence = counted(static_cast<std::uint64_t>(here), "picture", "pictures");
    const auto add = [&sentence](std::uint64_t number, const std::string& what) {
      if (number > 0) sentence += ", " + grouped(number) + " " + what;
    };
    add(report.fresh, "new");
    add(report.changed, "changed");
    add(report.moved, "moved");
    add(report.unchanged, "unchanged");
    add(static_cast<std::uint64_t>(none), "without a picture");
    add(static_cast<std::uint64_t>(vanished), "vanished");
    add(skipped_.size(), "skipped");
    console_.say("ingested", sentence + ".",
                 {{"pictures", here},
                  {"new", static_cast<std::int64_t>(report.fresh)},
                  {"changed", static_cast<std::int64_t>(report.changed)},
                  {"moved", static_cast<std::int64_t>(report.moved)},
                  {"unchanged", static_cast<std::int64_t>(report.unchanged)},
                  {"without_picture", none},
                  {"vanished", vanished},
                  {"skipped", static_cast<std::int64_t>(skipped_.size())},
                  {"warehouse", options_.warehouse.string()}});
  }

  /// Dry run (--dry-run): compares size and time of the files; reads and writes none of them.
  ExitCode dry_run() {
    std::optional<Warehouse> warehouse;
    std::vector<ImageRecord> before;
    if (std::error_code ignored; fs::exists(options_.warehouse, ignored)) {
      warehouse.emplace(options_.warehouse, Warehouse::Mode::read);
      before = warehouse->images();
    }
    const Plan plan = plan_against(before);
    std::int64_t to_read = 0, current = 0, vanished = static_cast<std::int64_t>(plan.vanished.size());
    for (const Plan::Image& image : plan.images) {
      if (image.record.presence == Presence::vanished) ++vanished;
      if (image.record.presence != Presence::here) continue;
      (warehouse && is_current(image, *warehouse, intake_) ? current : to_read)++;
    }
    report_columns();
    console_.say("dry_run",
                 "Would read " + counted(static_cast<std::uint64_t>(to_read), "picture", "pictures") + " into " +
                     options_.warehouse.string() + "; " + grouped(static_cast<std::uint64_t>(current)) +
                     " unchanged, " + grouped(static_cast<std::uint64_t>(vanished)) + " vanished. Nothing was written.",
                 {{"to_read", to_read}, {"unchanged", current}, {"vanished", vanished}});
    return ExitCode::success;
  }

  const IngestOptions& options_;
  const CommonOptions& common_;
  Console& console_;
  Settings settings_;
  IntakeSettings intake_;
  Metadata metadata_;
  Catalogue catalogue_;
  struct Owned {
    fs::path file;
    bool there = false;
    std::vector<std::string> ids;  // one for each row
    std::string owners;            // what they are, for sentences
  } embeddings_;
  std::vector<SkippedFile> skipped_;
};

}  // namespace

ExitCode ingest(const IngestOptions& options, const CommonOptions& common, Console& console) {
  return Run(options, common, console).run();
}

void add_ingest(CLI::App& app, CommonOptions& common, ExitCode& code) {
  auto* verb = app.add_subcommand("ingest", "Read a folder of pictures into a warehouse, with thumbnails beside it");
  auto options = std::make_shared<IngestOptions>();
  add_ingest_options(*verb, *options, "warehouse.db");
  verb->footer(R"(Examples:
  vitrine ingest Pictures
  vitrine ingest Pictures --warehouse pictures.db --sizes 320,1280
  vitrine ingest Pictures --metadata catalogue.csv --id inventory_number --publish location
  vitrine ingest Pictures --embeddings clip.npy --ids ids.txt --model "CLIP ViT-B/32")");
  verb->callback([options, &common, &code] {
    if (options->warehouse.empty()) options->warehouse = "warehouse.db";
    Console console(style_of(common));
    code = ingest(*options, common, console);
  });
}

}  // namespace vitrine
