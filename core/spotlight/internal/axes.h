// The axes of a scatter matrix: one home for Eigen's solver, which takes long to compile.
#pragma once

#include <Eigen/Core>

namespace vitrine {

/// In columns, by rising variance. The sign of an eigenvector is free: of ours the largest component is positive (of
/// equals the first).
struct Axes {
  Eigen::MatrixXd vectors;
  Eigen::VectorXd values;
};
Axes axes_of(const Eigen::MatrixXd& scatter);

}  // namespace vitrine
