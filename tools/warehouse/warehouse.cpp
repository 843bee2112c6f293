#include "tools/warehouse/warehouse.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <map>
#include <span>
#include <sstream>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <unordered_map>

#include "tools/console/console.h"

namespace vitrine {
namespace {

static_assert(std::endian::native == std::endian::little, "vectors are stored as little-endian float32");

constexpr int application_id = 0x5654524E;  // "VTRN": tells our files from other SQLite files

/// The layouts, each what it adds to the one before. A warehouse of an older layout gets the rest when it is next
/// written to.
constexpr const char* layouts[] = {
    R"sql(
CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE images(
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE COLLATE NOCASE,
  file TEXT NOT NULL,
  presence TEXT NOT NULL CHECK(presence IN ('here', 'vanished', 'none')),
  bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
  width INTEGER NOT NULL, height INTEGER NOT NULL,
  taken_at TEXT NOT NULL,
  title TEXT NOT NULL, description TEXT NOT NULL, credit TEXT NOT NULL, license TEXT NOT NULL,
  source_url TEXT NOT NULL, camera TEXT NOT NULL,
  exif_taken_at TEXT NOT NULL, exif_camera TEXT NOT NULL);
CREATE TABLE fields(
  image INTEGER NOT NULL REFERENCES images(row), position INTEGER NOT NULL,
  name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(image, position)) WITHOUT ROWID;
CREATE TABLE features(
  image INTEGER PRIMARY KEY REFERENCES images(row),
  brightness REAL NOT NULL, contrast REAL NOT NULL, saturation REAL NOT NULL, dark_ratio REAL NOT NULL,
  colour INTEGER NOT NULL);
CREATE TABLE dominant_colours(
  image INTEGER NOT NULL REFERENCES images(row), position INTEGER NOT NULL,
  rgb INTEGER NOT NULL, proportion REAL NOT NULL, PRIMARY KEY(image, position)) WITHOUT ROWID;
CREATE TABLE columns(
  position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
  published INTEGER NOT NULL, facet INTEGER NOT NULL, multiple INTEGER NOT NULL);
CREATE TABLE skipped(position INTEGER PRIMARY KEY, file TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE descriptors(image INTEGER PRIMARY KEY REFERENCES images(row), vector BLOB NOT NULL);
CREATE TABLE embeddings(image INTEGER PRIMARY KEY REFERENCES images(row), vector BLOB NOT NULL);
CREATE TABLE clusters(
  position INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, label TEXT NOT NULL,
  medoid INTEGER NOT NULL, spread REAL NOT NULL);
CREATE TABLE cluster_members(
  cluster INTEGER NOT NULL, position INTEGER NOT NULL, image INTEGER NOT NULL, distance REAL NOT NULL,
  PRIMARY KEY(cluster, position)) WITHOUT ROWID;
CREATE TABLE cluster_diverse(
  cluster INTEGER NOT NULL, position INTEGER NOT NULL, image INTEGER NOT NULL,
  PRIMARY KEY(cluster, position)) WITHOUT ROWID;
CREATE TABLE neighbours(
  image INTEGER NOT NULL, position INTEGER NOT NULL, other INTEGER NOT NULL, similarity REAL NOT NULL,
  PRIMARY KEY(image, position)) WITHOUT ROWID;
CREATE TABLE layout(position INTEGER PRIMARY KEY, image INTEGER NOT NULL, x REAL NOT NULL, y REAL NOT NULL);
CREATE TABLE coded(
  model TEXT NOT NULL, dimension INTEGER NOT NULL, fidelity REAL NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE coded_rows(position INTEGER PRIMARY KEY, image INTEGER NOT NULL);
)sql",
    R"sql(
CREATE TABLE tagging(
  calibration TEXT NOT NULL, accepted_from REAL NOT NULL, tentative_from REAL NOT NULL, vectors TEXT NOT NULL);
CREATE TABLE tag_rows(position INTEGER PRIMARY KEY, image INTEGER NOT NULL);
CREATE TABLE tags(
  position INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL, description TEXT NOT NULL,
  type TEXT NOT NULL, all_of TEXT NOT NULL, none_of TEXT NOT NULL, accepted REAL NOT NULL, tentative REAL NOT NULL,
  prompt BLOB NOT NULL, scores BLOB NOT NULL);
)sql",
    R"sql(
ALTER TABLE clusters ADD COLUMN silhouette REAL NOT NULL DEFAULT 0;
ALTER TABLE clusters ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
CREATE TABLE cluster_traits(
  cluster INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL, value TEXT NOT NULL,
  count INTEGER NOT NULL, lift REAL NOT NULL, PRIMARY KEY(cluster, position)) WITHOUT ROWID;
)sql",
    R"sql(
ALTER TABLE features ADD COLUMN sharpness REAL;
CREATE TABLE merges(
  linkage TEXT NOT NULL CHECK(linkage IN ('single', 'complete')), position INTEGER NOT NULL,
  a INTEGER NOT NULL, b INTEGER NOT NULL, similarity INTEGER NOT NULL, PRIMARY KEY(linkage, position)) WITHOUT ROWID;
)sql",
};
constexpr int newest_layout = static_cast<int>(std::size(layouts));

