#include "core/calendar/objective.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/calendar/internal/distance_columns.h"
#include "core/calendar/quantiles.h"
#include "core/embedding/coded_vectors.h"

namespace vitrine {
namespace {

constexpr double neutral = 0.5;
// Beta(2, 8) of a picture that was never shown: its mean, the width of its interval, the weight of the prior.
constexpr double prior_mean = 0.2, prior_width = 0.454351541, prior_weight = 10;
constexpr double without_evidence = 0.25;  // lower than the middle: lacking evidence is never a reward
// Sums of distances over the slots stay within 32 bits.
constexpr double largest_usual_distance = 2147483647.0 / (most_slots + 1);
constexpr std::uint32_t bonus_sets = 1U << most_bonuses;

double known_or_neutral(double value) { return std::isnan(value) ? neutral : value; }

}  // namespace

Components default_weights(Objective objective) {
  return objective == Objective::classic ? Components{2, 1.5, 0.8, 0.5, 1, 0.3} : Components{1, 1, 1, 1, 1, 1};
}

Components weights_of(Objective objective, std::span<const float> weights) {
  Components answer = default_weights(objective);
  if (weights.size() == answer.size()) std::transform(weights.begin(), weights.end(), answer.begin(), decimal);
  return answer;
}

CalendarModel::CalendarModel(CalendarColumns columns, std::vector<std::int32_t> clusters)
    : columns_(std::move(columns)), distances_(std::make_unique<internal::DistanceColumns>(*this)) {
  const std::int32_t largest =
      std::accumulate(clusters.begin(), clusters.end(), -1, [](auto a, auto b) { return std::max(a, b); });
  has_clusters_ = largest >= 0;
  cluster_count_ = static_cast<std::uint32_t>(largest + 1);
  clusters_.resize(clusters.size());
  std::transform(clusters.begin(), clusters.end(), clusters_.begin(), [&](std::int32_t cluster) {
    return cluster >= 0 ? static_cast<std::uint32_t>(cluster) : cluster_count_++;
  });
  rank_rows();
  eligible_.resize(count(), 1);
  find_pool();
  set_slots({SlotTarget{}});
}

CalendarModel::~CalendarModel() = default;

/// What of a row does not change with the settings.
void CalendarModel::rank_rows() {
  looks_.resize(count());
  std::vector<double> contrast(count()), saturation(count()), drama(count());
  for (std::uint32_t row = 0; row < count(); ++row) {
    const auto known = [](std::uint16_t share) { return share == unknown_share ? not_known : share; };
    contrast[row] = known(columns_.contrast[row]);
    saturation[row] = known(columns_.saturation[row]);
    drama[row] = contrast[row] * saturation[row];
    const Look look = look_of(columns_, row);
    has_looks_ = has_looks_ || !std::isnan(look.brightness) || !std::isnan(look.drama);
    looks_[row] = {known_or_neutral(look.brightness), known_or_neutral(look.warmth), known_or_neutral(look.drama)};
  }
  has_tags_ = std::any_of(columns_.bonuses.begin(), columns_.bonuses.end(), [](auto bits) { return bits != 0; });
  preference_.resize(count(), neutral);
  appeal_.resize(count(), neutral);
  if (columns_.has_preference()) {
    preference_ = mid_rank_quantiles({columns_.preference.begin(), columns_.preference.end()}, without_evidence);
    appeal_ = mid_rank_quantiles({columns_.appeal.begin(), columns_.appeal.end()}, 0);
  }
  drama = mid_rank_quantiles(drama, neutral);
  contrast = mid_rank_quantiles(contrast, neutral);
  saturation = mid_rank_quantiles(saturation, neutral);
  cover_fit_.resize(count());
  for (std::uint32_t row = 0; row < count(); ++row)
    cover_fit_[row] = 0.50 * appeal_[row] + 0.30 * drama[row] + 0.10 * contrast[row] + 0.10 * saturation[row];
}

void CalendarModel::set_vectors(const std::int8_t* vectors, std::uint32_t stride, float step,
                                std::vector<std::int32_t> vector_of) {
  vectors_ = vectors;
  stride_ = stride;
  step_ = static_cast<double>(step);
  vector_of_ = std::move(vector_of);
  distances_->clear();
  measure_spread();
  find_states();
}

void CalendarModel::set_eligible(std::span<const std::int32_t> rows) {
  eligible_.assign(count(), 0);
  for (const std::int32_t row : rows) eligible_[static_cast<std::uint32_t>(row)] = 1;
  find_pool();
  measure_spread();
  find_states();
}

void CalendarModel::set_evidence_required(bool required) {
  evidence_required_ = required;
  find_pool();
  find_states();
}

void CalendarModel::set_slots(std::vector<SlotTarget> slots) {
  slots_ = std::move(slots);
  const auto page = std::find_if(slots_.begin(), slots_.end(), [](const SlotTarget& slot) { return slot.month == 0; });
  cover_page_ = page == slots_.end() ? no_slot : static_cast<std::int32_t>(page - slots_.begin());
  bonus_sums_.assign(slots_.size() * bonus_sets, 0);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    for (std::uint32_t set = 0; set < bonus_sets; ++set)
      for (std::uint32_t bonus = 0; bonus < most_bonuses; ++bonus)
        if ((set >> bonus & 1U) != 0) bonus_sums_[slot * bonus_sets + set] += slots_[slot].bonuses[bonus];
  find_states();
}

void CalendarModel::set_objective(Objective objective, const Components& weights) {
  objective_ = objective;
  weights_ = weights;
  find_states();
}

/// D^2 is twice the mean squared distance to the centroid. From whole sums: the same on every machine.
void CalendarModel::measure_spread() {
  usual_distance_ = 1;
  if (!has_vectors()) return;
  const std::vector<std::int8_t> origin(stride_);
  std::vector<std::int32_t> sums(stride_);
  double squares = 0, vectors = 0;
  for (std::uint32_t row = 0; row < count(); ++row) {
    if (eligible_[row] == 0 || !has_vector(row)) continue;
    const std::int8_t* vector = vectors_ + static_cast<std::size_t>(vector_of_[row]) * stride_;
    for (std::uint32_t axis = 0; axis < stride_; ++axis) sums[axis] += vector[axis];
    squares += squared_distance(vector, origin.data(), stride_);
    ++vectors;
  }
  if (vectors == 0) return;
  double centre = 0;
  for (const std::int32_t sum : sums) centre += (sum / vectors) * (sum / vectors);
  const double mean = std::floor(2 * (squares / vectors - centre) + 0.5);
  usual_distance_ = static_cast<std::int32_t>(std::clamp(mean, 1.0, largest_usual_distance));
}

void CalendarModel::find_states() {
  ++version_;
  const auto known_if = [](bool known) -> int { return known ? CALENDAR_KNOWN : CALENDAR_ABSENT; };
  const bool days = std::any_of(slots_.begin(), slots_.end(), [](const SlotTarget& slot) { return slot.month != 0; });
  states_[CALENDAR_PREFERENCE] = known_if(columns_.has_preference());
  states_[CALENDAR_VARIETY] = known_if(has_clusters_);
  states_[CALENDAR_MONTH_FIT] = known_if(days && (has_looks_ || has_tags_));
  states_[CALENDAR_COVER_FIT] = known_if(has_looks_ || columns_.has_preference());
  states_[CALENDAR_DIFFERENCE] = has_vectors() ? CALENDAR_KNOWN : CALENDAR_NOT_YET;
  states_[CALENDAR_EVIDENCE] = known_if(columns_.has_evidence());
  find_factors();
}

void CalendarModel::find_pool() {
  pool_.clear();
  for (std::uint32_t row = 0; row < count(); ++row)
    if (eligible_[row] != 0 && (!evidence_required_ || has_evidence(row))) pool_.push_back(row);
  distances_->clear();
}

std::string_view CalendarModel::error_of(const Board& board) const {
  const std::vector<std::int32_t>& rows = board.rows;
  if (rows.size() != slots_.size()) return "A board must have as many slots as the calendar.";
  if (board.cover < no_slot || board.cover >= static_cast<std::int32_t>(slots_.size()))
    return "A board's cover must be one of its slots, or -1.";
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    if (*row < no_row || *row >= static_cast<std::int64_t>(count()))
      return "A board must have rows of the collection, or -1 where a slot is empty.";
    if (*row != no_row && std::find(rows.begin(), row, *row) != row) return "A board must have each picture once.";
  }
  return "";
}

