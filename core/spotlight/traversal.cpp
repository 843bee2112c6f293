#include "core/spotlight/internal/traversal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "core/embedding/coded_vectors.h"

namespace vitrine {

CodedSpace::CodedSpace(const std::int8_t* vectors, std::uint32_t stride, std::span<const std::int32_t> rows)
    : vectors_(vectors), stride_(stride), rows_(rows.begin(), rows.end()), sums_(stride) {
  closeness_.reserve(rows_.size());
}

const std::int8_t* CodedSpace::vector(std::uint32_t member) const {
  return vectors_ + static_cast<std::size_t>(rows_[member]) * stride_;
}

CodedSpace::Distance CodedSpace::distance(std::uint32_t a, std::uint32_t b) const {
  return squared_distance(vector(a), vector(b), stride_);
}

bool CodedSpace::find_centroid(std::int64_t& budget) {
  while (summed_ < size() && budget > 0) {
    std::array<const std::int8_t*, most_rows_at_once> some{};
    const std::uint32_t count = std::min(most_rows_at_once, size() - summed_);
    for (std::uint32_t i = 0; i < count; ++i) some[i] = vector(summed_ + i);
    add_rows({some.data(), count}, stride_, sums_.data());
    summed_ += count;
    budget -= count;
    if (summed_ == size()) split_.emplace(sums_);
  }
  while (split_ && closeness_.size() < size() && budget > 0) {
    std::int32_t length = 0;
    const std::int64_t along = split_->product(vector(static_cast<std::uint32_t>(closeness_.size())), length);
    closeness_.push_back(std::int64_t{size()} * length - 2 * along);
    --budget;
  }
  return closeness_.size() == size();
}

std::vector<std::int32_t> whole_scores(std::span<const float> scores) {
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  for (const float score : scores) {
    if (!std::isfinite(score)) continue;
    low = std::min(low, score);
    high = std::max(high, score);
  }
  const double range = static_cast<double>(high) - static_cast<double>(low);
  std::vector<std::int32_t> whole(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (!std::isfinite(scores[i]) || !(range > 0)) continue;
    const double part = (static_cast<double>(scores[i]) - static_cast<double>(low)) / range;
    whole[i] = static_cast<std::int32_t>(part * highest_score + 0.5);
  }
  return whole;
}

void Traversal::Rules::begin(std::int32_t farthest) {
  if (given.balance == 0 || given.scores.empty()) return;
  slope = std::int64_t{full_balance - given.balance} * highest_score;
  gains.resize(given.scores.size());
  for (std::size_t i = 0; i < gains.size(); ++i) gains[i] = std::int64_t{given.balance} * farthest * given.scores[i];
}

bool Traversal::Rules::admits(std::uint32_t member) const {
  if (banned[member] != 0) return false;
  for (std::size_t i = 0; i < given.limits.size(); ++i) {
    for (const auto& [group, picks] : taken[i])
      if (group == given.limits[i].groups[member] && picks >= given.limits[i].most) return false;
  }
  return true;
}

void Traversal::Rules::picked(std::uint32_t member) {
  for (std::size_t i = 0; i < given.limits.size(); ++i) {
    const std::int32_t group = given.limits[i].groups[member];
    if (group == no_group) continue;
    const auto known =
        std::find_if(taken[i].begin(), taken[i].end(), [group](const auto& entry) { return entry.first == group; });
    if (known != taken[i].end())
      ++known->second;
    else
      taken[i].emplace_back(group, 1U);
  }
}

Traversal::Traversal(const std::int8_t* vectors, std::uint32_t stride, std::span<const std::int32_t> rows)
    : space_(vectors, stride, rows) {}

std::optional<std::uint32_t> Traversal::member_of(std::int32_t row) const {
  for (std::uint32_t member = 0; member < size(); ++member)
    if (space_.row(member) == row) return member;
  return std::nullopt;
}

/// The best scored or the nearest to the centroid of those that may be picked. REQUIRES: there is one.
std::uint32_t Traversal::start(const Rules& of) const {
  const bool by_score = start_at_best && !of.given.scores.empty();
  std::optional<std::uint32_t> best;
  for (std::uint32_t member = 0; member < size(); ++member) {
    if (!of.admits(member)) continue;
    const bool scored = best && by_score && of.given.scores[member] != of.given.scores[*best];
    if (!best || (scored ? of.given.scores[member] > of.given.scores[*best] : space_.before(member, *best)))
      best = member;
  }
  return *best;
}

void Traversal::begin() {
  Rules own;
  own.given = std::move(rules);
  own.banned.resize(size());
  own.taken.resize(own.given.limits.size());
  for (const std::uint32_t member : own.given.banned) own.banned[member] = 1;
  std::vector<std::uint32_t> first;
  std::copy_if(own.given.first.begin(), own.given.first.end(), std::back_inserter(first),
               [&](std::uint32_t member) { return own.banned[member] == 0; });
  nothing_ = std::count(own.banned.begin(), own.banned.end(), 0) == 0;
  if (nothing_) return;
  if (first.empty()) first.push_back(start(own));
  order_.emplace(space_, std::move(first), std::move(own));
}

bool Traversal::extend(std::uint32_t k, std::int64_t budget) {
  if (k == 0 || nothing_) return true;
  if (!order_) {
    if (!space_.find_centroid(budget)) return false;
    begin();
    if (nothing_) return true;
  }
  const bool done = order_->extend(k, budget);
  const auto members = order_->picks();
  for (std::size_t i = picks_.size(); i < members.size(); ++i) {
    picks_.push_back(space_.row(members[i]));
    nearest_.push_back(static_cast<std::int32_t>(order_->nearest()[i]));
  }
  return done;
}

std::span<const std::int32_t> Traversal::distances() const {
  if (!order_) return {};
  return order_->distances();
}

bool Traversal::cover(std::uint32_t k, std::int64_t budget) {
  closest_.resize(size(), std::numeric_limits<std::int32_t>::max());
  while (radii_.size() < k) {
    const std::uint32_t pick = order_->picks()[radii_.size()];
    for (; looked_at_ < size() && budget > 0; ++looked_at_, --budget)
      closest_[looked_at_] = std::min(closest_[looked_at_], space_.distance(looked_at_, pick));
    if (looked_at_ < size()) return false;
    const std::int32_t radius = *std::max_element(closest_.begin(), closest_.end());
    radii_.push_back(radius);
    covered_.push_back(static_cast<std::int32_t>(std::count_if(  // half the distance is a quarter of its square
        closest_.begin(), closest_.end(), [radius](std::int32_t square) { return square <= radius / 4; })));
    looked_at_ = 0;
  }
  return true;
}

}  // namespace vitrine
