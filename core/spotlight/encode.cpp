#include "core/spotlight/internal/encode.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>

#include <Eigen/Core>

#include "core/random.h"
#include "core/spotlight/internal/axes.h"
#include "core/spotlight/internal/traversal.h"

namespace vitrine {
namespace {

using Eigen::Index;
using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Two steps an octave. Coarser than 1/32, the rounding error (step x sqrt(dimension / 12), 0.2 at 512) is as large as
// distances between unit vectors: used only where a limit of bytes requires it. Finer than 1/384 is as good as float32.
constexpr std::array<int, 12> inverse_steps = {8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384};
constexpr std::size_t coarsest_unasked = 4;
constexpr float largest_code = 127.0F;
constexpr Index block_rows = 1024;
constexpr std::uint64_t starts_seed = 20260406;  // arbitrary and fixed: the same vectors give the same file
constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

class FloatSpace {
 public:
  using Distance = float;

  explicit FloatSpace(const Eigen::Map<const Rows>& rows) : rows_(rows) {
    const Eigen::RowVectorXf mean = rows.colwise().mean();
    closeness_ = (rows.rowwise() - mean).rowwise().squaredNorm();
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.rows()); }
  float distance(std::uint32_t a, std::uint32_t b) const {
    return (rows_.row(static_cast<Index>(a)) - rows_.row(static_cast<Index>(b))).squaredNorm();
  }
  bool before(std::uint32_t a, std::uint32_t b) const {
    const float x = closeness_(static_cast<Index>(a));
    const float y = closeness_(static_cast<Index>(b));
    return x != y ? x < y : a < b;
  }