double CalendarModel::fit(std::uint32_t row, std::uint32_t slot) const {
  const SlotTarget& target = slots_[slot];
  return month_fit(looks_[row], target.look, bonus_sums_[slot * bonus_sets + columns_.bonuses[row]]);
}

bool CalendarModel::has_evidence(std::uint32_t row) const {
  return columns_.has_preference() && !std::isnan(columns_.preference[row]);
}

double CalendarModel::probability(std::uint32_t row) const {
  return has_evidence(row) ? static_cast<double>(columns_.preference[row]) : prior_mean;
}

double CalendarModel::uncertainty(std::uint32_t row) const {
  if (!columns_.has_evidence() || std::isnan(columns_.lower[row]) || std::isnan(columns_.upper[row]))
    return prior_width;
  return static_cast<double>(columns_.upper[row]) - static_cast<double>(columns_.lower[row]);
}

std::int32_t CalendarModel::distance(std::uint32_t a, std::uint32_t b) const {
  if (!has_vector(a) || !has_vector(b)) return unknown_distance;
  const auto at = [&](std::uint32_t row) { return vectors_ + static_cast<std::size_t>(vector_of_[row]) * stride_; };
  return squared_distance(at(a), at(b), stride_);
}

/// Of vectors of unit length.
double CalendarModel::cosine(std::int32_t squared) const { return 1 - squared * step_ * step_ / 2; }

