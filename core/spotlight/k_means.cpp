// Sections: distances; reading vectors; a run; k-means++ seeding; Lloyd's iteration; medoids, spreads, silhouettes;
// interface.
#include "core/spotlight/internal/k_means.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Core>

#include "core/random.h"

namespace vitrine {
namespace {

constexpr std::size_t block_vectors = 512;
constexpr int most_iterations = 100;

// --- distances -------------------------------------------------------------------------------------------------------

/// Axes that are added up side by side, everywhere in the same order: the page and `analyse` get the same bits.
constexpr std::size_t lanes = 4;
using Lanes = Eigen::Array<float, lanes, 1>;

Lanes lanes_at(const float* values) { return Eigen::Map<const Lanes>(values); }

float sum_of(const Lanes& sums) { return (sums[0] + sums[1]) + (sums[2] + sums[3]); }

float squared_distance(const float* a, const float* b, std::size_t width) {
  Lanes sums = Lanes::Zero();
  for (std::size_t axis = 0; axis < width; axis += lanes) sums += (lanes_at(a + axis) - lanes_at(b + axis)).square();
  return sum_of(sums);
}

/// Squared distances of one vector to many, row by row of `width`; four at a time, so that it is read once for four.
void squared_distances(const float* x, const std::vector<float>& others, std::size_t width, std::vector<float>& out) {
  const std::size_t count = out.size();
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const float* b = others.data() + i * width;
    Lanes sums0 = Lanes::Zero(), sums1 = sums0, sums2 = sums0, sums3 = sums0;
    for (std::size_t axis = 0; axis < width; axis += lanes) {
      const Lanes own = lanes_at(x + axis);
      sums0 += (own - lanes_at(b + axis)).square();
      sums1 += (own - lanes_at(b + width + axis)).square();
      sums2 += (own - lanes_at(b + 2 * width + axis)).square();
      sums3 += (own - lanes_at(b + 3 * width + axis)).square();
    }
    out[i] = sum_of(sums0);
    out[i + 1] = sum_of(sums1);
    out[i + 2] = sum_of(sums2);
    out[i + 3] = sum_of(sums3);
  }
  for (; i < count; ++i) out[i] = squared_distance(x, others.data() + i * width, width);
}

// --- reading vectors -------------------------------------------------------------------------------------------------

/// The vectors as floats, zero-padded to whole lanes. Vectors that are not coded are centred: this changes rounding,
/// not clusters.
class Reader {
 public:
  explicit Reader(const VectorSource& source)
      : source_(source), width_((source.dimension + lanes - 1) / lanes * lanes), mean_(source.dimension) {
    if (source.coded != nullptr) {
      count_ = source.rows.size();
      return;
    }
    count_ = source.values.size() / source.dimension;
    std::vector<double> sums(source.dimension);
    for (std::size_t i = 0; i < source.values.size(); ++i)
      sums[i % source.dimension] += static_cast<double>(source.values[i]);
    for (std::size_t axis = 0; axis < sums.size(); ++axis)
      mean_[axis] = static_cast<float>(sums[axis] / static_cast<double>(count_));
  }

  std::size_t count() const { return count_; }
  std::size_t width() const { return width_; }

  void read(std::size_t vector, float* out) const {
    if (source_.coded != nullptr) {
      const std::int8_t* coded = source_.coded + static_cast<std::size_t>(source_.rows[vector]) * source_.stride;
      for (std::size_t axis = 0; axis < source_.dimension; ++axis) out[axis] = coded[axis];
    } else {
      const float* values = source_.values.data() + vector * source_.dimension;
      for (std::size_t axis = 0; axis < source_.dimension; ++axis) out[axis] = values[axis] - mean_[axis];
    }
    std::fill(out + source_.dimension, out + width_, 0.0F);
  }

 private:
  VectorSource source_;
  std::size_t width_;
  std::size_t count_ = 0;
  std::vector<float> mean_;
};

std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

double sum_of(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum;
}

}  // namespace

// --- a run -----------------------------------------------------------------------------------------------------------

struct KMeans::Run {
  Run(const VectorSource& source, std::uint32_t wanted, std::uint32_t wanted_starts, std::uint64_t random_seed,
      std::uint32_t least_size)
      : vectors(source),
        own(vectors.width()),
        wanted_clusters(std::min<std::size_t>(wanted, vectors.count())),
        starts(wanted_starts),
        seed(random_seed),
        least(least_size) {
    begin_start();
  }

  Run(const VectorSource& source, std::span<const std::int32_t> assigned)
      : vectors(source), own(vectors.width()), best(assigned.begin(), assigned.end()) {
    for (const std::int32_t cluster : best) clusters = std::max(clusters, at(cluster + 1));
    begin_summary();
  }

  /// Purposes of a pass over the vectors.
  enum class Phase : std::uint8_t { seeds, assign, gather, dissolve, measure, done };

  void step() {
    if (phase == Phase::done) return;
    const std::size_t end = std::min(vectors.count(), next + block_vectors);
    for (; next < end; ++next) {
      vectors.read(next, own.data());
      look_at(next);
    }
    if (next < vectors.count()) return;
    next = 0;
    end_of_walk();
  }

