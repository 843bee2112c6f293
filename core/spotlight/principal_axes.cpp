#include "core/spotlight/internal/principal_axes.h"

#include <algorithm>

#include "core/spotlight/internal/axes.h"

namespace vitrine {
namespace {

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// 1,024 products of two int8 fit in the 24 bits of a float: the sums of a block are whole numbers, exactly.
constexpr std::size_t block_rows = 1024;

}  // namespace

struct Projection::Sums {
  explicit Sums(Eigen::Index dimension)
      : block(Eigen::Index{block_rows}, dimension),
        products(Eigen::MatrixXd::Zero(dimension, dimension)),
        sum(Eigen::VectorXd::Zero(dimension)) {}

  /// Reads rows [first, first + count) into the top of `block`.
  void read(const Projection& of, std::size_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::int8_t* row = of.vectors_ + static_cast<std::size_t>(of.rows_[first + i]) * of.stride_;
      for (Eigen::Index axis = 0; axis < block.cols(); ++axis)
        block(static_cast<Eigen::Index>(i), axis) = static_cast<float>(row[axis]);
    }
  }

  Rows block;
  Eigen::MatrixXd products;                      // sum of x x^T
  Eigen::VectorXd sum;                           // sum of x
  Eigen::Matrix<float, Eigen::Dynamic, 2> axes;  // the two of the scope, in columns
};

Projection::Projection(const std::int8_t* vectors, std::uint32_t stride, std::uint32_t axes,
                       std::span<const std::int32_t> rows)
    : vectors_(vectors),
      stride_(stride),
      rows_(rows.begin(), rows.end()),
      sums_(std::make_unique<Sums>(static_cast<Eigen::Index>(std::min(axes, projection_axes)))),
      points_(2 * rows.size()) {}

Projection::~Projection() = default;

bool Projection::step(std::int64_t budget) {
  while (projected_ < rows_.size()) {
    if (budget <= 0) return false;
    const bool summing = accumulated_ < rows_.size();
    std::size_t& done = summing ? accumulated_ : projected_;
    const std::size_t count = std::min(block_rows, rows_.size() - done);
    if (summing)
      accumulate(done, count);
    else
      project(done, count);
    done += count;
    budget -= static_cast<std::int64_t>(count);
    if (summing && done == rows_.size()) find_axes();
  }
  return true;
}

void Projection::accumulate(std::size_t first, std::size_t count) {
  sums_->read(*this, first, count);
  const auto block = sums_->block.topRows(static_cast<Eigen::Index>(count));
  const Eigen::MatrixXf products = block.transpose() * block;
  const Eigen::VectorXf sum = block.colwise().sum().transpose();
  sums_->products += products.cast<double>();
  sums_->sum += sum.cast<double>();
}

void Projection::find_axes() {
  const auto count = static_cast<double>(rows_.size());
  const Eigen::MatrixXd scatter = sums_->products - sums_->sum * (sums_->sum.transpose() / count);
  const Axes axes = axes_of(scatter);
  const Eigen::Index dimension = scatter.rows();
  sums_->axes.setZero(dimension, 2);
  for (Eigen::Index i = 0; i < std::min<Eigen::Index>(2, dimension); ++i) {
    // An axis with less than a millionth of the variance is rounding error, not a direction.
    if (!(axes.values(dimension - 1 - i) > 1e-6 * scatter.trace())) break;
    sums_->axes.col(i) = axes.vectors.col(dimension - 1 - i).cast<float>();
  }
  sums_->sum /= count;
}

void Projection::project(std::size_t first, std::size_t count) {
  sums_->read(*this, first, count);
  const auto block = sums_->block.topRows(static_cast<Eigen::Index>(count));
  const Eigen::RowVector2f centre = sums_->sum.cast<float>().transpose() * sums_->axes;
  Eigen::Map<Eigen::Matrix<float, Eigen::Dynamic, 2, Eigen::RowMajor>> out(points_.data() + 2 * first,
                                                                           static_cast<Eigen::Index>(count), 2);
  out.noalias() = block * sums_->axes;
  out.rowwise() -= centre;
}

}  // namespace vitrine
