#include "core/embedding/likeness.h"

#include <cassert>

#include "core/radix_sort.h"

namespace vitrine {

std::vector<std::uint32_t> by_likeness(const CodedVectors& vectors, std::uint32_t to) {
  assert(to < vectors.header().count);
  const std::size_t stride = vectors.stride();
  const std::int8_t* own = vectors.data() + to * stride;
  std::vector<std::uint64_t> squares(vectors.header().count);
  for (std::size_t i = 0; i < squares.size(); ++i) {
    const std::int8_t* other = vectors.data() + i * stride;
    squares[i] = static_cast<std::uint64_t>(squared_distance(own, other, vectors.stride()));
  }
  return sorted_rows(squares);
}

}  // namespace vitrine