  void look_at(std::size_t vector) {
    switch (phase) {
      case Phase::seeds:
        nearest[vector] =
            std::min(nearest[vector], squared_distance(own.data(), centroid(clusters - 1), vectors.width()));
        return;
      case Phase::assign:
        return assign(vector);
      case Phase::gather:
        return gather(best[vector]);
      case Phase::dissolve:
        return dissolve(vector);
      case Phase::measure:
        return measure(vector);
      case Phase::done:
        return;
    }
  }

  void end_of_walk() {
    switch (phase) {
      case Phase::seeds:
        return clusters < wanted_clusters ? add_seed(draw()) : begin_iteration();
      case Phase::assign:
        return changed && ++iterations < most_iterations ? move_on() : end_start();
      case Phase::gather:
        return set_centroids() ? begin_dissolving() : begin_measuring();
      case Phase::dissolve:
        return begin_summary();
      case Phase::measure:
        return number_clusters();
      case Phase::done:
        return;
    }
  }

  float* centroid(std::size_t cluster) { return centroids.data() + cluster * vectors.width(); }

  // --- k-means++ seeding ---------------------------------------------------------------------------------------------
  // Each seed is drawn with a probability in proportion to its squared distance to the nearest seed before it.

  void begin_start() {
    random = Random(seed, start);
    clusters = 0;
    iterations = 0;
    centroids.resize(wanted_clusters * vectors.width());
    nearest.assign(vectors.count(), std::numeric_limits<float>::max());
    assignment.assign(vectors.count(), no_cluster);
    add_seed(static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(vectors.count()))));
  }

  void add_seed(std::int32_t drawn) {
    // No candidate: every different vector is a seed already.
    if (drawn < 0) return begin_iteration();
    vectors.read(at(drawn), centroid(clusters++));
    phase = Phase::seeds;
  }

  std::int32_t draw() {
    const double total = sum_of(nearest);
    if (!(total > 0)) return -1;
    double left = random.unit() * total;
    std::int32_t last = -1;
    for (std::size_t i = 0; i < nearest.size() && left >= 0; ++i) {
      if (nearest[i] <= 0) continue;
      last = static_cast<std::int32_t>(i);
      left -= static_cast<double>(nearest[i]);
    }
    return last;
  }

  // --- Lloyd's iteration ---------------------------------------------------------------------------------------------
  // Every vector goes to its nearest centroid, every centroid to its members' mean.

  void begin_iteration() {
    phase = Phase::assign;
    changed = false;
    clear_sums();
  }

  void clear_sums() {
    sums.assign(clusters * vectors.width(), 0);
    sizes.assign(clusters, 0);
    distances.resize(clusters);
  }

  /// The cluster whose centroid is nearest to the vector that was read.
  std::int32_t closest() {
    squared_distances(own.data(), centroids, vectors.width(), distances);
    return static_cast<std::int32_t>(std::min_element(distances.begin(), distances.end()) - distances.begin());
  }

  void assign(std::size_t vector) {
    const std::int32_t cluster = closest();
    nearest[vector] = distances[at(cluster)];
    changed = changed || assignment[vector] != cluster;
    assignment[vector] = cluster;
    gather(cluster);
  }

  void gather(std::int32_t cluster) {
    if (cluster == no_cluster) return;
    double* sum = sums.data() + at(cluster) * vectors.width();
    for (const float value : own) *sum++ += static_cast<double>(value);
    ++sizes[at(cluster)];
  }

  /// The mean of a cluster's members. REQUIRES: it has some.
  void set_to_mean(std::size_t cluster) {
    const double* sum = sums.data() + cluster * vectors.width();
    float* mean = centroid(cluster);
    for (std::size_t axis = 0; axis < vectors.width(); ++axis)
      mean[axis] = static_cast<float>(sum[axis] / static_cast<double>(sizes[cluster]));
  }

  void move_on() {
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
      if (sizes[cluster] > 0) {
        set_to_mean(cluster);
        continue;
      }
      // A cluster without members takes the vector that is farthest from its centroid.
      const auto worst = std::max_element(nearest.begin(), nearest.end());
      vectors.read(static_cast<std::size_t>(worst - nearest.begin()), centroid(cluster));
      *worst = 0;
    }
    begin_iteration();
  }

  void end_start() {
    const double inertia = sum_of(nearest);
    if (inertia < best_inertia) {
      best_inertia = inertia;
      best = assignment;
      best_clusters = clusters;
    }
    if (++start < starts) return begin_start();
    clusters = best_clusters;
    begin_summary();
  }

  // --- medoids, spreads, silhouettes ---------------------------------------------------------------------------------

  void begin_summary() {
    phase = Phase::gather;
    clear_sums();
  }

  /// True when a cluster is too small and is dissolved. An empty one is infinitely far from every vector.
  bool set_centroids() {
    centroids.resize(clusters * vectors.width());
    const std::uint32_t most = clusters == 0 ? 0 : *std::max_element(sizes.begin(), sizes.end());
    enough = std::min(least, most);
    bool small = false;
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
      small = small || (sizes[cluster] > 0 && sizes[cluster] < enough);
      if (sizes[cluster] > 0)
        set_to_mean(cluster);
      else
        push_away(cluster);
    }
    return small;
  }

  void push_away(std::size_t cluster) {
    constexpr float far_away = 1e15F;  // its square is still a float
    std::fill_n(centroid(cluster), vectors.width(), far_away);
  }

  void begin_dissolving() {
    phase = Phase::dissolve;
    for (std::size_t cluster = 0; cluster < clusters; ++cluster)
      if (sizes[cluster] < enough) push_away(cluster);
  }

  void dissolve(std::size_t vector) {
    std::int32_t& cluster = best[vector];
    if (cluster != no_cluster && sizes[at(cluster)] < enough) cluster = closest();
  }

  void begin_measuring() {
    phase = Phase::measure;
    medoids.assign(clusters, no_cluster);
    squares.assign(clusters, 0);
    silhouettes.assign(clusters, 0);
    result.distances.assign(best.size(), 0);
    lone = std::count_if(sizes.begin(), sizes.end(), [](std::uint32_t size) { return size > 0; }) < 2;
  }

  void measure(std::size_t vector) {
    if (best[vector] == no_cluster) return;
    const std::size_t cluster = at(best[vector]);
    closest();
    const auto square = static_cast<double>(distances[cluster]);
    distances[cluster] = std::numeric_limits<float>::max();
    const auto other = static_cast<double>(*std::min_element(distances.begin(), distances.end()));
    squares[cluster] += square;
    result.distances[vector] = static_cast<float>(std::sqrt(square));
    std::int32_t& medoid = medoids[cluster];
    if (medoid == no_cluster || result.distances[vector] < result.distances[at(medoid)])
      medoid = static_cast<std::int32_t>(vector);
    if (!lone) silhouettes[cluster] += silhouette(std::sqrt(square), std::sqrt(other));
  }

  static double silhouette(double own_distance, double other) {
    const double larger = std::max(own_distance, other);
    return larger > 0 ? (other - own_distance) / larger : 0;
  }

  void number_clusters() {
    std::vector<std::size_t> order;
    for (std::size_t cluster = 0; cluster < clusters; ++cluster)
      if (sizes[cluster] > 0) order.push_back(cluster);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : medoids[a] < medoids[b];
    });
    std::vector<std::int32_t> number(clusters);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::size_t old = order[i];
      number[old] = static_cast<std::int32_t>(i);
      result.medoids.push_back(medoids[old]);
      result.spreads.push_back(static_cast<float>(std::sqrt(squares[old] / sizes[old])));
      result.silhouettes.push_back(static_cast<float>(silhouettes[old] / sizes[old]));
    }
    result.assignment = best;
    for (std::int32_t& cluster : result.assignment)
      if (cluster != no_cluster) cluster = number[at(cluster)];
    phase = Phase::done;
  }

  Reader vectors;
  std::vector<float> own;  // the vector that was read
  std::size_t wanted_clusters = 0;
  std::uint32_t starts = 0;
  std::uint64_t seed = 0;
  std::uint32_t least = 1;

  Phase phase = Phase::done;
  std::size_t next = 0;  // of the vectors

  std::uint32_t start = 0;
  Random random{0};
  std::size_t clusters = 0;
  int iterations = 0;
  bool changed = false;
  std::vector<float> centroids;
  std::vector<float> distances;  // squared, of the vector that was read to each centroid
  std::vector<float> nearest;    // squared distance of each vector to its nearest centroid
  std::vector<std::int32_t> assignment;
  std::vector<double> sums;  // of each cluster's members
  std::vector<std::uint32_t> sizes;
  double best_inertia = std::numeric_limits<double>::infinity();
  std::size_t best_clusters = 0;
  std::vector<std::int32_t> best;

  std::uint32_t enough = 1;
  bool lone = false;
  std::vector<std::int32_t> medoids;
  std::vector<double> squares, silhouettes;
  Clustering result;
};

// --- interface -------------------------------------------------------------------------------------------------------

KMeans::KMeans(const VectorSource& vectors, std::uint32_t clusters, std::uint32_t starts, std::uint64_t seed,
               std::uint32_t least)
    : run_(std::make_unique<Run>(vectors, clusters, starts, seed, least)) {}

KMeans::KMeans(const VectorSource& vectors, std::span<const std::int32_t> assignment)
    : run_(std::make_unique<Run>(vectors, assignment)) {}

KMeans::~KMeans() = default;

bool KMeans::step(std::int64_t blocks) {
  for (; blocks > 0 && run_->phase != Run::Phase::done; --blocks) run_->step();
  return run_->phase == Run::Phase::done;
}

std::uint32_t KMeans::finished() const { return run_->start; }

const Clustering& KMeans::clustering() const { return run_->result; }

}  // namespace vitrine
