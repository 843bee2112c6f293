#include "tools/calendar/board.h"

#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/documents/table.h"
#include "tools/calendar/plan.h"
#include "tools/console/console.h"
#include "tools/console/words.h"
#include "tools/source/ascii.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

bool is_focus(float x, float y) {
  const auto is_share = [](float number) { return number >= 0.0F && number <= 1.0F; };
  return (is_share(x) && is_share(y)) || (std::isnan(x) && std::isnan(y));
}

class Check {
 public:
  Check(const CalendarBoard& board, std::string where) : board_(board), where_(std::move(where)) {}

  void header(const std::string& collection, const CalendarPlan& plan) const {
    require(board_.collection == collection, "collection",
            "this warehouse is the collection " + in_quotes(collection) + ", the board is for " +
                in_quotes(board_.collection));
    require(!trimmed(board_.name).empty(), "name", "a name expected, found an empty text");
    require(!is_method(board_.name), "name", in_quotes(board_.name) + " is the name of a method: give it another one");
    const std::string pages = counted(plan.slots.size(), "slot", "slots");
    require(board_.slots.size() == plan.slots.size(), "slots",
            pages + " expected, as the calendar of this collection has, found " + std::to_string(board_.slots.size()));
    const std::string first = first_month_of(plan);
    require(board_.first_month == first, "first_month",
            in_quotes(first) + " expected, as the calendar of this collection begins, found " +
                in_quotes(board_.first_month));
    require(board_.cover >= missing_index && board_.cover < static_cast<std::int32_t>(board_.slots.size()), "cover",
            "one of the " + pages + " expected, from 0 on, or null, found " + std::to_string(board_.cover));
  }

  void slot(std::size_t at, bool is_known) {
    const BoardSlot& slot = board_.slots[at];
    const std::string key = "slots\"[" + std::to_string(at) + "] \"";
    require(is_known, key + "picture", "there is no picture " + in_quotes(slot.picture) + " in the collection");
    require(slot.picture.empty() || placed_.insert(slot.picture).second, key + "picture",
            "the picture " + in_quotes(slot.picture) + " is in two slots");
    require(is_focus(slot.focus_x, slot.focus_y), key + "focus_x",
            "a number from 0 to 1 expected, and another for \"focus_y\", or none of both");
  }

  void filled() const { require(!placed_.empty(), "slots", "a picture expected, found none"); }

 private:
  void require(bool holds, const std::string& key, const std::string& what) const {
    if (!holds) throw Failure(where_ + ": " + in_quotes(key) + ": " + what + ".");
  }

  const CalendarBoard& board_;
  const std::string where_;
  std::set<std::string> placed_;
};

}  // namespace

// A key is followed by a colon, and a text that holds one has it escaped.
bool is_board(std::string_view text) {
  constexpr std::string_view key = "\"slots\"";
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\r\n", at + key.size());
    if (next != std::string_view::npos && text[next] == ':') return true;
  }
  return false;
}

CalendarBoard read_board(const std::filesystem::path& file) {
  Result<CalendarBoard> board = read<CalendarBoard>(read_file(file), file.string());
  if (!board) throw Failure(board.error().message + ".");
  return std::move(*board);
}

CalendarCandidate candidate_of(const CalendarBoard& board, const std::string& where, const std::string& collection,
                               const CalendarPlan& plan, const CollectionRows& rows) {
  std::unordered_map<std::string, std::int32_t> row_of = {{"", missing_index}};
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    row_of.emplace(rows.images()[row].id, static_cast<std::int32_t>(row));
  Check check(board, where);
  check.header(collection, plan);
  CalendarCandidate candidate;
  candidate.name = board.name;
  candidate.maker = board.maker;
  candidate.cover = board.cover;
  std::vector<SlotFocus> focus;
  for (std::size_t at = 0; at < board.slots.size(); ++at) {
    const BoardSlot& slot = board.slots[at];
    const auto found = row_of.find(slot.picture);
    check.slot(at, found != row_of.end());
    candidate.rows.push_back(found->second);
    focus.push_back({slot.focus_x, slot.focus_y});
  }
  check.filled();
  set_focus(candidate, focus);
  return candidate;
}

CalendarBoard board_of(const CalendarCandidate& candidate, const std::string& collection, const CalendarPlan& plan,
                       const CollectionRows& rows) {
  CalendarBoard board;
  board.collection = collection;
  board.name = candidate.name;
  board.maker = candidate.maker;
  board.first_month = first_month_of(plan);
  board.cover = candidate.cover;
  board.objective = plan.objective;
  board.weights = plan.weights;
  for (std::size_t at = 0; at < candidate.rows.size(); ++at) {
    BoardSlot slot;
    if (candidate.rows[at] >= 0) slot.picture = rows.images()[static_cast<std::size_t>(candidate.rows[at])].id;
    const SlotFocus focus = focus_of(candidate, at);
    slot.focus_x = focus.x;
    slot.focus_y = focus.y;
    board.slots.push_back(std::move(slot));
  }
  return board;
}

}  // namespace vitrine
