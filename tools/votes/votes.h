// Votes from CSV files. The first line tells which kind a file holds; columns may stand in any order, further ones are
// ignored, and a column `voter` may be missing.
//
//   pairs:     voter,winner,loser             two pictures; in the order in which people voted
//   ballots:   ballot,voter,picture,chosen    a line for each picture that was shown; chosen is 1 or 0, yes or no
//              voter,shown,chosen             a line a ballot, pictures separated by '|'
//   rankings:  voter,first,second,third       at least the first
//              voter,category,picture,rank    a line for each picture; rank is 1, 2 or 3
//
// A picture is named by its id, by its file in the folder, by the file's name where only one has it, or by its key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/console/console.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {

struct VoteFile {
  std::filesystem::path file;  // names it in sentences
  std::string text;
};

/// A line that is not taken.
struct RefusedVote {
  std::string file;
  std::size_t line = 0;  // of the file; the first is 1
  std::string reason;    // a sentence
};

/// Columns that are no part of the kind of votes that a file has.
struct UnusedColumns {
  std::string file;
  std::vector<std::string> columns;  // in lower case
};

struct ReadVotes {
  Votes votes;
  std::uint64_t lines = 0;  // with votes, taken or refused
  std::vector<RefusedVote> refused;
  std::vector<UnusedColumns> unused;
};

/// The votes of all files, in their order; lines that are not understood are refused, each by itself. Voters of one
/// name are one voter in all files; ballots and categories are a file's own. Throws Failure: a file is no CSV, or of no
/// kind above.
ReadVotes read_votes(const std::vector<VoteFile>& files, const std::vector<ImageRecord>& images);

/// What votes come to, of each picture that has one (core/calendar/preference.h).
VoteResults results_of(const Votes& votes);

/// "300 ballots, 2,400 pairs and 60 rankings by 60 voters, on 240 pictures".
std::string votes_text(const VoteResults& results);

/// The votes of `files` together replace those that the warehouse has; files without a vote remove them. Says what was
/// taken, and each line that was not. Returns whether every line was. Throws Failure, and the votes of before stay,
/// when a file is refused, or every line is.
bool import_votes(const std::vector<std::filesystem::path>& files, bool dry_run, Warehouse& warehouse,
                  Console& console);

/// When the warehouse has no votes and its pictures' folder seems to: says that files of votes lie there, and how to
/// take them. They are not taken by themselves: what they come to is published.
void say_votes_there(const Warehouse& warehouse, Console& console);

}  // namespace vitrine