 private:
  const Eigen::Map<const Rows>& rows_;
  Eigen::VectorXf closeness_;
};

template <class Space>
std::vector<std::uint32_t> picks_from(const Space& space, std::uint32_t start) {
  FarthestFirst<Space> order(space, {start});
  std::int64_t budget = no_limit;
  order.extend(encoding_picks, budget);
  return {order.picks().begin(), order.picks().end()};
}

double smallest_distance(const FloatSpace& space, const std::vector<std::uint32_t>& picks) {
  float smallest = std::numeric_limits<float>::max();
  for (std::size_t i = 1; i < picks.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) smallest = std::min(smallest, space.distance(picks[i], picks[j]));
  return std::sqrt(static_cast<double>(smallest));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void put(std::vector<std::uint8_t>& bytes, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put(std::vector<std::uint8_t>& bytes, float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  put(bytes, bits);
}

}  // namespace

struct Encoding::Work {
  Work(std::span<const float> all, std::uint32_t dimension, std::string model_name)
      : values(all.data(), static_cast<Index>(all.size() / dimension), static_cast<Index>(dimension)),
        model(std::move(model_name)) {}

  Index count() const { return values.rows(); }
  Index dimension() const { return values.cols(); }

  bool unit_length() const {
    const Eigen::VectorXf lengths = values.rowwise().squaredNorm();
    return std::all_of(lengths.begin(), lengths.end(), [](float length) { return std::abs(length - 1.0F) < 0.01F; });
  }

  void find_axes() {
    const Eigen::RowVectorXd exact_mean = values.cast<double>().colwise().mean();
    mean = exact_mean.cast<float>();
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(dimension(), dimension());
    for (Index first = 0; first < count(); first += block_rows) {
      const Rows block = values.middleRows(first, std::min(block_rows, count() - first)).rowwise() - mean;
      const Eigen::MatrixXf products = block.transpose() * block;
      covariance += products.cast<double>();
    }
    axes = axes_of(covariance).vectors.rowwise().reverse().cast<float>();  // leading first
  }

  void rotate() {
    rotated.resize(count(), dimension());
    for (Index first = 0; first < count(); first += block_rows) {
      const Index height = std::min(block_rows, count() - first);
      const Rows block = values.middleRows(first, height).rowwise() - mean;
      rotated.middleRows(first, height).noalias() = block * axes;
    }
    axes.resize(0, 0);
    for (Index i = 0; i < count(); ++i) {
      layout.push_back(rotated(i, 0));
      layout.push_back(dimension() > 1 ? rotated(i, 1) : 0.0F);
    }
    space.emplace(values);
  }

  /// Picks on float32 vectors from the next start: the reference for picks on coded vectors.
  void add_start() {
    Random random(starts_seed, starts.size());
    const std::uint32_t start = random.below(static_cast<std::uint32_t>(count()));
    starts.push_back(start);
    smallest.push_back(smallest_distance(*space, picks_from(*space, start)));
  }

  /// Tries the next step. True when it is good enough or the last one.
  bool try_step() {
    code_with(tried);
    if (fidelity >= wanted_fidelity || ++tried == inverse_steps.size()) return true;
    const float widest = rotated.cwiseAbs().maxCoeff();
    return widest * static_cast<float>(inverse_steps[tried]) >= largest_code + 0.5F;  // a finer one would clip
  }

  void code_with(std::size_t place) {
    chosen = place;
    chosen_inverse = static_cast<float>(inverse_steps[place]);
    quantise(chosen_inverse);
    fidelity = fidelity_of_codes();
  }

  void quantise(float inverse) {
    stride = (static_cast<std::uint32_t>(dimension()) + 15U) & ~15U;
    codes.assign(static_cast<std::size_t>(count()) * stride, 0);
    for (Index i = 0; i < count(); ++i) {
      std::int8_t* row = codes.data() + static_cast<std::size_t>(i) * stride;
      for (Index axis = 0; axis < dimension(); ++axis)
        row[axis] = static_cast<std::int8_t>(std::nearbyint(rotated(i, axis) * inverse));
    }
  }

  double fidelity_of_codes() const {
    if (count() < 2) return 1.0;
    std::vector<std::int32_t> all(static_cast<std::size_t>(count()));
    std::iota(all.begin(), all.end(), 0);
    CodedSpace coded(codes.data(), stride, all);
    std::int64_t budget = no_limit;
    coded.find_centroid(budget);
    std::vector<double> ratios;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const double found = smallest_distance(*space, picks_from(coded, starts[i]));
      ratios.push_back(smallest[i] > 0 ? found / smallest[i] : 1.0);  // fewer different vectors than picks
    }
    return median(std::move(ratios));
  }

  double variance_kept() const {
    double lost = 0;
    double total = 0;
    for (Index i = 0; i < count(); ++i) {
      const std::int8_t* row = codes.data() + static_cast<std::size_t>(i) * stride;
      for (Index axis = 0; axis < dimension(); ++axis) {
        const double x = static_cast<double>(rotated(i, axis));
        const double difference = x - row[axis] / static_cast<double>(chosen_inverse);
        total += x * x;
        lost += difference * difference;
      }
    }
    return total > 0 ? std::max(0.0, 1.0 - lost / total) : 1.0;
  }

  void write() {
    file = {'V', 'T', 'R', 'V'};
    put(file, 1U);
    put(file, static_cast<std::uint32_t>(count()));
    put(file, static_cast<std::uint32_t>(dimension()));
    put(file, 1.0F / chosen_inverse);
    put(file, static_cast<float>(variance_kept()));
    put(file, static_cast<float>(fidelity));
    put(file, static_cast<std::uint32_t>(model.size()));
    file.insert(file.end(), model.begin(), model.end());
    file.resize((file.size() + 3U) & ~std::size_t{3});
    for (std::size_t axis = 0; axis < static_cast<std::size_t>(dimension()); ++axis)
      for (std::size_t i = 0; i < static_cast<std::size_t>(count()); ++i)
        file.push_back(static_cast<std::uint8_t>(codes[i * stride + axis]));
    codes = {};
  }

  Eigen::Map<const Rows> values;
  std::string model;
  std::uint32_t part = 0;
  State state = State::working;

  Eigen::RowVectorXf mean;
  Eigen::MatrixXf axes;
  Rows rotated;
  std::optional<FloatSpace> space;
  std::vector<std::uint32_t> starts;
  std::vector<double> smallest;  // distance among the float32 picks of each start

  std::size_t tried = coarsest_unasked;
  std::size_t chosen = 0;
  float chosen_inverse = 0;
  double fidelity = 0;
  std::uint32_t stride = 0;
  std::vector<std::int8_t> codes;  // row-major

  std::vector<std::uint8_t> file;
  std::vector<float> layout;
};

Encoding::Encoding(std::span<const float> values, std::uint32_t dimension, std::string model)
    : work_(std::make_unique<Work>(values, dimension, std::move(model))) {}

Encoding::~Encoding() = default;

std::uint32_t Encoding::parts() {
  return 2 + encoding_starts + static_cast<std::uint32_t>(inverse_steps.size() - coarsest_unasked);
}

bool Encoding::coarser() {
  if (work_->chosen == 0) return false;
  work_->code_with(work_->chosen - 1);
  work_->write();
  return true;
}

Encoding::State Encoding::step(std::uint32_t parts) {
  Work& work = *work_;
  for (; parts > 0 && work.state == State::working; --parts, ++work.part) {
    if (work.part == 0) {
      if (!work.unit_length()) return work.state = State::not_unit_length;
      work.find_axes();
    } else if (work.part == 1) {
      work.rotate();
    } else if (work.part < 2 + encoding_starts) {
      work.add_start();
    } else if (work.try_step()) {
      work.write();
      work.state = State::done;
    }
  }
  return work.state;
}

std::span<const std::uint8_t> Encoding::file() const { return work_->file; }

std::span<const float> Encoding::layout() const { return work_->layout; }

}  // namespace vitrine
