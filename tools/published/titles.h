// Titles as the wall shows them: only the beginning of a long title is shown there, and a first visit has no more of
// it.
#pragma once

#include <string>

namespace vitrine {

/// A title of at most 80 characters as it is; of a longer one the beginning, ended at a word where one ends in its
/// second half, and "…". A character is what a reader takes for one: marks stay with their letter.
std::string cut_title(const std::string& title);

}  // namespace vitrine
