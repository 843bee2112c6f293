#include "core/calendar/assignment.h"

#include <cstddef>
#include <limits>

namespace vitrine {
namespace {

constexpr std::int32_t none = -1;

/// Some costs, and their transpose, by the same name.
struct Costs {
  std::span<const double> values;
  std::size_t row_step, column_step;

  double at(std::size_t row, std::size_t column) const { return values[row * row_step + column * column_step]; }
};

/// The row of each column. REQUIRES: rows <= columns.
std::vector<std::int32_t> rows_of_columns(const Costs& costs, std::size_t rows, std::size_t columns) {
  // Column `columns` stands for none: a path begins there.
  std::vector<double> row_potential(rows), column_potential(columns + 1), least(columns + 1);
  std::vector<std::int32_t> row_of(columns + 1, none);
  std::vector<std::size_t> before(columns + 1);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<bool> seen(columns + 1);
    least.assign(columns + 1, std::numeric_limits<double>::infinity());
    std::size_t column = columns;
    row_of[column] = static_cast<std::int32_t>(row);
    while (row_of[column] != none) {
      seen[column] = true;
      const auto at = static_cast<std::size_t>(row_of[column]);
      double shortest = std::numeric_limits<double>::infinity();
      std::size_t next = columns;
      for (std::size_t other = 0; other < columns; ++other) {
        if (seen[other]) continue;
        const double length = costs.at(at, other) - row_potential[at] - column_potential[other];
        if (length < least[other]) least[other] = length, before[other] = column;
        if (least[other] < shortest) shortest = least[other], next = other;
      }
      for (std::size_t other = 0; other <= columns; ++other) {
        if (seen[other]) {
          row_potential[static_cast<std::size_t>(row_of[other])] += shortest;
          column_potential[other] -= shortest;
        } else {
          least[other] -= shortest;
        }
      }
      column = next;
    }
    for (; column != columns; column = before[column]) row_of[column] = row_of[before[column]];
  }
  row_of.pop_back();
  return row_of;
}

}  // namespace

std::vector<std::int32_t> assign(std::span<const double> costs, std::uint32_t rows, std::uint32_t columns) {
  if (rows > columns) return rows_of_columns({costs, 1, columns}, columns, rows);
  std::vector<std::int32_t> column_of(rows, none);
  const std::vector<std::int32_t> row_of = rows_of_columns({costs, columns, 1}, rows, columns);
  for (std::size_t column = 0; column < columns; ++column)
    if (row_of[column] != none) column_of[static_cast<std::size_t>(row_of[column])] = static_cast<std::int32_t>(column);
  return column_of;
}

}  // namespace vitrine
