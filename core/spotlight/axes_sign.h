// The sign of an eigenvector is free. Ours: its largest component is positive (of equals the first).
#pragma once

#include <cmath>

#include <Eigen/Core>

namespace vitrine {

inline void fix_sign(Eigen::Ref<Eigen::VectorXd> axis) {
  Eigen::Index largest = 0;
  for (Eigen::Index i = 1; i < axis.size(); ++i) {
    if (std::abs(axis(i)) > std::abs(axis(largest))) largest = i;
  }
  if (axis(largest) < 0) axis = -axis;
}

}  // namespace vitrine
