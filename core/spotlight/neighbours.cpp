#include "core/spotlight/internal/neighbours.h"

#include <algorithm>
#include <vector>

#include <Eigen/Core>

namespace vitrine {
namespace {

using Eigen::Index;
using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Index block_rows = 128;
constexpr Index block_columns = 1024;

/// The nearest vectors so far of one vector, in order.
class Ranking {
 public:
  Ranking(std::int32_t* neighbours, float* similarities, std::uint32_t wanted)
      : neighbours_(neighbours), similarities_(similarities), wanted_(wanted) {
    std::fill_n(neighbours_, wanted_, -1);
    std::fill_n(similarities_, wanted_, 0.0F);
  }

  /// Vectors come by rising index: of equal ones the lower index comes first.
  void offer(std::int32_t other, float similarity) {
    if (size_ == wanted_ && !(similarity > similarities_[size_ - 1])) return;
    std::uint32_t place = size_ < wanted_ ? size_++ : size_ - 1;
    for (; place > 0 && similarity > similarities_[place - 1]; --place) {
      neighbours_[place] = neighbours_[place - 1];
      similarities_[place] = similarities_[place - 1];
    }
    neighbours_[place] = other;
    similarities_[place] = similarity;
  }

 private:
  std::int32_t* neighbours_;
  float* similarities_;
  std::uint32_t wanted_;
  std::uint32_t size_ = 0;
};

}  // namespace

void find_neighbours(std::span<const float> values, std::uint32_t dimension, std::uint32_t first, std::uint32_t rows,
                     std::uint32_t wanted, std::int32_t* neighbours, float* similarities) {
  if (wanted == 0) return;
  const auto count = static_cast<Index>(values.size() / dimension);
  const Eigen::Map<const Rows> vectors(values.data(), count, static_cast<Index>(dimension));
  Eigen::VectorXf inverse = vectors.rowwise().norm();
  for (float& length : inverse) length = length > 0.0F ? 1.0F / length : 0.0F;

  Rows products;
  const Index end = static_cast<Index>(first) + static_cast<Index>(rows);
  for (Index row = static_cast<Index>(first); row < end; row += block_rows) {
    const Index height = std::min(block_rows, end - row);
    std::vector<Ranking> rankings;
    for (Index i = 0; i < height; ++i) {
      const std::size_t place = static_cast<std::size_t>(row + i - static_cast<Index>(first)) * wanted;
      rankings.emplace_back(neighbours + place, similarities + place, wanted);
    }
    for (Index column = 0; column < count; column += block_columns) {
      const Index width = std::min(block_columns, count - column);
      products.noalias() = vectors.middleRows(row, height) * vectors.middleRows(column, width).transpose();
      for (Index i = 0; i < height; ++i) {
        if (inverse(row + i) == 0.0F) continue;
        Ranking& ranking = rankings[static_cast<std::size_t>(i)];
        for (Index j = 0; j < width; ++j) {
          if (column + j == row + i || inverse(column + j) == 0.0F) continue;
          const float cosine = products(i, j) * inverse(row + i) * inverse(column + j);
          ranking.offer(static_cast<std::int32_t>(column + j), std::clamp(cosine, -1.0F, 1.0F));
        }
      }
    }
  }
}

}  // namespace vitrine