double CalendarModel::liking(std::uint32_t row) const {
  return objective_ == Objective::classic ? probability(row) : preference(row);
}

double CalendarModel::certainty(std::uint32_t row) const {
  if (objective_ == Objective::classic) return uncertainty(row);
  return columns_.has_evidence() ? columns_.shown[row] / (columns_.shown[row] + prior_weight) : 0;
}

double CalendarModel::difference(std::uint32_t row, std::int32_t nearest) const {
  if (objective_ == Objective::classic) return nearest == unknown_distance ? 0 : cosine(nearest);
  if (!has_vector(row)) return neutral;
  return static_cast<double>(std::min(nearest, usual_distance_)) / usual_distance_;
}

double CalendarModel::factor(int component, std::uint32_t placed) const {
  const double factor = factors_[static_cast<std::size_t>(component)];
  return objective_ == Objective::classic && component == CALENDAR_VARIETY && placed > 0 ? factor / placed : factor;
}

double CalendarModel::own_worth(std::uint32_t row) const {
  return factors_[CALENDAR_PREFERENCE] * liking(row) + factors_[CALENDAR_EVIDENCE] * certainty(row);
}

double CalendarModel::place_worth(std::uint32_t row, std::uint32_t slot, std::int32_t cover) const {
  double worth = slots_[slot].month != 0 ? factors_[CALENDAR_MONTH_FIT] * fit(row, slot) : 0;
  if (cover_slot(cover) == static_cast<std::int32_t>(slot)) worth += factors_[CALENDAR_COVER_FIT] * cover_fit(row);
  return worth;
}

