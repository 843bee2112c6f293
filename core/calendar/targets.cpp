#include "core/calendar/targets.h"

#include <algorithm>
#include <cstddef>

#include "core/calendar/days.h"

namespace vitrine {

std::vector<MonthTarget> default_targets(bool southern) {
  // Brightness, warmth, drama; earth, moon, crew, craft.
  const std::vector<MonthTarget> northern = {
      {.3F, .2F, .5F, {0, 0, 0, .1F}},     {.3F, .3F, .5F, {0, 0, 0, 0}},         {.4F, .4F, .6F, {0, .3F, 0, 0}},
      {.5F, .4F, .8F, {.2F, .3F, .1F, 0}}, {.5F, .6F, .5F, {.1F, .1F, .1F, .2F}}, {.7F, .8F, .3F, {.2F, 0, .1F, 0}},
      {.7F, .8F, .3F, {.2F, 0, .1F, 0}},   {.6F, .7F, .4F, {.1F, 0, .1F, 0}},     {.5F, .5F, .5F, {.1F, .1F, 0, 0}},
      {.4F, .3F, .5F, {0, .1F, 0, 0}},     {.3F, .2F, .6F, {0, 0, 0, 0}},         {.3F, .2F, .9F, {0, 0, 0, .3F}},
  };
  if (!southern) return northern;
  std::vector<MonthTarget> targets = northern;
  for (std::size_t month = 0; month < targets.size(); ++month) {
    targets[month] = northern[(month + 6) % 12];
    targets[month].bonuses = northern[month].bonuses;  // what a picture shows has no season
  }
  return targets;
}

std::vector<CalendarBonus> default_bonuses() {
  return {{"earth", {"earth", "full_earth", "crescent_earth"}, .15F},
          {"moon", {"moon", "full_moon", "crescent_moon"}, .15F},
          {"crew", {"crew", "astronaut"}, .10F},
          {"craft", {"spacecraft", "rocket", "vehicle"}, .10F}};
}

std::vector<SlotTarget> slot_targets(const CalendarPlan& plan) {
  std::vector<SlotTarget> targets;
  for (const CalendarSlot& slot : plan.slots) {
    SlotTarget target;
    if (const auto month = parse_month(slot.month)) target.month = static_cast<unsigned>(month->month());
    target.look = {decimal(slot.target.brightness), decimal(slot.target.warmth), decimal(slot.target.drama)};
    const std::size_t bonuses = std::min({plan.bonuses.size(), slot.target.bonuses.size(), target.bonuses.size()});
    for (std::size_t i = 0; i < bonuses; ++i)
      target.bonuses[i] = decimal(plan.bonuses[i].weight * slot.target.bonuses[i]);
    targets.push_back(target);
  }
  return targets;
}

}  // namespace vitrine
