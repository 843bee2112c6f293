// What sets clusters apart, and what they are called.
//
// A trait of a cluster is a value of a facet, a tag or a word of titles and descriptions that it has more of than the
// collection: lift = (share of the members that have it) / (share of the collection). It counts when at least 20 % of
// the members have it, three of them (half of them in smaller clusters), with a lift of 1.5. What comes first is
// share x log2(lift): the bits by which the trait tells a member from any picture. Colours come last.
//
// A label is the first facet value or tag that 35 % of the members have, and up to two words that say more of the
// same cluster: keywords (values of a facet that has several a picture, tags) that 35 % have, then words of captions.
// "Moon from Orion: crater, terminator".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/documents/documents.h"
#include "tools/published/facets.h"

namespace vitrine {

/// In ClusterTrait::source.
inline constexpr const char* tag_source = "tag";
inline constexpr const char* word_source = "";

struct ClusterLabel {
  std::string label;
  std::vector<ClusterTrait> traits;  // at most 12
};

/// One name a cluster, all labels different. `columns`: values of all rows, their name as in ClusterTrait::source;
/// `members`: rows, cluster by cluster. Of equal labels the next trait tells apart, then a number; without any trait
/// it is "Cluster 3".
std::vector<ClusterLabel> name_clusters(const std::vector<CollectionFacet>& columns, std::uint32_t rows,
                                        const std::vector<std::vector<std::uint32_t>>& members);

/// The words of titles and descriptions, as far as these are published, that at least three pictures have: folded to
/// count them, spelt as they are most often. Left out: stop words of English (stop_words.h), numbers, words of fewer
/// than three letters, a picture's own credit, and what follows "credit:" in a caption.
CollectionFacet caption_words(const std::vector<ImageRecord>& images, const std::vector<ColumnRecord>& columns);

/// Tags as a column: the labels of those that each image bears or may bear. `row_of`: for each of tagging.rows the
/// image, or -1.
CollectionFacet likely_tags(const Tagging& tagging, const std::vector<std::int32_t>& row_of, std::size_t images);

}  // namespace vitrine
