// Takes pictures in: hashes, decodes, writes thumbnails on several threads; stores rows in the plan's order, in
// batches, so that a killed run loses seconds and two runs over one folder make the same warehouse.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/console/console.h"
#include "tools/ingest/reconcile.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

struct IntakeSettings {
  std::filesystem::path folder;
  std::vector<std::uint32_t> sizes;  // long edges, ascending
  unsigned jobs = 0;                 // 0: all cores
  bool verify = false;               // read the content of every file, also where size and time are unchanged
};

struct IntakeReport {
  std::uint64_t fresh = 0, changed = 0, moved = 0, unchanged = 0;
  std::vector<SkippedFile> skipped;
};

/// Whether the picture needs no work: size and time as before, measured, thumbnails there.
bool is_current(const Plan::Image& image, const Warehouse& warehouse, const IntakeSettings& settings);

/// Afterwards every image of the plan is settled, stored, and has its row. Throws Failure when thumbnails cannot be
/// written or a module is missing; what was done until then stays.
IntakeReport take_in(Plan& plan, Warehouse& warehouse, const IntakeSettings& settings, Console& console);

}  // namespace vitrine