constexpr const char* recall_fact = "coded_recall";

std::string_view text_of(Presence presence) {
  switch (presence) {
    case Presence::here:
      return "here";
    case Presence::vanished:
      return "vanished";
    case Presence::none:
      break;
  }
  return "none";
}

Presence presence_of(std::string_view text) {
  if (text == "here") return Presence::here;
  return text == "vanished" ? Presence::vanished : Presence::none;
}

std::string quoted(const std::filesystem::path& file) { return "\"" + file.string() + "\""; }

}  // namespace

// --- the connection and its statements ------------------------------------------------------------------------

struct Warehouse::Connection {
  std::filesystem::path file;
  sqlite3* database = nullptr;
  std::unordered_map<std::string_view, sqlite3_stmt*> prepared;  // by their text, a literal's

  ~Connection() {
    for (const auto& [sql, statement] : prepared) sqlite3_finalize(statement);
    sqlite3_close(database);
  }

  [[noreturn]] void fail() const {
    const int code = sqlite3_errcode(database) & 0xFF;
    if (code == SQLITE_NOTADB)
      throw Failure(quoted(file) + " is not a warehouse: it is no SQLite file. Name another file with --warehouse.");
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
      throw Failure("The warehouse " + quoted(file) + " is in use by another vitrine. Wait until that one ends.");
    if (code == SQLITE_FULL)
      throw Failure("There is no room left on the disk for the warehouse " + quoted(file) +
                    ". Make room and run again.");
    if (code == SQLITE_CORRUPT)
      throw Failure("The warehouse " + quoted(file) + " is damaged. Remove it and run vitrine ingest again.");
    throw Failure("The warehouse " + quoted(file) + " could not be read or written: " + sqlite3_errmsg(database) + ".");
  }

