#include "core/spotlight/spotlight.h"

#include <algorithm>

#include <Eigen/Core>

#include "core/build.h"
#include "core/spotlight/internal/k_means_handle.h"
#include "core/spotlight/internal/principal_axes.h"
#include "core/spotlight/internal/traversal.h"

namespace {

using vitrine::failed;
using vitrine::not_open;

constexpr const char* wrong_scope = "A scope must be some of the vectors: indices below their number, one at least.";
constexpr const char* wrong_members = "What comes first or is left out must be different pictures of the scope.";
constexpr const char* wrong_limit =
    "A limit must have a group for each picture of the scope, and let 1 or more of it pass.";
constexpr const char* wrong_balance = "A balance from 0 to 100 and a score for each picture of the scope are expected.";
constexpr const char* too_few_picks = "There are not as many picks as are to be looked at.";
constexpr const char* wrong_axes = "Pictures are compared by 1 or more of the axes that the vectors have.";
constexpr const char* wrong_clusters = "1 cluster and 1 start at least are expected.";

/// True when `rows` are indices of `count` vectors with rows of `stride`.
bool sensible(const signed char* vectors, int count, int stride, const int* rows, int row_count) {
  return vectors != nullptr && count > 0 && stride > 0 && stride % 16 == 0 && rows != nullptr && row_count > 0 &&
         std::all_of(rows, rows + row_count, [&](int row) { return row >= 0 && row < count; });
}

std::span<const std::int32_t> span_of(const int* rows, int count) { return {rows, static_cast<std::size_t>(count)}; }

/// Vectors as members of a traversal; nothing when one is not a member or is named twice.
std::optional<std::vector<std::uint32_t>> members_of(const vitrine::Traversal* traversal, const int* vectors,
                                                     int count) {
  if (traversal == nullptr || (vectors == nullptr && count > 0) || count < 0) return std::nullopt;
  std::vector<std::uint32_t> members;
  for (const std::int32_t vector : span_of(vectors, count)) {
    const auto member = traversal->member_of(vector);
    if (!member || std::find(members.begin(), members.end(), *member) != members.end()) return std::nullopt;
    members.push_back(*member);
  }
  return members;
}

}  // namespace

struct spotlight_traversal : vitrine::Traversal {
  using vitrine::Traversal::Traversal;
};

struct spotlight_projection : vitrine::Projection {
  using vitrine::Projection::Projection;
};

const char* spotlight_build() { return vitrine::build_id; }

const char* spotlight_error() { return vitrine::boundary_error; }

const char* spotlight_simd() { return Eigen::SimdInstructionSetsInUse(); }

spotlight_traversal* spotlight_traversal_open(const signed char* vectors, int count, int stride, const int* rows,
                                              int row_count) {
  if (!sensible(vectors, count, stride, rows, row_count)) return failed(wrong_scope);
  return new spotlight_traversal(vectors, static_cast<std::uint32_t>(stride), span_of(rows, row_count));
}

int spotlight_traversal_begin_with(spotlight_traversal* traversal, const int* vectors, int count) {
  auto members = members_of(traversal, vectors, count);
  if (!members) return failed(wrong_members);
  traversal->rules.first = std::move(*members);
  return VITRINE_DONE;
}

int spotlight_traversal_ban(spotlight_traversal* traversal, const int* vectors, int count) {
  auto members = members_of(traversal, vectors, count);
  if (!members) return failed(wrong_members);
  traversal->rules.banned = std::move(*members);
  return VITRINE_DONE;
}

int spotlight_traversal_limit(spotlight_traversal* traversal, const int* groups, int most) {
  if (traversal == nullptr || groups == nullptr || most < 1) return failed(wrong_limit);
  const std::int32_t* end = groups + traversal->size();
  traversal->rules.limits.push_back({{groups, end}, static_cast<std::uint32_t>(most)});
  return VITRINE_DONE;
}

int spotlight_traversal_prefer(spotlight_traversal* traversal, const float* scores, int balance, int best_first) {
  if (traversal == nullptr || scores == nullptr || balance < 0 || balance > 100) return failed(wrong_balance);
  traversal->rules.scores = vitrine::whole_scores({scores, traversal->size()});
  traversal->rules.balance = static_cast<std::uint32_t>(balance);
  traversal->start_at_best = best_first != 0;
  return VITRINE_DONE;
}

