// Curation as it is published: the structure of near-duplicates in order of preference, the default grouping with the
// curator's decisions, exact copies, dark frames, and what the gate makes of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/curation/groups.h"
#include "core/documents/documents.h"
#include "tools/warehouse/records.h"

namespace vitrine {

/// "single", "complete" or "representative".
std::optional<Linkage> linkage_of(const std::string& name);

class CurationRows {
 public:
  /// `images`: as published; `scores`: of each, empty when nothing is scored; `vectors` is called when the published
  /// cut needs a similarity that the analysis does not have.
  CurationRows(const std::vector<ImageRecord>& images, const std::vector<float>& scores, const Analysis& analysis,
               const CurationPatch& patch, const std::function<Vectors()>& vectors);

  const CurationEntry& entry() const { return entry_; }
  const CurationPatch& patch() const { return patch_; }
  std::vector<DuplicateShard> shards() const;
  // Columns by row; empty when all rows have the default.
  const std::vector<std::int32_t>& master() const { return master_; }
  const std::vector<std::int32_t>& copy_of() const { return copy_of_; }
  const std::vector<std::uint32_t>& dark() const { return dark_; }
  /// The row that stands for a row: itself, unless it is a near-duplicate or a copy that is held back.
  std::uint32_t head_of(std::uint32_t row) const;
  /// 1 for each row that the page shows at first.
  const std::vector<std::uint8_t>& active() const { return active_; }

 private:
  void find_copies(const std::vector<ImageRecord>& images, const std::vector<std::uint32_t>& order);
  void build(const std::vector<ImageRecord>& images, const Analysis& analysis, const std::vector<std::uint32_t>& order);
  void complete(const std::vector<ImageRecord>& images, const std::function<Vectors()>& vectors);
  void cut(const std::vector<ImageRecord>& images);
  void count();

  CurationPatch patch_;
  CurationEntry entry_;
  Structure structure_;
  Similarity threshold_ = similarity_floor;
  std::vector<std::uint32_t> rows_;  // of the structure's pictures
  std::vector<std::int32_t> master_, copy_of_;
  std::vector<std::uint32_t> dark_;
  std::vector<std::uint8_t> active_;
};

}  // namespace vitrine
