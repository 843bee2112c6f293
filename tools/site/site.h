// A whole site from a warehouse: every file of it, in memory or by where it lies. The same warehouse and viewer give
// the same bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/documents/documents.h"
#include "tools/console/console.h"
#include "tools/site/publisher.h"
#include "tools/site/viewer.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

struct SiteOptions {
  unsigned jobs = 0;     // 0: all cores
  bool remember = true;  // keep the list of hashed thumbnails beside the warehouse
};

struct Site {
  Manifest manifest;
  std::vector<SiteFile> files;     // sorted by path
  std::uint32_t not_analysed = 0;  // pictures that came after the last analysis
};

/// Throws Failure: nothing to publish, a thumbnail or an original is missing, the viewer's template is not known.
Site make_site(const Warehouse& warehouse, const Viewer& viewer, const SiteOptions& options, Console& console);

}  // namespace vitrine