  void run(const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
};

namespace {

/// One use of a prepared statement: binds its arguments, then walks its rows; free for the next use at its end.
class Statement {
 public:
  template <class Connection, class... Arguments>
  Statement(Connection& connection, std::string_view sql, const Arguments&... arguments)
      : database_(connection.database), fail_([&connection] { connection.fail(); }) {
    sqlite3_stmt*& kept = connection.prepared[sql];
    if (kept == nullptr &&
        sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()), &kept, nullptr) != SQLITE_OK)
      fail_();
    statement_ = kept;
    int place = 0;
    (bind(++place, arguments), ...);
  }
  ~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool next() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail_();
    return code == SQLITE_ROW;
  }
  void run() {
    while (next()) {
    }
  }

  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  template <class Number>
  Number number(int column) const {
    return static_cast<Number>(integer(column));
  }
  float real(int column) const { return static_cast<float>(sqlite3_column_double(statement_, column)); }
  float real_or_missing(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL ? missing_number : real(column);
  }
  std::string text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, length);
  }
  std::span<const std::byte> bytes(int column) const {
    const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
    return {first, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  void bind(int place, std::string_view text) {
    check(sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void bind(int place, std::span<const std::byte> bytes) {
    // SQLite takes an address of null for NULL.
    check(bytes.empty() ? sqlite3_bind_zeroblob(statement_, place, 0)
                        : sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  }
  void bind(int place, float value) { check(sqlite3_bind_double(statement_, place, static_cast<double>(value))); }
  template <class Number>
    requires std::is_integral_v<Number>
  void bind(int place, Number value) {
    check(sqlite3_bind_int64(statement_, place, static_cast<std::int64_t>(value)));
  }
  void check(int code) {
    if (code != SQLITE_OK) fail_();
  }

  sqlite3* database_;
  std::function<void()> fail_;
  sqlite3_stmt* statement_ = nullptr;
};

std::span<const std::byte> bytes_of(const float* values, std::size_t count) {
  return std::as_bytes(std::span(values, count));
}

std::string single_text(sqlite3* database, const char* sql) {
  std::string answer;
  const auto take = [](void* into, int, char** values, char**) {
    if (values[0] != nullptr) *static_cast<std::string*>(into) = values[0];
    return 0;
  };
  sqlite3_exec(database, sql, take, &answer, nullptr);
  return answer;
}

}  // namespace

// --- opening --------------------------------------------------------------------------------------------------

namespace {

template <class Connection>
void add_layouts(Connection& connection, int there) {
  for (int layout = there; layout < newest_layout; ++layout) connection.run(layouts[layout]);
  connection.run(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  connection.run(("PRAGMA user_version = " + std::to_string(newest_layout)).c_str());
}

template <class Connection>
void check_layout(Connection& connection, bool may_write) {
  const std::string stamp = single_text(connection.database, "PRAGMA application_id");
  const std::string version = single_text(connection.database, "PRAGMA user_version");
  const std::string tables = single_text(connection.database, "SELECT count(*) FROM sqlite_master");
  if (tables.empty()) connection.fail();
  if (tables == "0" && may_write) return add_layouts(connection, 0);
  if (stamp != std::to_string(application_id))
    throw Failure(quoted(connection.file) +
                  " is not a warehouse: it is an SQLite file of another program. Name another file with --warehouse.");
  const int layout = std::atoi(version.c_str());
  if (layout < 1 || layout > newest_layout)
    throw Failure("The warehouse " + quoted(connection.file) + " has layout " + version +
                  "; this vitrine knows layout " + std::to_string(newest_layout) +
                  ". Use the vitrine that wrote it, or remove it and run vitrine ingest again.");
  if (layout == newest_layout) return;
  if (!may_write)
    throw Failure("The warehouse " + quoted(connection.file) +
                  " is of an earlier vitrine. Bring it up to date with: vitrine analyse WAREHOUSE");
  add_layouts(connection, layout);
}

}  // namespace

Warehouse::Warehouse(const std::filesystem::path& file, Mode mode) : connection_(std::make_unique<Connection>()) {
  connection_->file = file;
  const bool writes = mode == Mode::write;
  std::error_code ignored;
  if (!writes && !std::filesystem::exists(file, ignored))
    throw Failure("There is no warehouse at " + quoted(file) +
                  ". Make it with: vitrine ingest FOLDER --warehouse FILE");
  if (writes && file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);

  // A reader opens for writing too where it can: it may have to roll back what a killed run left half done.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(file.c_str(), &connection_->database, flags, nullptr) != SQLITE_OK)
    throw Failure("The warehouse " + quoted(file) + " could not be opened: " +
                  (connection_->database == nullptr ? "no memory" : sqlite3_errmsg(connection_->database)) + ".");
  sqlite3_busy_timeout(connection_->database, 2000);
  if (!writes) {
    check_layout(*connection_, false);
    connection_->run("PRAGMA query_only = ON");
    return;
  }
  // A rollback journal, not WAL: between runs the warehouse is one file that can be carried to another machine.
  // The lock is taken at once and kept, so that two writers never mix.
  connection_->run("PRAGMA locking_mode = EXCLUSIVE");
  connection_->run("PRAGMA synchronous = NORMAL");
  connection_->run("PRAGMA cache_size = -65536");  // 64 MB
  connection_->run("BEGIN EXCLUSIVE");
  check_layout(*connection_, true);
  connection_->run("COMMIT");
}

Warehouse::~Warehouse() = default;
Warehouse::Warehouse(Warehouse&&) noexcept = default;

void Warehouse::transaction(const std::function<void()>& work) {
  if (sqlite3_get_autocommit(connection_->database) == 0) return work();  // inside one already
  connection_->run("BEGIN IMMEDIATE");
  try {
    work();
  } catch (...) {
    sqlite3_exec(connection_->database, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  connection_->run("COMMIT");
}

// --- facts ----------------------------------------------------------------------------------------------------

std::string Warehouse::fact(const std::string& name) const {
  Statement statement(*connection_, "SELECT value FROM facts WHERE name = ?", name);
  return statement.next() ? statement.text(0) : std::string();
}

void Warehouse::set_fact(const std::string& name, const std::string& value) {
  Statement(*connection_, "INSERT INTO facts VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name,
            value)
      .run();
}

// --- images ---------------------------------------------------------------------------------------------------

std::vector<ImageRecord> Warehouse::images() const {
  std::vector<ImageRecord> images;
  std::unordered_map<std::int64_t, std::size_t> places;
  Statement rows(
      *connection_,
      "SELECT row, id, key, file, presence, bytes, modified_ns, sha256, width, height, taken_at, title, "
      "description, credit, license, source_url, camera, exif_taken_at, exif_camera FROM images ORDER BY row");
  while (rows.next()) {
    ImageRecord image;
    image.row = rows.integer(0);
    image.id = rows.text(1);
    image.key = rows.text(2);
    image.file = rows.text(3);
    image.presence = presence_of(rows.text(4));
    image.bytes = rows.number<std::uint64_t>(5);
    image.modified_ns = rows.integer(6);
    image.sha256 = rows.text(7);
    image.width = rows.number<std::uint32_t>(8);
    image.height = rows.number<std::uint32_t>(9);
    image.taken_at = parse_moment(rows.text(10)).value_or(Moment{});
    image.title = rows.text(11);
    image.description = rows.text(12);
    image.credit = rows.text(13);
    image.license = rows.text(14);
    image.source_url = rows.text(15);
    image.camera = rows.text(16);
    image.exif_taken_at = parse_moment(rows.text(17)).value_or(Moment{});
    image.exif_camera = rows.text(18);
    places.emplace(image.row, images.size());
    images.push_back(std::move(image));
  }
  Statement fields(*connection_, "SELECT image, name, value FROM fields ORDER BY image, position");
  while (fields.next()) images[places.at(fields.integer(0))].fields.emplace_back(fields.text(1), fields.text(2));
  Statement features(*connection_,
                     "SELECT image, brightness, contrast, saturation, dark_ratio, colour, sharpness FROM features");
  while (features.next())
    images[places.at(features.integer(0))].features = VisualFeatures{features.real(1),
                                                                     features.real(2),
                                                                     features.real(3),
                                                                     features.real(4),
                                                                     features.number<std::uint32_t>(5),
                                                                     {},
                                                                     features.real_or_missing(6)};
  Statement colours(*connection_, "SELECT image, rgb, proportion FROM dominant_colours ORDER BY image, position");
  while (colours.next())
    images[places.at(colours.integer(0))].features->colours.push_back(
        {colours.number<std::uint32_t>(1), colours.real(2)});
  return images;
}

std::vector<ImageRecord> Warehouse::published() const {
  std::vector<ImageRecord> images = this->images();
  std::erase_if(images, [](const ImageRecord& image) { return image.presence == Presence::vanished; });
  std::sort(images.begin(), images.end(), [](const ImageRecord& a, const ImageRecord& b) {
    if (a.taken_at.known() != b.taken_at.known()) return a.taken_at.known();
    if (a.taken_at.known() && a.taken_at.local_seconds != b.taken_at.local_seconds)
      return a.taken_at.local_seconds > b.taken_at.local_seconds;
    return a.id < b.id;
  });
  return images;
}

std::int64_t Warehouse::put(const ImageRecord& image) {
  std::int64_t row = image.row;
  transaction([&] {
    const std::string taken_at = to_text(image.taken_at), exif_taken_at = to_text(image.exif_taken_at);
    if (row == 0) {
      Statement(*connection_,
                "INSERT INTO images(id, key, file, presence, bytes, modified_ns, sha256, width, height, taken_at, "
                "title, description, credit, license, source_url, camera, exif_taken_at, exif_camera) "
                "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                image.id, image.key, image.file, text_of(image.presence), image.bytes, image.modified_ns, image.sha256,
                image.width, image.height, taken_at, image.title, image.description, image.credit, image.license,
                image.source_url, image.camera, exif_taken_at, image.exif_camera)
          .run();
      row = sqlite3_last_insert_rowid(connection_->database);
    } else {
      Statement(*connection_,
                "UPDATE images SET id = ?, key = ?, file = ?, presence = ?, bytes = ?, modified_ns = ?, sha256 = ?, "
                "width = ?, height = ?, taken_at = ?, title = ?, description = ?, credit = ?, license = ?, "
                "source_url = ?, camera = ?, exif_taken_at = ?, exif_camera = ? WHERE row = ?",
                image.id, image.key, image.file, text_of(image.presence), image.bytes, image.modified_ns, image.sha256,
                image.width, image.height, taken_at, image.title, image.description, image.credit, image.license,
                image.source_url, image.camera, exif_taken_at, image.exif_camera, row)
          .run();
      if (sqlite3_changes(connection_->database) == 0)
        throw Failure("The warehouse " + quoted(connection_->file) + " has no row " + std::to_string(row) + ".");
    }
    Statement(*connection_, "DELETE FROM fields WHERE image = ?", row).run();
    for (std::size_t i = 0; i < image.fields.size(); ++i)
      Statement(*connection_, "INSERT INTO fields VALUES(?, ?, ?, ?)", row, i, image.fields[i].first,
                image.fields[i].second)
          .run();
    Statement(*connection_, "DELETE FROM features WHERE image = ?", row).run();
    Statement(*connection_, "DELETE FROM dominant_colours WHERE image = ?", row).run();
    if (!image.features) return;
    const VisualFeatures& features = *image.features;
    Statement(*connection_, "INSERT INTO features VALUES(?, ?, ?, ?, ?, ?, ?)", row, features.brightness,
              features.contrast, features.saturation, features.dark_ratio, features.colour, features.sharpness)
        .run();
    for (std::size_t i = 0; i < features.colours.size(); ++i)
      Statement(*connection_, "INSERT INTO dominant_colours VALUES(?, ?, ?, ?)", row, i, features.colours[i].rgb,
                features.colours[i].proportion)
          .run();
  });
  return row;
}

// --- columns and skipped files --------------------------------------------------------------------------------

std::vector<ColumnRecord> Warehouse::columns() const {
  std::vector<ColumnRecord> columns;
  Statement rows(*connection_, "SELECT name, label, published, facet, multiple FROM columns ORDER BY position");
  while (rows.next())
    columns.push_back({rows.text(0), rows.text(1), rows.integer(2) != 0, rows.integer(3) != 0, rows.integer(4) != 0});
  return columns;
}

void Warehouse::set_columns(const std::vector<ColumnRecord>& columns) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM columns").run();
    for (std::size_t i = 0; i < columns.size(); ++i)
      Statement(*connection_, "INSERT INTO columns VALUES(?, ?, ?, ?, ?, ?)", i, columns[i].name, columns[i].label,
                columns[i].published, columns[i].facet, columns[i].multiple)
          .run();
  });
}

std::vector<SkippedFile> Warehouse::skipped() const {
  std::vector<SkippedFile> files;
  Statement rows(*connection_, "SELECT file, reason FROM skipped ORDER BY position");
  while (rows.next()) files.push_back({rows.text(0), rows.text(1)});
  return files;
}

void Warehouse::set_skipped(const std::vector<SkippedFile>& files) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM skipped").run();
    for (std::size_t i = 0; i < files.size(); ++i)
      Statement(*connection_, "INSERT INTO skipped VALUES(?, ?, ?)", i, files[i].file, files[i].reason).run();
  });
}

