// Votes on the pictures of a voyage, by their planted appeal and by chance, as CSV (tools/votes/votes.h reads it).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/sample/voyage.h"

namespace vitrine::sample {

/// voter, winner, loser, voted_at: ten pairs a picture.
std::string votes_text(const std::vector<Shot>& shots, std::uint64_t seed);
/// voter, shown, chosen: 5 of 50 pictures, about 25 showings a picture.
std::string ballots_text(const std::vector<Shot>& shots, std::uint64_t seed);
/// voter, category, picture, rank: each voter's best three of each category.
std::string rankings_text(const std::vector<Shot>& shots, std::uint64_t seed);

}  // namespace vitrine::sample
