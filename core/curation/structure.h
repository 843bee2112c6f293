// The structure of near-duplicates as it is published: shards of pictures in order of preference (documents.h).
#pragma once

#include "core/curation/groups.h"
#include "core/documents/documents.h"
#include "core/result.h"

namespace vitrine {

/// The pictures [first, first + count) of a structure; `rows`: the row of each of its pictures.
DuplicateShard shard_of(const Structure& structure, const std::vector<std::uint32_t>& rows, std::uint32_t first,
                        std::uint32_t count);

/// Appends the next shard to a structure and its rows. Fails without change when it is not the next, or names pictures
/// or similarities that cannot be.
Result<void> append(Structure& structure, std::vector<std::uint32_t>& rows, const DuplicateShard& shard);

}  // namespace vitrine
