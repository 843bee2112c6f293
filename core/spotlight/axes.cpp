#include "core/spotlight/internal/axes.h"

#include <cmath>

#include <Eigen/Eigenvalues>

namespace vitrine {
namespace {

void fix_sign(Eigen::Ref<Eigen::VectorXd> axis) {
  Eigen::Index largest = 0;
  for (Eigen::Index i = 1; i < axis.size(); ++i)
    if (std::abs(axis(i)) > std::abs(axis(largest))) largest = i;
  if (axis(largest) < 0) axis = -axis;
}

}  // namespace

Axes axes_of(const Eigen::MatrixXd& scatter) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(scatter);
  Axes axes{solver.eigenvectors(), solver.eigenvalues()};
  for (Eigen::Index axis = 0; axis < scatter.rows(); ++axis) fix_sign(axes.vectors.col(axis));
  return axes;
}

}  // namespace vitrine
