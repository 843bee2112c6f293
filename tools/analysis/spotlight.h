// Spotlight natively: the picks of the page, from a warehouse.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/warehouse/warehouse.h"

namespace vitrine {

/// As the page's address has it; pictures are named by id or key.
struct SpotlightRequest {
  std::uint32_t k = 24;
  /// "all", "cluster:7" (as in the page's address), "FACET:VALUE", or the page's own query
  /// ("f.category=Earth&from=2026-04-01&with=dark").
  std::string scope = "all";
  /// What the gate would hold back and is picked from all the same, as in the page's address: "duplicates,dark".
  std::string with;
  std::string start;  // "": the most typical; "best": the best scored; else a picture
  std::vector<std::string> pins, banned;
  std::uint32_t per_cluster = 0, per_day = 0, per_category = 0;  // the largest number of picks; 0: any
  std::string category = "category";                             // the facet that per_category counts
  std::uint32_t balance = 0;                                     // percent of the score
};

struct SpotlightPick {
  std::string id;
  double distance = 0;  // to the nearest pick before it; 0 for the first
  std::string nearest;  // the id of that pick; "" for the first
};

struct SpotlightAnswer {
  std::vector<SpotlightPick> picks;
  std::uint32_t size = 0;     // of the scope: pictures with a vector
  double radius = 0;          // within which all of them have a pick
  std::uint32_t covered = 0;  // that have one within half of it
};

/// Throws Failure: a scope, a picture, a facet that is not there; ModuleMissing.
SpotlightAnswer spotlight(const Warehouse& warehouse, const SpotlightRequest& request);

}  // namespace vitrine
