// Collections for the tests of the calendar, drawn from the project's own generator.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/calendar/objective.h"
#include "core/calendar/targets.h"
#include "core/random.h"
#include "tests/core/vectors.h"

namespace vitrine {

/// What a made collection has.
struct Made {
  std::uint32_t count = 60;
  std::uint32_t slots = 13;
  bool votes = true, clusters = true, vectors = true, cover = false;
  std::uint32_t duplicates = 0;  // this many rows are the same as the first
  std::uint64_t seed = 1;
};

struct MadeCollection {
  CalendarColumns columns;
  std::vector<std::int32_t> clusters;
  CodedRows vectors;
  std::vector<std::int32_t> vector_of;
  std::vector<SlotTarget> slots;

  /// What stands in memory of its own for as long as the collection.
  void give(CalendarModel& model) const {
    if (vectors.count > 0) model.set_vectors(vectors.values.data(), vectors.stride, 1.0F / 64, vector_of);
    model.set_slots(slots);
  }
};

/// Slots from December on, as the earlier system has them; with a cover one more before.
inline std::vector<SlotTarget> made_slots(std::uint32_t months, bool cover, bool bonuses) {
  CalendarPlan plan;
  if (bonuses) plan.bonuses = default_bonuses();
  if (cover) plan.slots.push_back({});
  for (std::uint32_t i = 0; i < months; ++i) {
    const std::uint32_t month = (11 + i) % 12;
    const std::string text = month < 9 ? "0" + std::to_string(month + 1) : std::to_string(month + 1);
    plan.slots.push_back({"2026-" + text, default_targets(false)[month]});
  }
  return slot_targets(plan);
}

inline MadeCollection made_collection(const Made& made) {
  Random random(made.seed);
  constexpr float none = std::numeric_limits<float>::quiet_NaN();
  MadeCollection c;
  CalendarColumns& columns = c.columns;
  columns.count = made.count;
  for (std::uint32_t row = 0; row < made.count; ++row) {
    const bool known = random.below(20) != 0;
    const auto share = [&] { return static_cast<std::uint16_t>(known ? random.below(full_share + 1) : unknown_share); };
    const auto byte = [&] { return static_cast<std::uint8_t>(random.below(256)); };
    columns.brightness.push_back(share());
    columns.contrast.push_back(share());
    columns.saturation.push_back(share());
    columns.red.push_back(byte());
    columns.green.push_back(byte());
    columns.blue.push_back(byte());
    columns.bonuses.push_back(random.below(4) == 0 ? static_cast<std::uint8_t>(random.below(16)) : std::uint8_t{0});
    columns.focus_x.push_back(byte());
    columns.focus_y.push_back(byte());
    c.clusters.push_back(made.clusters ? static_cast<std::int32_t>(random.below(made.count / 5 + 1)) - 1 : -1);
    const std::uint32_t shown = random.below(3) == 0 ? 0 : 1 + random.below(6), chosen = random.below(shown + 1);
    if (!made.votes) continue;
    const float mean = static_cast<float>(2 + chosen) / static_cast<float>(10 + shown);
    columns.preference.push_back(shown == 0 ? none : mean);
    columns.appeal.push_back(shown == 0 ? none : mean * static_cast<float>(random.unit()));
    columns.lower.push_back(shown == 0 ? none : mean * 0.2F);
    columns.upper.push_back(shown == 0 ? none : mean * 0.2F + 0.4F);
    columns.shown.push_back(shown);
    columns.chosen.push_back(chosen);
  }
  c.vectors = random_rows(made.vectors ? made.count : 0, 24, made.seed + 1, 12.0);
  for (std::uint32_t row = 0; row < made.count; ++row)
    c.vector_of.push_back(!made.vectors || random.below(25) == 0 ? -1 : static_cast<std::int32_t>(row));
  for (std::uint32_t row = 1; row < made.duplicates && row < made.count; ++row) {
    columns.brightness[row] = columns.brightness[0];
    c.clusters[row] = c.clusters[0];
    c.vector_of[row] = c.vector_of[0];
  }
  c.slots = made_slots(made.slots - (made.cover ? 1 : 0), made.cover, true);
  return c;
}

/// A model of a made collection, which it keeps.
struct Ready {
  MadeCollection collection;
  CalendarModel model;

  explicit Ready(const Made& made, Objective objective = Objective::balanced)
      : collection(made_collection(made)), model(collection.columns, collection.clusters) {
    collection.give(model);
    model.set_objective(objective, default_weights(objective));
  }
};

}  // namespace vitrine
