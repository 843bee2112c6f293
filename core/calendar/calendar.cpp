#include "core/calendar/calendar.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/build.h"
#include "core/calendar/alternatives.h"
#include "core/calendar/days.h"
#include "core/calendar/objective.h"
#include "core/calendar/search.h"

using vitrine::failed;
using vitrine::not_open;

namespace {

constexpr const char* changed = "The calendar has changed since this was opened: open it again.";
constexpr const char* other_rows =
    "The calendar's columns are of another number of rows than the collection: reload the page.";
constexpr const char* wrong_rows = "Rows of the collection are expected, each below their number.";
constexpr const char* wrong_vectors =
    "Vectors in rows of a multiple of 16, a positive step, and below their number the vector of each row are expected.";
constexpr const char* wrong_slots =
    "1 to 400 slots are expected, each with a month from 0 to 12, finite targets and at most 8 bonuses.";
constexpr const char* wrong_objective = "Objective 0 or 1 is expected, and weights of 0 or more.";
constexpr const char* wrong_slot = "A slot of the calendar is expected, and 0 or more alternatives.";
constexpr const char* wrong_method = "A method from A to F is expected.";

template <class T>
std::vector<T> copied(const T* values, int count) {
  return {values, values + count};
}

bool all_finite(const float* values, int count) {
  return std::all_of(values, values + count, [](float value) { return value > -1e6F && value < 1e6F; });
}

}  // namespace

struct calendar {
  vitrine::CalendarModel model;
  std::vector<double> scores, fits, facts;
  std::vector<int> alike;

  calendar(vitrine::CalendarColumns&& columns, std::vector<int>&& clusters)
      : model(std::move(columns), std::move(clusters)) {}

  bool has_row(int row) const { return row >= 0 && static_cast<std::uint32_t>(row) < model.count(); }
  int slots() const { return static_cast<int>(model.slots().size()); }
};

namespace {

/// A board of the calendar; nothing, and the sentence is kept, when it is none.
std::optional<vitrine::Board> board_of(const calendar* self, const int* rows, int cover) {
  if (self == nullptr || rows == nullptr) return failed(not_open), std::nullopt;
  vitrine::Board board{copied(rows, self->slots()), cover};
  if (const std::string_view error = self->model.error_of(board); !error.empty()) return failed(error), std::nullopt;
  return board;
}

/// Work that belongs to one state of a calendar.
template <class Work>
struct Begun {
  const vitrine::CalendarModel& model;
  Work work;
  std::uint32_t version = model.version();

  int step(int budget) {
    if (version != model.version()) return failed(changed);
    return work.step(budget) ? VITRINE_DONE : VITRINE_MORE;
  }
};

}  // namespace

struct calendar_alternatives : Begun<vitrine::Alternatives> {
  std::vector<double> changes;
};
struct calendar_search : Begun<vitrine::CalendarSearch> {};

const char* calendar_build() { return vitrine::build_id; }

const char* calendar_error() { return vitrine::boundary_error; }

calendar* calendar_open(const unsigned char* columns, int size, const int* clusters, int rows) {
  if (columns == nullptr || size < 0 || clusters == nullptr || rows < 0) return failed(wrong_rows);
  auto read = vitrine::read_columns({columns, static_cast<std::size_t>(size)});
  if (!read) return failed(read.error().message);
  if (read->count != static_cast<std::uint32_t>(rows)) return failed(other_rows);
  if (std::any_of(clusters, clusters + rows, [&](int cluster) { return cluster < -1 || cluster >= rows; }))
    return failed(wrong_rows);
  return new calendar(std::move(*read), copied(clusters, rows));
}

void calendar_close(calendar* self) { delete self; }

int calendar_set_vectors(calendar* self, const signed char* vectors, int count, int stride, float step,
                         const int* vector_of) {
  if (self == nullptr) return failed(not_open);
  const int rows = static_cast<int>(self->model.count());
  const bool sensible =
      vectors != nullptr && count > 0 && stride > 0 && stride % 16 == 0 && step > 0 && step < 1e6F &&
      vector_of != nullptr &&
      std::all_of(vector_of, vector_of + rows, [&](int vector) { return vector >= -1 && vector < count; });
  if (!sensible) return failed(wrong_vectors);
  self->model.set_vectors(vectors, static_cast<std::uint32_t>(stride), step, copied(vector_of, rows));
  return VITRINE_DONE;
}

