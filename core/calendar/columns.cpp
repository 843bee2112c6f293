#include "core/calendar/columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/little_endian.h"

namespace vitrine {
namespace {

constexpr std::size_t header_bytes = 16;
constexpr std::uint32_t preference_flag = 1, evidence_flag = 2;

/// Calls visit(column) for each of them, in the order of the file.
template <class Columns, class Visit>
void visit_columns(Columns& columns, std::uint32_t flags, Visit visit) {
  visit(columns.brightness), visit(columns.contrast), visit(columns.saturation);
  visit(columns.red), visit(columns.green), visit(columns.blue);
  visit(columns.bonuses);
  visit(columns.focus_x), visit(columns.focus_y);
  if ((flags & preference_flag) != 0) visit(columns.preference), visit(columns.appeal);
  if ((flags & evidence_flag) != 0)
    visit(columns.lower), visit(columns.upper), visit(columns.shown), visit(columns.chosen);
}

/// Fills a column from the bytes at `from`, and returns the place after it. Once in the module for each type of column.
template <class T>
[[gnu::noinline]] const std::uint8_t* take(std::vector<T>& column, std::size_t count, const std::uint8_t* from) {
  column.resize(count);
  if (count > 0) std::memcpy(column.data(), from, count * sizeof(T));
  return from + count * sizeof(T);
}

bool are_shares(const std::vector<std::uint16_t>& column) {
  return std::all_of(column.begin(), column.end(),
                     [](std::uint16_t share) { return share <= full_share || share == unknown_share; });
}

bool are_numbers(const std::vector<float>& column) {
  return std::none_of(column.begin(), column.end(), [](float value) { return std::isinf(value); });
}

}  // namespace

Result<CalendarColumns> read_columns(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < header_bytes || std::memcmp(bytes.data(), "VTRC", 4) != 0)
    return failure("The calendar's columns are not such a file: it does not begin with VTRC.");
  if (read_u32(bytes.data() + 4) != 1)
    return failure("The calendar's columns are of another version than 1: reload the page or update Vitrine.");
  const std::uint32_t count = read_u32(bytes.data() + 8), flags = read_u32(bytes.data() + 12);
  if (count > most_calendar_rows || flags > (preference_flag | evidence_flag) || flags == evidence_flag)
    return failure("The calendar's columns are damaged: their header is of no such file.");

  CalendarColumns columns;
  columns.count = count;
  std::size_t expected = header_bytes;
  visit_columns(columns, flags, [&](const auto& column) { expected += count * sizeof(column[0]); });
  if (bytes.size() != expected)
    return failure("The calendar's columns are damaged: there are more or fewer bytes than their rows take.");
  const std::uint8_t* next = bytes.data() + header_bytes;
  visit_columns(columns, flags, [&](auto& column) { next = take(column, count, next); });
  if (!are_shares(columns.brightness) || !are_shares(columns.contrast) || !are_shares(columns.saturation))
    return failure("The calendar's columns are damaged: a brightness, contrast or saturation is above 10000.");
  if (!are_numbers(columns.preference) || !are_numbers(columns.appeal) || !are_numbers(columns.lower) ||
      !are_numbers(columns.upper))
    return failure("The calendar's columns are damaged: a preference is infinite.");
  return columns;
}

std::string write_columns(const CalendarColumns& columns) {
  const std::uint32_t flags =
      (columns.has_preference() ? preference_flag : 0U) | (columns.has_evidence() ? evidence_flag : 0U);
  const std::array<std::uint32_t, 3> head{1, columns.count, flags};
  std::string file = "VTRC";
  const auto append = [&](const auto& column) {
    file.append(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(column[0]));
  };
  append(head);
  visit_columns(columns, flags, append);
  return file;
}

}  // namespace vitrine
