// Near-duplicates: groups cut from the shipped structure at any threshold, by any of three linkages, with the curator's
// own decisions; and the gate, the one definition of which pictures are active.
//
// Pictures of a structure are numbered by preference (preference_order): of any two the lower is the better one, and
// the master of a group is its lowest member unless a decision says otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/curation/merges.h"
#include "core/curation/similarity.h"

namespace vitrine {

/// How a group is held together. At a threshold, "alike" means a similarity at or above it.
enum class Linkage : std::uint8_t {
  single,         // single-linkage clustering: each member is like some other member
  complete,       // complete-linkage clustering: each member is like every other member
  representative  // leader clustering, called representative linkage: each member is like the group's master
};

/// Properties of a picture besides its similarities; an unknown number counts as 0.
struct Merit {
  bool dark = false;
  float score = 0.0F, sharpness = 0.0F, brightness = 0.0F;
  std::string_view id;
};
/// Indices of `merits`, the best first: by score, then sharpness, then brightness, then id (ascending). Dark frames
/// come last: a dark frame may not be the master of a picture that is not dark, or the gate would hide both.
std::vector<std::uint32_t> preference_order(std::span<const Merit> merits);

/// The merge in which each picture stops being its group's lowest member: into[i] < i at similarity at[i]; -1: none.
struct Dendrogram {
  std::vector<std::int32_t> into;
  std::vector<Similarity> at;
};
/// Of the merges of one linkage.
Dendrogram dendrogram_of(std::uint32_t count, std::vector<Merge> merges);

/// The most neighbours that are kept of a picture: the most similar ones.
inline constexpr std::uint32_t most_kept_neighbours = 32;

/// The structure that every cut is computed from. `neighbours`: of picture i [offsets[i], offsets[i + 1]), pictures
/// below i, ascending.
struct Structure {
  Dendrogram single, complete;
  std::vector<std::uint32_t> offsets{0}, neighbours;
  std::vector<Similarity> similarities;
  /// By picture: its neighbours that are not kept are at most this similar; 0: all above the floor are kept.
  std::vector<Similarity> cut_at;

  std::uint32_t size() const { return static_cast<std::uint32_t>(offsets.size() - 1); }
  /// 0 where it is not kept.
  Similarity similarity(std::uint32_t a, std::uint32_t b) const;
};

/// The similarity of two pictures of a structure, whether it is kept or not.
using SimilarityOf = std::function<Similarity(std::uint32_t a, std::uint32_t b)>;

/// Makes representative linkage exact at `threshold`: adds to the structure the similarity of a picture to its master
/// where the master is not among the picture's kept neighbours. `similarity_of` is called only for pictures with more
/// neighbours than are kept, and only with masters in the same connected component of near-duplicates.
void complete_at(Structure& structure, Similarity threshold, const SimilarityOf& similarity_of);

/// What a curator decided, in numbers of the structure.
struct Decisions {
  std::vector<std::uint32_t> masters;  // each the master of the group it is in; of several the last
  std::vector<std::uint32_t> part;  // by picture: pictures of different parts are in different groups; empty: all are 0
};

struct DuplicateGroups {
  std::vector<std::uint32_t> master;   // by picture; itself: a master, or alone
  std::vector<Similarity> similarity;  // to the master; 0: not known
  /// Of each group, by its master: the least similarity that holds it together (to the master; for single and complete
  /// linkage of the merges that made it). 0 for a picture alone, and where it is not known.
  std::vector<Similarity> weakest;
  /// Representative linkage: pictures that may belong to a master that is not among their kept neighbours, unless the
  /// structure was made complete_at the threshold.
  std::uint32_t uncertain = 0;
};
/// REQUIRES: threshold >= similarity_floor; decisions name pictures of the structure.
DuplicateGroups duplicate_groups(const Structure& structure, Similarity threshold, Linkage linkage,
                                 const Decisions& decisions = {});

// --- the gate -------------------------------------------------------------------------------------------------

/// A frame is dark when this share of its pixels has a grey below 20 (reference/artemis-system.md, section 4.1).
inline constexpr float dark_share = 0.92F;

/// Which pictures the gate holds back. Copies are files of the same content: a notion of their own.
struct GateRules {
  bool duplicates = true;  // all except the master of a group
  bool copies = true;      // all except the first of the same content
  bool dark = true;        // dark frames
};

/// What the gate knows of each row. An empty column holds no row back.
struct GateColumns {
  std::span<const std::int32_t> master;   // the row that stands for it, -1: itself
  std::span<const std::int32_t> copy_of;  // the row whose content it has, -1: it is the first
  std::span<const std::uint32_t> dark;    // 1: a dark frame
  std::span<const std::uint32_t> kept;    // rows that are active whatever the rules say
};

/// 1 for each of `rows` rows that is active. Every other room takes this mask.
std::vector<std::uint8_t> active(const GateRules& rules, const GateColumns& columns, std::uint32_t rows);

}  // namespace vitrine