// --- vectors --------------------------------------------------------------------------------------------------

namespace {

void read_vectors(Statement& rows, Vectors& vectors) {
  while (rows.next()) {
    const std::span<const std::byte> bytes = rows.bytes(1);
    const auto dimension = static_cast<std::uint32_t>(bytes.size() / sizeof(float));
    if (vectors.dimension == 0) vectors.dimension = dimension;
    if (dimension != vectors.dimension || dimension == 0) continue;  // of another version: made anew by ingest
    vectors.rows.push_back(rows.integer(0));
    const std::size_t first = vectors.values.size();
    vectors.values.resize(first + dimension);
    std::memcpy(vectors.values.data() + first, bytes.data(), bytes.size());
  }
}

}  // namespace

Vectors Warehouse::vectors() const {
  Vectors vectors;
  Statement owners(*connection_,
                   "SELECT image, vector FROM embeddings JOIN images ON row = image WHERE presence <> 'vanished' "
                   "ORDER BY image");
  read_vectors(owners, vectors);
  if (!vectors.rows.empty()) {
    vectors.model = fact("embeddings_model");
    return vectors;
  }
  Statement ours(*connection_,
                 "SELECT image, vector FROM descriptors JOIN images ON row = image WHERE presence = 'here' "
                 "ORDER BY image");
  read_vectors(ours, vectors);
  vectors.model = descriptor_model;
  return vectors;
}

