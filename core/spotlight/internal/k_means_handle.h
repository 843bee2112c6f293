// What spotlight.h's spotlight_k_means is: opened by either part of the boundary.
#pragma once

#include <utility>
#include <vector>

#include "core/spotlight/internal/k_means.h"

struct spotlight_k_means {
  template <class... Arguments>
  explicit spotlight_k_means(const vitrine::VectorSource& vectors, Arguments&&... arguments)
      : rows(vectors.rows.begin(), vectors.rows.end()),
        k_means(with_rows(vectors, rows), std::forward<Arguments>(arguments)...) {}

  std::vector<std::int32_t> rows;  // its own copy: the caller's need not stay
  vitrine::KMeans k_means;

 private:
  static vitrine::VectorSource with_rows(vitrine::VectorSource vectors, const std::vector<std::int32_t>& rows) {
    vectors.rows = rows;
    return vectors;
  }
};
