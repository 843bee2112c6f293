// The part of the boundary that `analyse` uses natively.
#include <algorithm>

#include <Eigen/Core>

#include "core/embedding/coded_vectors.h"
#include "core/spotlight/internal/cosines.h"
#include "core/spotlight/internal/encode.h"
#include "core/spotlight/internal/k_means_handle.h"
#include "core/spotlight/internal/neighbours.h"
#include "core/spotlight/spotlight.h"

namespace {

using vitrine::failed;
using vitrine::not_open;

constexpr const char* wrong_vectors =
    "The vectors cannot be analysed: 1 to 4,000,000 of them, of 1 dimension or more, are possible.";
constexpr const char* too_large =
    "The vectors cannot be coded: at most 4,096 dimensions and a gigabyte of coded vectors are possible.";
constexpr const char* not_unit_length = "The vectors cannot be coded: they are not all of length 1.";
constexpr const char* no_coarser_step = "There is no coarser step to code the vectors with.";
constexpr const char* wrong_clusters =
    "The vectors cannot be grouped: 1 cluster, 1 picture in each and 1 start at least are expected.";
constexpr const char* wrong_assignment =
    "The cluster of each vector must be a number below that of the vectors, or -1.";
constexpr const char* wrong_rows = "Vectors are to be compared that are not there.";

bool sensible(const float* values, int count, int dimension) {
  return values != nullptr && count > 0 && dimension > 0 && static_cast<unsigned>(count) <= vitrine::most_vectors;
}

std::span<const float> span_of(const float* values, int count, int dimension) {
  return {values, static_cast<std::size_t>(count) * static_cast<std::size_t>(dimension)};
}

vitrine::VectorSource source_of(const float* values, int count, int dimension) {
  vitrine::VectorSource source;
  source.values = span_of(values, count, dimension);
  source.dimension = static_cast<std::uint32_t>(dimension);
  return source;
}

}  // namespace

struct spotlight_encoding : vitrine::Encoding {
  using vitrine::Encoding::Encoding;
};

spotlight_encoding* spotlight_encoding_open(const float* values, int count, int dimension, const char* model) {
  if (!sensible(values, count, dimension) || model == nullptr) return failed(wrong_vectors);
  if (static_cast<unsigned>(dimension) > vitrine::largest_encoded_dimension) return failed(too_large);
  const auto stride = (static_cast<std::uint64_t>(dimension) + 15U) & ~std::uint64_t{15};
  if (static_cast<std::uint64_t>(count) * stride > vitrine::most_vector_bytes) return failed(too_large);
  return new spotlight_encoding(span_of(values, count, dimension), static_cast<std::uint32_t>(dimension), model);
}

int spotlight_encoding_step(spotlight_encoding* encoding, int budget) {
  if (encoding == nullptr || budget < 0) return failed(not_open);
  switch (encoding->step(static_cast<std::uint32_t>(budget))) {
    case vitrine::Encoding::State::working:
      return VITRINE_MORE;
    case vitrine::Encoding::State::done:
      return VITRINE_DONE;
    case vitrine::Encoding::State::not_unit_length:
      break;
  }
  return failed(not_unit_length);
}

int spotlight_encoding_parts() { return static_cast<int>(vitrine::Encoding::parts()); }

int spotlight_encoding_coarser(spotlight_encoding* encoding) {
  if (!encoding->coarser()) return failed(no_coarser_step);
  return VITRINE_DONE;
}

const unsigned char* spotlight_encoding_bytes(const spotlight_encoding* encoding) { return encoding->file().data(); }

int spotlight_encoding_size(const spotlight_encoding* encoding) { return static_cast<int>(encoding->file().size()); }

const float* spotlight_encoding_layout(const spotlight_encoding* encoding) { return encoding->layout().data(); }

void spotlight_encoding_close(spotlight_encoding* encoding) { delete encoding; }

spotlight_k_means* spotlight_k_means_open(const float* values, int count, int dimension, int clusters, int least,
                                          int starts, unsigned seed_low, unsigned seed_high) {
  if (!sensible(values, count, dimension)) return failed(wrong_vectors);
  if (clusters < 1 || least < 1 || starts < 1) return failed(wrong_clusters);
  const std::uint64_t seed = std::uint64_t{seed_high} << 32U | seed_low;
  return new spotlight_k_means(source_of(values, count, dimension), static_cast<std::uint32_t>(clusters),
                               static_cast<std::uint32_t>(starts), seed, static_cast<std::uint32_t>(least));
}

spotlight_k_means* spotlight_k_means_open_assigned(const float* values, int count, int dimension,
                                                   const int* assignment) {
  if (!sensible(values, count, dimension)) return failed(wrong_vectors);
  if (assignment == nullptr) return failed(wrong_assignment);
  const std::span<const std::int32_t> owners(assignment, static_cast<std::size_t>(count));
  const auto possible = [count](std::int32_t own) { return own >= vitrine::no_cluster && own < count; };
  if (!std::all_of(owners.begin(), owners.end(), possible)) return failed(wrong_assignment);
  return new spotlight_k_means(source_of(values, count, dimension), owners);
}

int spotlight_neighbours(const float* values, int count, int dimension, int first, int rows, int wanted,
                         int* neighbours, float* similarities) {
  if (!sensible(values, count, dimension)) return failed(wrong_vectors);
  if (first < 0 || rows < 0 || rows > count - first || wanted < 0) return failed(wrong_rows);
  vitrine::find_neighbours(span_of(values, count, dimension), static_cast<std::uint32_t>(dimension),
                           static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(rows),
                           static_cast<std::uint32_t>(wanted), neighbours, similarities);
  return VITRINE_DONE;
}

int spotlight_scores(const float* values, int count, int dimension, const float* direction, float* scores) {
  if (!sensible(values, count, dimension) || direction == nullptr || scores == nullptr) return failed(wrong_vectors);
  using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Eigen::Map<Eigen::VectorXf>(scores, count).noalias() = 100.0F * Eigen::Map<const Rows>(values, count, dimension) *
                                                         Eigen::Map<const Eigen::VectorXf>(direction, dimension);
  return VITRINE_DONE;
}

int spotlight_cosines(const float* values, int count, int dimension, const int* rows, int row_count, const int* columns,
                      int column_count, float* cosines) {
  if (!sensible(values, count, dimension)) return failed(wrong_vectors);
  if (row_count < 0 || column_count < 0) return failed(wrong_rows);
  const std::span<const int> of_rows(rows, static_cast<std::size_t>(row_count));
  const std::span<const int> of_columns(columns, static_cast<std::size_t>(column_count));
  for (const auto& indices : {of_rows, of_columns}) {
    for (const int index : indices)
      if (index < 0 || index >= count) return failed(wrong_rows);
  }
  vitrine::cosines(span_of(values, count, dimension), static_cast<std::uint32_t>(dimension), of_rows, of_columns,
                   cosines);
  return VITRINE_DONE;
}