int calendar_set_eligible(calendar* self, const int* rows, int count) {
  if (self == nullptr) return failed(not_open);
  if (count < 0 || (rows == nullptr && count > 0) ||
      !std::all_of(rows, rows + count, [&](int row) { return self->has_row(row); }))
    return failed(wrong_rows);
  self->model.set_eligible({rows, static_cast<std::size_t>(count)});
  return VITRINE_DONE;
}

int calendar_set_evidence_required(calendar* self, int required) {
  if (self == nullptr) return failed(not_open);
  self->model.set_evidence_required(required != 0);
  return VITRINE_DONE;
}

int calendar_set_slots(calendar* self, int slots, const int* months, const float* targets, int groups,
                       const float* bonuses) {
  if (self == nullptr) return failed(not_open);
  if (slots < 1 || slots > static_cast<int>(vitrine::most_slots) || groups < 0 ||
      groups > static_cast<int>(vitrine::most_bonuses) || months == nullptr || targets == nullptr ||
      (bonuses == nullptr && groups > 0) || !all_finite(targets, slots * 3) || !all_finite(bonuses, slots * groups) ||
      !std::all_of(months, months + slots, [](int month) { return month >= 0 && month <= 12; }))
    return failed(wrong_slots);
  std::vector<vitrine::SlotTarget> all(static_cast<std::size_t>(slots));
  for (vitrine::SlotTarget& slot : all) {
    slot.month = static_cast<std::uint32_t>(*months++);
    slot.look = {vitrine::decimal(targets[0]), vitrine::decimal(targets[1]), vitrine::decimal(targets[2])};
    targets += 3;
    for (int group = 0; group < groups; ++group)
      slot.bonuses[static_cast<std::size_t>(group)] = vitrine::decimal(*bonuses++);
  }
  self->model.set_slots(std::move(all));
  return VITRINE_DONE;
}

int calendar_set_objective(calendar* self, int objective, const float* weights) {
  if (self == nullptr) return failed(not_open);
  if (objective != CALENDAR_BALANCED && objective != CALENDAR_CLASSIC) return failed(wrong_objective);
  const auto as = objective == CALENDAR_CLASSIC ? vitrine::Objective::classic : vitrine::Objective::balanced;
  std::span<const float> given;
  if (weights != nullptr) given = {weights, CALENDAR_COMPONENTS};
  if (!std::all_of(given.begin(), given.end(), [](float weight) { return weight >= 0 && weight < 1e6F; }))
    return failed(wrong_objective);
  self->model.set_objective(as, vitrine::weights_of(as, given));
  return VITRINE_DONE;
}

const double* calendar_weights(const calendar* self) { return self->model.weights().data(); }

const int* calendar_states(const calendar* self) { return self->model.states().data(); }

const double* calendar_score(calendar* self, const int* rows, int cover) {
  const auto board = board_of(self, rows, cover);
  if (!board) return nullptr;
  const vitrine::Score score = self->model.score(*board);
  std::vector<double>& out = self->scores;
  out.assign(1, score.total);
  const auto append = [&out](const vitrine::Components& all) { out.insert(out.end(), all.begin(), all.end()); };
  append(score.values);
  append(score.added);
  for (const vitrine::Components& slot : score.slots) append(slot);
  self->alike = score.alike;
  self->alike.push_back(score.cover);
  return out.data();
}

const int* calendar_alike(const calendar* self) { return self->alike.data(); }

const double* calendar_fits(calendar* self, int row) {
  if (self == nullptr || !self->has_row(row)) return failed(wrong_rows);
  self->fits.clear();
  for (std::uint32_t slot = 0; slot < self->model.slots().size(); ++slot)
    self->fits.push_back(self->model.fit(static_cast<std::uint32_t>(row), slot));
  return self->fits.data();
}

