// The warehouse: one SQLite file that holds everything known about a collection. Opened by one process at a
// time for writing; every change is a transaction, so a killed run leaves a file the next run completes.
// Thumbnails lie beside it, in a folder named like it with ".thumbs" for ".db", by content:
// <thumbs>/<size>/<first 2 hex digits>/<sha256>.webp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tools/warehouse/records.h"

namespace vitrine {

class WarehouseConnection;

class Warehouse {
 public:
  /// update: what is there, migrated where it is of before; write: also a new one.
  enum class Mode { read, update, write };

  /// Opens. Throws Failure: there is none, not a warehouse, newer schema, locked.
  Warehouse(const std::filesystem::path& file, Mode mode);
  ~Warehouse();
  Warehouse(Warehouse&&) noexcept;

  /// Runs `work` in one transaction; rolled back when it throws.
  void transaction(const std::function<void()>& work);

  /// Small facts by name, "" when unset: "collection_id"; "folder", the pictures' absolute path; what is the
  /// site's, flags over vitrine.json: "title", "description", "language", "home_page", "credit", "license",
  /// "sizes" ("256,1024"), "originals" ("none", "link", "copy").
  std::string fact(const std::string& name) const;
  void set_fact(const std::string& name, const std::string& value);

  /// Every image, vanished ones too, in order of row.
  std::vector<ImageRecord> images() const;
  /// The images of a site in their published order: newest first, those without a date last, then by id.
  std::vector<ImageRecord> published() const;
  /// Inserts (row 0, returns the new row) or updates by row.
  std::int64_t put(const ImageRecord& image);

  std::vector<ColumnRecord> columns() const;
  void set_columns(const std::vector<ColumnRecord>& columns);
  std::vector<SkippedFile> skipped() const;
  void set_skipped(const std::vector<SkippedFile>& files);

  /// The owner's vectors when there are any, else the visual descriptors; of images that are not vanished.
  Vectors vectors() const;
  void put_descriptor(std::int64_t row, const std::vector<float>& descriptor);
  std::vector<float> descriptor(std::int64_t row) const;  // empty when there is none
  void set_embeddings(const Vectors& embeddings);         // empty rows: forget them

  Analysis analysis() const;  // empty clusters and rows when there is none
  void set_analysis(const Analysis& analysis);

  Tagging tagging() const;  // empty when there are no tags
  void set_tagging(const Tagging& tagging);

  /// Candidate calendars, in the order they are offered.
  std::vector<CandidateRecord> candidates() const;
  void set_candidates(const std::vector<CandidateRecord>& candidates);

  /// The calendar's entries of days, in their order.
  std::vector<EventRecord> events() const;
  void set_events(const std::vector<EventRecord>& events);

  /// What people voted, and what it comes to; empty when there are no votes. Always replaced together.
  Votes votes() const;
  VoteResults vote_results() const;
  void set_votes(const Votes& votes, const VoteResults& results);

  /// Where the thumbnails of the warehouse in `file` lie.
  static std::filesystem::path thumbnail_folder(std::filesystem::path file);
  /// Where the thumbnail of `size` for content `sha256` lies.
  std::filesystem::path thumbnail(std::uint32_t size, const std::string& sha256) const;

 private:
  std::unique_ptr<WarehouseConnection> connection_;
};

}  // namespace vitrine