int spotlight_traversal_step(spotlight_traversal* traversal, int k, int budget) {
  if (traversal == nullptr || k < 0) return failed(not_open);
  return traversal->extend(static_cast<std::uint32_t>(k), budget) ? VITRINE_DONE : VITRINE_MORE;
}

int spotlight_traversal_size(const spotlight_traversal* traversal) {
  return static_cast<int>(traversal->picks().size());
}

const int* spotlight_traversal_picks(const spotlight_traversal* traversal) { return traversal->picks().data(); }

const int* spotlight_traversal_distances(const spotlight_traversal* traversal) { return traversal->distances().data(); }

const int* spotlight_traversal_nearest(const spotlight_traversal* traversal) { return traversal->nearest().data(); }

int spotlight_traversal_cover(spotlight_traversal* traversal, int k, int budget) {
  if (traversal == nullptr || k < 0 || k > spotlight_traversal_size(traversal)) return failed(too_few_picks);
  return traversal->cover(static_cast<std::uint32_t>(k), budget) ? VITRINE_DONE : VITRINE_MORE;
}

const int* spotlight_traversal_radii(const spotlight_traversal* traversal) { return traversal->radii().data(); }

const int* spotlight_traversal_covered(const spotlight_traversal* traversal) { return traversal->covered().data(); }

void spotlight_traversal_close(spotlight_traversal* traversal) { delete traversal; }

spotlight_projection* spotlight_projection_open(const signed char* vectors, int count, int stride, int axes,
                                                const int* rows, int row_count) {
  if (!sensible(vectors, count, stride, rows, row_count)) return failed(wrong_scope);
  if (axes < 1 || axes > stride) return failed(wrong_axes);
  return new spotlight_projection(vectors, static_cast<std::uint32_t>(stride), static_cast<std::uint32_t>(axes),
                                  span_of(rows, row_count));
}

int spotlight_projection_step(spotlight_projection* projection, int budget) {
  if (projection == nullptr) return failed(not_open);
  return projection->step(budget) ? VITRINE_DONE : VITRINE_MORE;
}

const float* spotlight_projection_points(const spotlight_projection* projection) { return projection->points().data(); }

void spotlight_projection_close(spotlight_projection* projection) { delete projection; }

spotlight_k_means* spotlight_k_means_open_coded(const signed char* vectors, int count, int stride, int axes,
                                                const int* rows, int row_count, int clusters, int starts,
                                                unsigned seed) {
  if (!sensible(vectors, count, stride, rows, row_count)) return failed(wrong_scope);
  if (axes < 1 || axes > stride) return failed(wrong_axes);
  if (clusters < 1 || starts < 1) return failed(wrong_clusters);
  vitrine::VectorSource source;
  source.coded = vectors;
  source.rows = span_of(rows, row_count);
  source.stride = static_cast<std::uint32_t>(stride);
  source.dimension = static_cast<std::uint32_t>(axes);
  return new spotlight_k_means(source, static_cast<std::uint32_t>(clusters), static_cast<std::uint32_t>(starts), seed);
}

int spotlight_k_means_step(spotlight_k_means* k_means, int budget) {
  if (k_means == nullptr) return failed(not_open);
  return k_means->k_means.step(budget) ? VITRINE_DONE : VITRINE_MORE;
}

int spotlight_k_means_finished(const spotlight_k_means* k_means) {
  return static_cast<int>(k_means->k_means.finished());
}

int spotlight_k_means_clusters(const spotlight_k_means* k_means) {
  return static_cast<int>(k_means->k_means.clustering().medoids.size());
}

const int* spotlight_k_means_assignment(const spotlight_k_means* k_means) {
  return k_means->k_means.clustering().assignment.data();
}

const float* spotlight_k_means_distances(const spotlight_k_means* k_means) {
  return k_means->k_means.clustering().distances.data();
}

const int* spotlight_k_means_medoids(const spotlight_k_means* k_means) {
  return k_means->k_means.clustering().medoids.data();
}

const float* spotlight_k_means_spreads(const spotlight_k_means* k_means) {
  return k_means->k_means.clustering().spreads.data();
}

const float* spotlight_k_means_silhouettes(const spotlight_k_means* k_means) {
  return k_means->k_means.clustering().silhouettes.data();
}

void spotlight_k_means_close(spotlight_k_means* k_means) { delete k_means; }
