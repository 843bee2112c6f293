#include "tools/warehouse/internal/connection.h"

namespace vitrine {

std::vector<CandidateRecord> Warehouse::candidates() const {
  std::vector<CandidateRecord> candidates;
  Statement rows(*connection_, "SELECT name, method, maker, cover FROM candidates ORDER BY position");
  while (rows.next())
    candidates.push_back({rows.text(0), rows.text(1), rows.text(2), rows.number<std::int32_t>(3), {}});
  Statement slots(*connection_,
                  "SELECT candidate, image, focus_x, focus_y FROM candidate_slots ORDER BY candidate, slot");
  while (slots.next())
    candidates.at(slots.number<std::size_t>(0))
        .slots.push_back({slots.integer(1), slots.real_or_missing(2), slots.real_or_missing(3)});
  return candidates;
}

void Warehouse::set_candidates(const std::vector<CandidateRecord>& candidates) {
  transaction([&] {
    for (const char* table : {"DELETE FROM candidate_slots", "DELETE FROM candidates"}) connection_->run(table);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const CandidateRecord& one = candidates[i];
      Statement(*connection_, "INSERT INTO candidates VALUES(?, ?, ?, ?, ?)", i, one.name, one.method, one.maker,
                one.cover)
          .run();
      for (std::size_t slot = 0; slot < one.slots.size(); ++slot)
        Statement(*connection_, "INSERT INTO candidate_slots VALUES(?, ?, ?, ?, ?)", i, slot, one.slots[slot].row,
                  one.slots[slot].focus_x, one.slots[slot].focus_y)
            .run();
    }
  });
}

std::vector<EventRecord> Warehouse::events() const {
  std::vector<EventRecord> events;
  Statement rows(*connection_, "SELECT first, last, text FROM events ORDER BY position");
  while (rows.next()) events.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return events;
}

void Warehouse::set_events(const std::vector<EventRecord>& events) {
  transaction([&] {
    connection_->run("DELETE FROM events");
    for (std::size_t i = 0; i < events.size(); ++i)
      Statement(*connection_, "INSERT INTO events VALUES(?, ?, ?, ?)", i, events[i].first, events[i].last,
                events[i].text)
          .run();
  });
}

}  // namespace vitrine