void Warehouse::put_descriptor(std::int64_t row, const std::vector<float>& descriptor) {
  Statement(*connection_,
            "INSERT INTO descriptors VALUES(?, ?) ON CONFLICT(image) DO UPDATE SET vector = excluded.vector", row,
            bytes_of(descriptor.data(), descriptor.size()))
      .run();
}

std::vector<float> Warehouse::descriptor(std::int64_t row) const {
  Vectors vectors;
  Statement rows(*connection_, "SELECT image, vector FROM descriptors WHERE image = ?", row);
  read_vectors(rows, vectors);
  return vectors.values;
}

void Warehouse::set_embeddings(const Vectors& embeddings) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM embeddings").run();
    for (std::size_t i = 0; i < embeddings.rows.size(); ++i)
      Statement(*connection_, "INSERT INTO embeddings VALUES(?, ?)", embeddings.rows[i],
                bytes_of(embeddings.values.data() + i * embeddings.dimension, embeddings.dimension))
          .run();
    set_fact("embeddings_model", embeddings.rows.empty() ? "" : embeddings.model);
  });
}

// --- analysis -------------------------------------------------------------------------------------------------

Analysis Warehouse::analysis() const {
  Analysis analysis;
  std::unordered_map<std::int64_t, std::size_t> places;
  Statement clusters(*connection_,
                     "SELECT id, label, medoid, spread, silhouette, given FROM clusters ORDER BY position");
  while (clusters.next()) {
    places.emplace(clusters.integer(0), analysis.clusters.size());
    analysis.clusters.push_back({clusters.number<std::uint32_t>(0),
                                 clusters.text(1),
                                 clusters.integer(2),
                                 clusters.real(3),
                                 {},
                                 {},
                                 clusters.real(4),
                                 clusters.integer(5) != 0,
                                 {}});
  }
  Statement members(*connection_, "SELECT cluster, image, distance FROM cluster_members ORDER BY cluster, position");
  while (members.next())
    analysis.clusters[places.at(members.integer(0))].members.push_back({members.integer(1), members.real(2)});
  Statement diverse(*connection_, "SELECT cluster, image FROM cluster_diverse ORDER BY cluster, position");
  while (diverse.next()) analysis.clusters[places.at(diverse.integer(0))].diverse.push_back(diverse.integer(1));
  Statement traits(*connection_,
                   "SELECT cluster, source, value, count, lift FROM cluster_traits ORDER BY cluster, position");
  while (traits.next())
    analysis.clusters[places.at(traits.integer(0))].traits.push_back(
        {traits.text(1), traits.text(2), traits.number<std::uint32_t>(3), traits.real(4)});
  Statement neighbours(*connection_, "SELECT image, other, similarity FROM neighbours ORDER BY image, position");
  while (neighbours.next()) {
    if (analysis.neighbours.empty() || analysis.neighbours.back().first != neighbours.integer(0))
      analysis.neighbours.emplace_back(neighbours.integer(0), std::vector<NeighbourRecord>{});
    analysis.neighbours.back().second.push_back({neighbours.integer(1), neighbours.real(2)});
  }
  Statement merges(*connection_, "SELECT linkage, a, b, similarity FROM merges ORDER BY linkage, position");
  while (merges.next())
    (merges.text(0) == "single" ? analysis.single_merges : analysis.complete_merges)
        .push_back({merges.integer(1), merges.integer(2), merges.number<std::uint32_t>(3)});
  analysis.complete_floor = static_cast<std::uint32_t>(std::atoi(fact("complete_floor").c_str()));
  Statement layout(*connection_, "SELECT image, x, y FROM layout ORDER BY position");
  while (layout.next()) analysis.layout.push_back({layout.integer(0), layout.real(1), layout.real(2)});
  Statement rows(*connection_, "SELECT image FROM coded_rows ORDER BY position");
  while (rows.next()) analysis.coded_rows.push_back(rows.integer(0));
  Statement coded(*connection_, "SELECT model, dimension, fidelity, bytes FROM coded");
  if (!coded.next()) return analysis;
  analysis.model = coded.text(0);
  analysis.dimension = coded.number<std::uint32_t>(1);
  analysis.fidelity = coded.real(2);
  analysis.recall = std::strtof(fact(recall_fact).c_str(), nullptr);
  analysis.coded = coded.text(3);
  return analysis;
}

