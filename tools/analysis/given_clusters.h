// Clusters that come from elsewhere: a column of the owner's, or a file.
#pragma once

#include <string>
#include <vector>

#include "tools/console/console.h"
#include "tools/warehouse/records.h"

namespace vitrine {

/// Of each image the label of its cluster, "" for none. `place`: a published column, or a CSV or JSON lines file with
/// the columns `id` and `cluster`. Throws Failure: neither, a column that is held back, an id twice, no label at all.
/// Ids that no picture has are left out and reported.
std::vector<std::string> given_clusters(const std::string& place, const std::vector<ImageRecord>& images,
                                        const std::vector<ColumnRecord>& columns, Console& console);

}  // namespace vitrine
