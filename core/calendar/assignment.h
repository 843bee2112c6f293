// The assignment problem, solved exactly: rows to columns, one to one, at the least total cost. Shortest augmenting
// paths with potentials (Jonker, Volgenant 1987), time O(least(rows, columns)^2 x most(rows, columns)).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine {

/// The column of each row; -1 where there are more rows than columns and it is left over. `costs`: row by row, finite,
/// of any sign. The same answer for the same costs on every machine.
std::vector<std::int32_t> assign(std::span<const double> costs, std::uint32_t rows, std::uint32_t columns);

}  // namespace vitrine