void Warehouse::set_analysis(const Analysis& analysis) {
  transaction([&] {
    set_fact(recall_fact, std::to_string(analysis.recall));
    for (const char* table : {"DELETE FROM clusters", "DELETE FROM cluster_members", "DELETE FROM cluster_diverse",
                              "DELETE FROM cluster_traits", "DELETE FROM neighbours", "DELETE FROM merges",
                              "DELETE FROM layout", "DELETE FROM coded", "DELETE FROM coded_rows"})
      connection_->run(table);
    for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
      const ClusterRecord& cluster = analysis.clusters[i];
      Statement(*connection_, "INSERT INTO clusters VALUES(?, ?, ?, ?, ?, ?, ?)", i, cluster.id, cluster.label,
                cluster.medoid, cluster.spread, cluster.silhouette, cluster.given)
          .run();
      for (std::size_t j = 0; j < cluster.members.size(); ++j)
        Statement(*connection_, "INSERT INTO cluster_members VALUES(?, ?, ?, ?)", cluster.id, j, cluster.members[j].row,
                  cluster.members[j].distance)
            .run();
      for (std::size_t j = 0; j < cluster.diverse.size(); ++j)
        Statement(*connection_, "INSERT INTO cluster_diverse VALUES(?, ?, ?)", cluster.id, j, cluster.diverse[j]).run();
      for (std::size_t j = 0; j < cluster.traits.size(); ++j) {
        const ClusterTrait& trait = cluster.traits[j];
        Statement(*connection_, "INSERT INTO cluster_traits VALUES(?, ?, ?, ?, ?, ?)", cluster.id, j, trait.source,
                  trait.value, trait.count, trait.lift)
            .run();
      }
    }
    for (const auto& [row, alike] : analysis.neighbours)
      for (std::size_t j = 0; j < alike.size(); ++j)
        Statement(*connection_, "INSERT INTO neighbours VALUES(?, ?, ?, ?)", row, j, alike[j].row, alike[j].similarity)
            .run();
    const auto put_merges = [&](std::string_view linkage, const std::vector<MergeRecord>& merges) {
      for (std::size_t i = 0; i < merges.size(); ++i)
        Statement(*connection_, "INSERT INTO merges VALUES(?, ?, ?, ?, ?)", linkage, i, merges[i].a, merges[i].b,
                  merges[i].similarity)
            .run();
    };
    put_merges("single", analysis.single_merges);
    put_merges("complete", analysis.complete_merges);
    set_fact("complete_floor", std::to_string(analysis.complete_floor));
    for (std::size_t i = 0; i < analysis.layout.size(); ++i)
      Statement(*connection_, "INSERT INTO layout VALUES(?, ?, ?, ?)", i, analysis.layout[i].row, analysis.layout[i].x,
                analysis.layout[i].y)
          .run();
    for (std::size_t i = 0; i < analysis.coded_rows.size(); ++i)
      Statement(*connection_, "INSERT INTO coded_rows VALUES(?, ?)", i, analysis.coded_rows[i]).run();
    Statement(*connection_, "INSERT INTO coded VALUES(?, ?, ?, ?)", analysis.model, analysis.dimension,
              analysis.fidelity, std::as_bytes(std::span(analysis.coded)))
        .run();
  });
}