void CalendarModel::find_factors() {
  const bool classic = objective_ == Objective::classic;
  const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  const auto days = std::count_if(slots_.begin(), slots_.end(), [](const SlotTarget& slot) { return slot.month != 0; });
  for (std::size_t c = 0; c < factors_.size(); ++c) {
    const bool subtracts = c == CALENDAR_DIFFERENCE || c == CALENDAR_EVIDENCE;
    scales_[c] = classic ? (subtracts ? -weights_[c] : weights_[c]) : all > 0 ? weights_[c] / all : 0;
    divisors_[c] = classic || c == CALENDAR_COVER_FIT ? 1 : static_cast<double>(slots_.size());
    if (!classic && c == CALENDAR_MONTH_FIT) divisors_[c] = std::max(1.0, static_cast<double>(days));
    factors_[c] = states_[c] == CALENDAR_KNOWN ? scales_[c] / divisors_[c] : 0;
  }
}

Score CalendarModel::score(const Board& board) const {
  Score score;
  score.slots.resize(slots_.size());
  for (Components& own : score.slots) own.fill(not_known);
  score.alike.resize(slots_.size(), no_slot);

  const auto row_of = [&](std::size_t slot) { return static_cast<std::uint32_t>(board.rows[slot]); };
  std::vector<std::size_t> filled;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    if (board.rows[slot] != no_row) filled.push_back(slot);
  Components sums{};
  std::int32_t closest = unknown_distance;
  std::uint32_t distinct = 0;
  const std::int32_t marked = cover_slot(board.cover);
  for (const std::size_t slot : filled) {
    const std::uint32_t row = row_of(slot);
    std::int32_t nearest = unknown_distance;
    std::uint32_t before = 0, same = 0;  // of its cluster
    for (const std::size_t other : filled) {
      if (cluster(row_of(other)) == cluster(row)) ++same, before += other < slot ? 1 : 0;
      const std::int32_t square = other == slot ? unknown_distance : distance(row, row_of(other));
      const bool nearer = square < nearest || (square == nearest && square != unknown_distance &&
                                               row_of(other) < row_of(static_cast<std::size_t>(score.alike[slot])));
      if (nearer) nearest = square, score.alike[slot] = static_cast<std::int32_t>(other);
    }
    if (before == 0) ++distinct;
    closest = std::min(closest, nearest);

    Components& own = score.slots[slot];
    own = {liking(row), 1.0 / same, not_known, cover_fit(row), difference(row, nearest), certainty(row)};
    if (slots_[slot].month != 0) own[CALENDAR_MONTH_FIT] = fit(row, static_cast<std::uint32_t>(slot));
    for (std::size_t c = 0; c < sums.size(); ++c)
      if (!std::isnan(own[c])) sums[c] += own[c];

    if (marked != no_slot) continue;
    const bool first = score.cover == no_slot;
    const auto best = first ? row : row_of(static_cast<std::size_t>(score.cover));
    if (first || cover_fit(row) > cover_fit(best) || (cover_fit(row) == cover_fit(best) && row < best))
      score.cover = static_cast<std::int32_t>(slot);
  }
  if (marked != no_slot && board.rows[static_cast<std::size_t>(marked)] != no_row) score.cover = marked;

  const bool classic = objective_ == Objective::classic;
  sums[CALENDAR_VARIETY] = distinct;
  if (classic && !filled.empty()) sums[CALENDAR_VARIETY] /= static_cast<double>(filled.size());
  sums[CALENDAR_COVER_FIT] = score.cover == no_slot ? 0 : cover_fit(row_of(static_cast<std::size_t>(score.cover)));
  if (classic) sums[CALENDAR_DIFFERENCE] = closest == unknown_distance ? 0 : cosine(closest);
  for (std::size_t c = 0; c < sums.size(); ++c) {
    const double absent = classic ? 0 : neutral;
    score.values[c] = states_[c] == CALENDAR_KNOWN ? sums[c] / divisors_[c] : absent;
    score.added[c] = scales_[c] * score.values[c];
    score.total += score.added[c];
  }
  return score;
}

}  // namespace vitrine
