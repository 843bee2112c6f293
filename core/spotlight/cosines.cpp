#include "core/spotlight/internal/cosines.h"

#include <Eigen/Core>

namespace vitrine {
namespace {

using Eigen::Index;
using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The vectors of these indices, of unit length.
Rows gathered(std::span<const float> values, Index dimension, std::span<const int> indices) {
  Rows gathered(static_cast<Index>(indices.size()), dimension);
  for (Index i = 0; i < gathered.rows(); ++i) {
    const float* vector = values.data() + static_cast<Index>(indices[static_cast<std::size_t>(i)]) * dimension;
    gathered.row(i) = Eigen::Map<const Eigen::RowVectorXf>(vector, dimension);
    const float length = gathered.row(i).norm();
    if (length > 0.0F) gathered.row(i) /= length;
  }
  return gathered;
}

}  // namespace

void cosines(std::span<const float> values, std::uint32_t dimension, std::span<const int> rows,
             std::span<const int> columns, float* answer) {
  const Rows left = gathered(values, static_cast<Index>(dimension), rows);
  const Rows right = gathered(values, static_cast<Index>(dimension), columns);
  Eigen::Map<Rows>(answer, left.rows(), right.rows()).noalias() = left * right.transpose();
}

}  // namespace vitrine
