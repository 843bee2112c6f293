// Compares the folder with the warehouse: which rows stay, which are new, which vanished.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tools/source/catalogue.h"
#include "tools/warehouse/records.h"

namespace vitrine {

struct Plan {
  /// One for each image of the catalogue, in its order: row and key set (row 0 is new), and what the warehouse knows
  /// of its picture carried over. `before` is the same image as the warehouse has it, or nullptr.
  struct Image {
    ImageRecord record;
    const ImageRecord* before = nullptr;
  };
  std::vector<Image> images;
  std::size_t metadata_rows = 0;      // this many of them, from the first, have metadata
  std::vector<ImageRecord> vanished;  // rows that have no file and no metadata any more
};

/// Images with metadata are known by id. Those without are known by file, and when that is new, by content: a
/// picture that was moved keeps its row, id and key. `before` must outlive the plan; `content` gives the SHA-256 of
/// a file below the folder ("" when it cannot be read) and is asked only where a move is possible.
Plan reconcile(const Catalogue& catalogue, const std::vector<ImageRecord>& before,
               const std::function<std::string(const std::string& file)>& content);

/// The owner's word, else the file's own: to be called when both are known. REQUIRES: taken_at and camera as the
/// owner wrote them.
void settle(ImageRecord& image);

}  // namespace vitrine
