#include <cstdlib>
#include <iterator>
#include <system_error>
#include <utility>

#include "tools/console/console.h"
#include "tools/warehouse/internal/connection.h"

namespace vitrine {
namespace {

constexpr int application_id = 0x5654524E;  // "VTRN": the application id of a warehouse's SQLite file

/// Of a new warehouse; one that is there keeps its own. A vector of 512 numbers shares a page of 4,096 bytes with
/// nothing.
constexpr int page_bytes = 16384;

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
    R"sql(
ALTER TABLE features ADD COLUMN focus_x REAL;
ALTER TABLE features ADD COLUMN focus_y REAL;
)sql",
    R"sql(
CREATE TABLE candidates(
  position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, method TEXT NOT NULL, maker TEXT NOT NULL,
  cover INTEGER NOT NULL);
CREATE TABLE candidate_slots(
  candidate INTEGER NOT NULL, slot INTEGER NOT NULL, image INTEGER NOT NULL, focus_x REAL, focus_y REAL,
  PRIMARY KEY(candidate, slot)) WITHOUT ROWID;
)sql",
    // Of a voter there is a number alone (records.h).
    R"sql(
CREATE TABLE vote_showings(
  position INTEGER PRIMARY KEY, ballot INTEGER NOT NULL, voter INTEGER NOT NULL,
  image INTEGER NOT NULL REFERENCES images(row), chosen INTEGER NOT NULL);
CREATE TABLE vote_pairs(
  position INTEGER PRIMARY KEY, voter INTEGER NOT NULL,
  winner INTEGER NOT NULL REFERENCES images(row), loser INTEGER NOT NULL REFERENCES images(row));
CREATE TABLE vote_ranks(
  position INTEGER PRIMARY KEY, ranking INTEGER NOT NULL, voter INTEGER NOT NULL,
  image INTEGER NOT NULL REFERENCES images(row), rank INTEGER NOT NULL CHECK(rank BETWEEN 1 AND 3));
CREATE TABLE vote_counts(
  voters INTEGER NOT NULL, ballots INTEGER NOT NULL, pairs INTEGER NOT NULL, rankings INTEGER NOT NULL);
CREATE TABLE vote_results(
  image INTEGER PRIMARY KEY REFERENCES images(row), shown INTEGER NOT NULL, chosen INTEGER NOT NULL,
  mean REAL NOT NULL, lower REAL NOT NULL, upper REAL NOT NULL, wilson REAL NOT NULL,
  elo REAL, borda REAL, preference REAL, appeal REAL);
)sql",
    R"sql(
CREATE TABLE events(
  position INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, text TEXT NOT NULL);
)sql",
};
constexpr int newest_layout = static_cast<int>(std::size(layouts));

}  // namespace

// --- opening --------------------------------------------------------------------------------------------------

WarehouseConnection::WarehouseConnection(std::filesystem::path file, Warehouse::Mode mode) : file_(std::move(file)) {
  const bool writes = mode != Warehouse::Mode::read, creates = mode == Warehouse::Mode::write;
  std::error_code ignored;
  if (!creates && !std::filesystem::exists(file_, ignored))
    throw Failure("There is no warehouse at " + quoted(file_) +
                  ". Make it with: vitrine ingest FOLDER --warehouse FILE");
  if (creates && file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), ignored);

  // A reader, too, opens for writing where possible: it may have to roll back the transaction of a killed run.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (creates ? SQLITE_OPEN_CREATE : 0);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file_.c_str(), &opened, flags, nullptr);
  database_.reset(opened);
  if (code != SQLITE_OK)
    throw Failure("The warehouse " + quoted(file_) +
                  " could not be opened: " + (opened == nullptr ? "no memory" : sqlite3_errmsg(opened)) + ".");
  sqlite3_busy_timeout(database_.get(), 2000);
  if (!writes) {
    check_layout(false);
    run("PRAGMA query_only = ON");
    return;
  }
  // A rollback journal, not WAL: between runs the warehouse is one file that can be carried to another machine.
  // The lock is taken at once and kept: there is only one writer at a time.
  run(("PRAGMA page_size = " + std::to_string(page_bytes)).c_str());
  run("PRAGMA locking_mode = EXCLUSIVE");
  run("PRAGMA synchronous = NORMAL");
  run("PRAGMA cache_size = -65536");  // 64 MB
  run("BEGIN EXCLUSIVE");
  check_layout(true);
  run("COMMIT");
}

