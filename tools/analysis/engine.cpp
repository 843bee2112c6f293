#include "tools/analysis/engine.h"

#include <algorithm>
#include <memory>

#include "core/spotlight/spotlight.h"
#include "tools/parallel/parallel.h"

namespace vitrine {
namespace {

constexpr int rows_a_turn = 256;   // of neighbours, at a time on one thread
constexpr int blocks_a_step = 64;  // of clusters, between two looks at the progress

/// The module's function of this name, typed by its declaration.
#define FUNCTION_OF(module, name) (module).function<decltype(name)>(#name)

template <class T>
std::vector<T> copied(const T* values, std::size_t count) {
  return {values, values + count};
}

/// What an open returned, closed at the end.
template <class Handle, class Close>
std::unique_ptr<Handle, Close*> owned(Module& module, Handle* handle, Close* close) {
  if (handle == nullptr) throw Failure(module.error());
  return {handle, close};
}

void require_success(Module& module, int status) {
  if (status == VITRINE_FAILED) throw Failure(module.error());
}

/// Whether a step has more to do.
bool more(Module& module, int status) {
  require_success(module, status);
  return status == VITRINE_MORE;
}

}  // namespace

SpotlightEngine::SpotlightEngine()
    : module_({"spotlight",
               "grouped the pictures into clusters, found what looks alike and coded the vectors for Spotlight",
               "libeigen3-dev",
               {}}) {}

namespace {

FoundClusters clusters_of(Module& module, const spotlight_k_means* k_means, std::size_t vectors) {
  const auto count = static_cast<std::size_t>(FUNCTION_OF(module, spotlight_k_means_clusters)(k_means));
  return {copied(FUNCTION_OF(module, spotlight_k_means_assignment)(k_means), vectors),
          copied(FUNCTION_OF(module, spotlight_k_means_distances)(k_means), vectors),
          copied(FUNCTION_OF(module, spotlight_k_means_medoids)(k_means), count),
          copied(FUNCTION_OF(module, spotlight_k_means_spreads)(k_means), count),
          copied(FUNCTION_OF(module, spotlight_k_means_silhouettes)(k_means), count)};
}

}  // namespace

FoundClusters SpotlightEngine::clusters(const VectorTable& vectors, std::uint32_t k, std::uint32_t least,
                                        std::uint64_t seed, const OnParts& on_starts) {
  const auto k_means =
      owned(module_,
            FUNCTION_OF(module_, spotlight_k_means_open)(
                vectors.values.data(), static_cast<int>(vectors.count), static_cast<int>(vectors.dimension),
                static_cast<int>(k), static_cast<int>(least), cluster_starts, static_cast<unsigned>(seed & 0xffffffffU),
                static_cast<unsigned>(seed >> 32U)),
            FUNCTION_OF(module_, spotlight_k_means_close));
  auto* step = FUNCTION_OF(module_, spotlight_k_means_step);
  auto* finished = FUNCTION_OF(module_, spotlight_k_means_finished);
  int done = 0;
  while (more(module_, step(k_means.get(), blocks_a_step))) {
    const int now = finished(k_means.get());
    on_starts(static_cast<std::uint64_t>(now - done));
    done = now;
  }
  on_starts(cluster_starts - static_cast<std::uint64_t>(done));
  return clusters_of(module_, k_means.get(), vectors.count);
}

FoundClusters SpotlightEngine::clusters(const VectorTable& vectors, const std::vector<std::int32_t>& assignment) {
  const auto k_means = owned(
      module_,
      FUNCTION_OF(module_, spotlight_k_means_open_assigned)(vectors.values.data(), static_cast<int>(vectors.count),
                                                            static_cast<int>(vectors.dimension), assignment.data()),
      FUNCTION_OF(module_, spotlight_k_means_close));
  auto* step = FUNCTION_OF(module_, spotlight_k_means_step);
  while (more(module_, step(k_means.get(), blocks_a_step))) {
  }
  return clusters_of(module_, k_means.get(), vectors.count);
}

FoundNeighbours SpotlightEngine::neighbours(const VectorTable& vectors, std::uint32_t wanted, unsigned jobs,
                                            const OnParts& on_parts) {
  auto* find = FUNCTION_OF(module_, spotlight_neighbours);
  const std::size_t size = std::size_t{vectors.count} * wanted;
  FoundNeighbours found{std::vector<std::int32_t>(size), std::vector<float>(size)};
  const int count = static_cast<int>(vectors.count);
  in_parallel(static_cast<std::size_t>((count + rows_a_turn - 1) / rows_a_turn), jobs, [&](std::size_t turn) {
    const int first = static_cast<int>(turn) * rows_a_turn;
    const int rows = std::min(rows_a_turn, count - first);
    const std::size_t place = static_cast<std::size_t>(first) * wanted;
    require_success(module_,
                    find(vectors.values.data(), count, static_cast<int>(vectors.dimension), first, rows,
                         static_cast<int>(wanted), found.indices.data() + place, found.similarities.data() + place));
    on_parts(static_cast<std::uint64_t>(rows));
  });
  return found;
}

std::vector<float> SpotlightEngine::scores(const VectorTable& vectors, const std::vector<float>& direction) {
  std::vector<float> scores(vectors.count);
  require_success(module_, FUNCTION_OF(module_, spotlight_scores)(
                               vectors.values.data(), static_cast<int>(vectors.count),
                               static_cast<int>(vectors.dimension), direction.data(), scores.data()));
  return scores;
}

void SpotlightEngine::cosines(const VectorTable& vectors, std::span<const std::int32_t> rows,
                              std::span<const std::int32_t> columns, std::vector<float>& answer) {
  answer.resize(rows.size() * columns.size());
  require_success(module_, FUNCTION_OF(module_, spotlight_cosines)(
                               vectors.values.data(), static_cast<int>(vectors.count),
                               static_cast<int>(vectors.dimension), rows.data(), static_cast<int>(rows.size()),
                               columns.data(), static_cast<int>(columns.size()), answer.data()));
}

std::uint32_t SpotlightEngine::coding_parts() {
  return static_cast<std::uint32_t>(FUNCTION_OF(module_, spotlight_encoding_parts)());
}

CodedFile SpotlightEngine::code(const VectorTable& vectors, const std::string& model, const OnParts& on_parts,
                                const std::function<bool(const std::string&)>& fits) {
  const auto encoding =
      owned(module_,
            FUNCTION_OF(module_, spotlight_encoding_open)(vectors.values.data(), static_cast<int>(vectors.count),
                                                          static_cast<int>(vectors.dimension), model.c_str()),
            FUNCTION_OF(module_, spotlight_encoding_close));
  auto* step = FUNCTION_OF(module_, spotlight_encoding_step);
  std::uint64_t left = coding_parts();
  while (more(module_, step(encoding.get(), 1))) {
    on_parts(1);
    --left;
  }
  on_parts(left);  // a coarse step was good enough
  const auto file = [&] {
    const auto* bytes = FUNCTION_OF(module_, spotlight_encoding_bytes)(encoding.get());
    return std::string(bytes, bytes + FUNCTION_OF(module_, spotlight_encoding_size)(encoding.get()));
  };
  std::string bytes = file();
  while (!fits(bytes)) {
    if (FUNCTION_OF(module_, spotlight_encoding_coarser)(encoding.get()) != VITRINE_DONE)
      throw Failure("The vectors cannot be coded in so few bytes: give --vector-budget more, or leave it out.");
    bytes = file();
  }
  return {std::move(bytes),
          copied(FUNCTION_OF(module_, spotlight_encoding_layout)(encoding.get()), 2 * std::size_t{vectors.count})};
}

FoundPicks SpotlightEngine::picks(const CodedVectors& vectors, const std::vector<std::int32_t>& rows, std::uint32_t k,
                                  const TraversalRules& rules) {
  const auto traversal = owned(module_,
                               FUNCTION_OF(module_, spotlight_traversal_open)(
                                   vectors.data(), static_cast<int>(vectors.header().count),
                                   static_cast<int>(vectors.stride()), rows.data(), static_cast<int>(rows.size())),
                               FUNCTION_OF(module_, spotlight_traversal_close));
  const auto keep = [this](int status) { require_success(module_, status); };
  const auto size_of = [](const std::vector<std::int32_t>& list) { return static_cast<int>(list.size()); };
  keep(FUNCTION_OF(module_, spotlight_traversal_begin_with)(traversal.get(), rules.first.data(), size_of(rules.first)));
  keep(FUNCTION_OF(module_, spotlight_traversal_ban)(traversal.get(), rules.banned.data(), size_of(rules.banned)));
  for (const TraversalRules::Limit& limit : rules.limits) {
    keep(FUNCTION_OF(module_, spotlight_traversal_limit)(traversal.get(), limit.groups.data(),
                                                         static_cast<int>(limit.most)));
  }
  if (!rules.scores.empty()) {
    keep(FUNCTION_OF(module_, spotlight_traversal_prefer)(traversal.get(), rules.scores.data(),
                                                          static_cast<int>(rules.balance), rules.best_first ? 1 : 0));
  }
  constexpr int a_while = 1'000'000;
  auto* step = FUNCTION_OF(module_, spotlight_traversal_step);
  while (more(module_, step(traversal.get(), static_cast<int>(k), a_while))) {
  }
  const int size = FUNCTION_OF(module_, spotlight_traversal_size)(traversal.get());
  auto* cover = FUNCTION_OF(module_, spotlight_traversal_cover);
  while (more(module_, cover(traversal.get(), size, a_while))) {
  }
  const auto count = static_cast<std::size_t>(size);
  FoundPicks found{copied(FUNCTION_OF(module_, spotlight_traversal_picks)(traversal.get()), count),
                   copied(FUNCTION_OF(module_, spotlight_traversal_distances)(traversal.get()), count),
                   copied(FUNCTION_OF(module_, spotlight_traversal_nearest)(traversal.get()), count)};
  if (size > 0) {
    found.radius = FUNCTION_OF(module_, spotlight_traversal_radii)(traversal.get())[size - 1];
    found.covered = FUNCTION_OF(module_, spotlight_traversal_covered)(traversal.get())[size - 1];
  }
  return found;
}

}  // namespace vitrine