const double* calendar_facts(calendar* self, int row) {
  if (self == nullptr || !self->has_row(row)) return failed(wrong_rows);
  const vitrine::CalendarColumns& columns = self->model.columns();
  const auto at = static_cast<std::uint32_t>(row);
  const auto known = [at](const auto& column) {
    return column.empty() ? vitrine::not_known : static_cast<double>(column[at]);
  };
  const auto focus = [](std::uint8_t part) {
    return part == vitrine::unknown_focus ? vitrine::not_known : static_cast<double>(part) / vitrine::full_focus;
  };
  const vitrine::Look look = vitrine::look_of(columns, at);
  self->facts = {known(columns.preference),  known(columns.lower),      known(columns.upper), known(columns.shown),
                 known(columns.chosen),      look.brightness,           look.warmth,          look.drama,
                 focus(columns.focus_x[at]), focus(columns.focus_y[at])};
  return self->facts.data();
}

calendar_alternatives* calendar_alternatives_open(calendar* self, const int* rows, int cover, int slot, int most) {
  const auto board = board_of(self, rows, cover);
  if (!board) return nullptr;
  if (slot < 0 || slot >= self->slots() || most < 0) return failed(wrong_slot);
  const auto at = static_cast<std::uint32_t>(slot), wanted = static_cast<std::uint32_t>(most);
  return new calendar_alternatives{{self->model, {self->model, *board, at, wanted}}, {}};
}

int calendar_alternatives_step(calendar_alternatives* alternatives, int budget) {
  if (alternatives == nullptr) return failed(not_open);
  const int status = alternatives->step(budget);
  if (status != VITRINE_DONE || !alternatives->changes.empty()) return status;
  for (const auto& change : alternatives->work.changes()) {
    alternatives->changes.push_back(change.total);
    alternatives->changes.insert(alternatives->changes.end(), change.added.begin(), change.added.end());
  }
  return status;
}

int calendar_alternatives_size(const calendar_alternatives* alternatives) {
  return static_cast<int>(alternatives->work.rows().size());
}

const int* calendar_alternatives_rows(const calendar_alternatives* alternatives) {
  return alternatives->work.rows().data();
}

const double* calendar_alternatives_changes(const calendar_alternatives* alternatives) {
  return alternatives->changes.data();
}

void calendar_alternatives_close(calendar_alternatives* alternatives) { delete alternatives; }

calendar_search* calendar_method_open(calendar* self, int method) {
  if (self == nullptr) return failed(not_open);
  if (method < 'A' || method > 'F') return failed(wrong_method);
  return new calendar_search{{self->model, {self->model, static_cast<char>(method)}}};
}

calendar_search* calendar_complete_open(calendar* self, const int* rows, int cover) {
  const auto board = board_of(self, rows, cover);
  if (!board) return nullptr;
  return new calendar_search{{self->model, vitrine::CalendarSearch::completing(self->model, *board)}};
}

calendar_search* calendar_improve_open(calendar* self, const int* rows, int cover, const int* locked) {
  const auto board = board_of(self, rows, cover);
  if (!board) return nullptr;
  std::vector<std::uint8_t> stays(board->rows.size());
  for (std::size_t slot = 0; locked != nullptr && slot < stays.size(); ++slot) stays[slot] = locked[slot] != 0 ? 1 : 0;
  return new calendar_search{{self->model, vitrine::CalendarSearch::improving(self->model, *board, stays)}};
}

int calendar_search_step(calendar_search* search, int budget) {
  return search == nullptr ? failed(not_open) : search->step(budget);
}

float calendar_search_progress(const calendar_search* search) { return search->work.progress(); }

const int* calendar_search_board(const calendar_search* search) { return search->work.board().rows.data(); }

int calendar_search_cover(const calendar_search* search) { return search->work.board().cover; }

void calendar_search_close(calendar_search* search) { delete search; }

const int* calendar_month(int year, int month, int week_start) {
  static std::array<int, 9> answer;
  const auto grid = vitrine::month_grid(year, month, week_start);
  if (!grid)
    return failed("A year from 1 to 9999, a month from 1 to 12 and a day of the week from 1 to 7 are expected.");
  answer = {grid->first, grid->days, grid->rows};
  std::copy(grid->weeks.begin(), grid->weeks.end(), answer.begin() + 3);
  return answer.data();
}