WarehouseConnection::~WarehouseConnection() {
  for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
}

void WarehouseConnection::add_layouts(int there) {
  for (int layout = there; layout < newest_layout; ++layout) run(layouts[layout]);
  run(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  run(("PRAGMA user_version = " + std::to_string(newest_layout)).c_str());
}

void WarehouseConnection::check_layout(bool may_write) {
  const std::string stamp = single_text("PRAGMA application_id");
  const std::string version = single_text("PRAGMA user_version");
  const std::string tables = single_text("SELECT count(*) FROM sqlite_master");
  if (tables.empty()) fail();
  if (tables == "0" && may_write) return add_layouts(0);
  if (stamp != std::to_string(application_id))
    throw Failure(quoted(file_) +
                  " is not a warehouse: it is an SQLite file of another program. Name another file with --warehouse.");
  const int layout = std::atoi(version.c_str());
  if (layout < 1 || layout > newest_layout)
    throw Failure("The warehouse " + quoted(file_) + " has layout " + version + "; this vitrine knows layout " +
                  std::to_string(newest_layout) +
                  ". Use the vitrine that wrote it, or remove it and run vitrine ingest again.");
  if (layout == newest_layout) return;
  if (!may_write)
    throw Failure("The warehouse " + quoted(file_) +
                  " is of an earlier vitrine. Bring it up to date with: vitrine analyse WAREHOUSE");
  add_layouts(layout);
}

std::string WarehouseConnection::single_text(const char* sql) const {
  std::string answer;
  const auto take = [](void* into, int, char** values, char**) {
    if (values[0] != nullptr) *static_cast<std::string*>(into) = values[0];
    return 0;
  };
  sqlite3_exec(database_.get(), sql, take, &answer, nullptr);
  return answer;
}

// --- running --------------------------------------------------------------------------------------------------

void WarehouseConnection::fail() const {
  const int code = sqlite3_errcode(database_.get()) & 0xFF;
  if (code == SQLITE_NOTADB)
    throw Failure(quoted(file_) + " is not a warehouse: it is not an SQLite file. Name another file with --warehouse.");
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    throw Failure("The warehouse " + quoted(file_) + " is in use by another vitrine. Wait until that one ends.");
  if (code == SQLITE_FULL)
    throw Failure("There is no room left on the disk for the warehouse " + quoted(file_) +
                  ". Make room and run again.");
  if (code == SQLITE_READONLY)
    throw Failure("The warehouse " + quoted(file_) +
                  " may not be written. Allow it, or copy the warehouse to where it may be.");
  if (code == SQLITE_CORRUPT)
    throw Failure("The warehouse " + quoted(file_) + " is damaged. Remove it and run vitrine ingest again.");
  throw Failure("The warehouse " + quoted(file_) + " could not be read or written: " + sqlite3_errmsg(database_.get()) +
                ".");
}

void WarehouseConnection::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

sqlite3_stmt* WarehouseConnection::prepared(std::string_view sql) {
  sqlite3_stmt*& kept = prepared_[sql];
  if (kept == nullptr &&
      sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &kept, nullptr) != SQLITE_OK)
    fail();
  return kept;
}

void WarehouseConnection::transaction(const std::function<void()>& work) {
  if (sqlite3_get_autocommit(database_.get()) == 0) return work();  // inside one already
  run("BEGIN IMMEDIATE");
  try {
    work();
  } catch (...) {
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
  run("COMMIT");
}

}  // namespace vitrine
