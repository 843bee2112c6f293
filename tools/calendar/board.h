// The file of a board: what the page's Calendar exports, checked against the calendar it is for.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/documents/documents.h"
#include "tools/published/collection_rows.h"

namespace vitrine {

/// Whether what a curator gives is a board, and no curation patch: it has slots.
bool is_board(std::string_view text);

/// Throws Failure: not JSON, unknown keys.
CalendarBoard read_board(const std::filesystem::path& file);

/// A board as a candidate of the plan. `where` begins the sentences of the Failure that it throws, each with its place:
/// another collection, other months than the plan's, a picture that is not published or placed twice, a cover or a
/// focus that there cannot be, no name or a method's.
CalendarCandidate candidate_of(const CalendarBoard& board, const std::string& where, const std::string& collection,
                               const CalendarPlan& plan, const CollectionRows& rows);

/// And back: candidate_of gives the same candidate again, which is then its maker's.
CalendarBoard board_of(const CalendarCandidate& candidate, const std::string& collection, const CalendarPlan& plan,
                       const CollectionRows& rows);

}  // namespace vitrine