// --- tags -----------------------------------------------------------------------------------------------------

namespace {

std::vector<float> floats_of(std::span<const std::byte> bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

// Codes hold no spaces.
std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
  return text;
}

std::vector<std::string> codes_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

Tagging Warehouse::tagging() const {
  Tagging tagging;
  Statement settings(*connection_, "SELECT calibration, accepted_from, tentative_from, vectors FROM tagging");
  if (!settings.next()) return tagging;
  tagging.calibration = settings.text(0);
  tagging.accepted_from = settings.real(1);
  tagging.tentative_from = settings.real(2);
  tagging.vectors = settings.text(3);
  Statement rows(*connection_, "SELECT image FROM tag_rows ORDER BY position");
  while (rows.next()) tagging.rows.push_back(rows.integer(0));
  Statement tags(*connection_,
                 "SELECT code, label, description, type, all_of, none_of, accepted, tentative, prompt, scores "
                 "FROM tags ORDER BY position");
  while (tags.next())
    tagging.tags.push_back({tags.text(0), tags.text(1), tags.text(2), tags.text(3), codes_of(tags.text(4)),
                            codes_of(tags.text(5)), floats_of(tags.bytes(8)), floats_of(tags.bytes(9)), tags.real(6),
                            tags.real(7)});
  return tagging;
}

void Warehouse::set_tagging(const Tagging& tagging) {
  transaction([&] {
    for (const char* table : {"DELETE FROM tagging", "DELETE FROM tag_rows", "DELETE FROM tags"})
      connection_->run(table);
    if (tagging.tags.empty()) return;
    Statement(*connection_, "INSERT INTO tagging VALUES(?, ?, ?, ?)", tagging.calibration, tagging.accepted_from,
              tagging.tentative_from, tagging.vectors)
        .run();
    for (std::size_t i = 0; i < tagging.rows.size(); ++i)
      Statement(*connection_, "INSERT INTO tag_rows VALUES(?, ?)", i, tagging.rows[i]).run();
    for (std::size_t i = 0; i < tagging.tags.size(); ++i) {
      const TagRecord& tag = tagging.tags[i];
      Statement(*connection_, "INSERT INTO tags VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", i, tag.code, tag.label,
                tag.description, tag.type, joined(tag.all_of), joined(tag.none_of), tag.accepted, tag.tentative,
                bytes_of(tag.prompt.data(), tag.prompt.size()), bytes_of(tag.scores.data(), tag.scores.size()))
          .run();
    }
  });
}

// --- thumbnails -----------------------------------------------------------------------------------------------

std::filesystem::path Warehouse::thumbnail_folder(std::filesystem::path file) {
  if (file.extension() == ".db") file.replace_extension();
  return file += ".thumbs";
}

std::filesystem::path Warehouse::thumbnail(std::uint32_t size, const std::string& sha256) const {
  return thumbnail_folder(connection_->file) / std::to_string(size) / sha256.substr(0, 2) / (sha256 + ".webp");
}

}  // namespace vitrine
