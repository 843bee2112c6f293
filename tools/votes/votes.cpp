#include "tools/votes/votes.h"

#include <algorithm>
#include <set>

#include "core/calendar/preference.h"
#include "tools/console/words.h"
#include "tools/source/catalogue.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

/// Rows as the numbers 0, 1, ... that the core counts with.
class Numbers {
 public:
  explicit Numbers(const Votes& votes) {
    for (const ShowingRecord& one : votes.showings) rows.push_back(one.row);
    for (const PairRecord& one : votes.pairs) rows.insert(rows.end(), {one.winner, one.loser});
    for (const RankRecord& one : votes.ranks) rows.push_back(one.row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  }
  std::uint32_t of(std::int64_t row) const {
    return static_cast<std::uint32_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
  }

  std::vector<std::int64_t> rows;
};

/// How many of something are numbered from 1.
template <class Record>
std::uint32_t count_of(const std::vector<Record>& records, std::uint32_t Record::*number) {
  std::uint32_t most = 0;
  for (const Record& one : records) most = std::max(most, one.*number);
  return most;
}

std::uint32_t voters_of(const Votes& votes) {
  return std::max({count_of(votes.showings, &ShowingRecord::voter), count_of(votes.pairs, &PairRecord::voter),
                   count_of(votes.ranks, &RankRecord::voter)});
}

std::vector<VoteFile> files_of(const std::vector<fs::path>& paths) {
  std::set<fs::path> seen;
  std::vector<VoteFile> files;
  for (const fs::path& path : paths) {
    if (path.empty())
      throw Failure("The name of a file of votes is empty. A file with a first line alone takes away those of before.");
    if (!seen.insert(fs::weakly_canonical(fs::absolute(path))).second)
      throw Failure(path.string() + " is given twice: its votes would count twice.");
    files.push_back({path, read_file(path)});
  }
  return files;
}

void say_refused(const std::vector<RefusedVote>& refused, Console& console) {
  constexpr std::size_t most_said = 50;
  const std::size_t said =
      console.style() == Console::Style::json ? refused.size() : std::min(most_said, refused.size());
  for (std::size_t i = 0; i < said; ++i) {
    const auto& [file, line, reason] = refused[i];
    console.warn("vote_refused", file + ", line " + std::to_string(line) + ": " + reason,
                 {{"file", file}, {"line", static_cast<std::int64_t>(line)}, {"reason", reason}});
  }
  if (said < refused.size()) {
    console.warn("votes_refused", "And " + counted(refused.size() - said, "further line", "further lines") +
                                      " of votes could not be taken; --json lists all.");
  }
}

void say_unused(const std::vector<UnusedColumns>& unused, Console& console) {
  for (const auto& [file, columns] : unused) {
    console.say(
        "votes_unused",
        file + ": not used " + (columns.size() == 1 ? "is the column " : "are the columns ") + listed(columns) + ".",
        {{"file", file}, {"columns", columns}});
  }
}

void say_taken(const VoteResults& results, const ReadVotes& read, bool dry_run, Console& console) {
  const std::string refused =
      read.refused.empty() ? "" : " " + counted(read.refused.size(), "line was", "lines were") + " not taken.";
  console.say("votes", (dry_run ? "Would take " : "Votes: ") + votes_text(results) + "." + refused,
              {{"voters", std::int64_t{results.voters}},
               {"ballots", std::int64_t{results.ballots}},
               {"pairs", std::int64_t{results.pairs}},
               {"rankings", std::int64_t{results.rankings}},
               {"pictures", static_cast<std::int64_t>(results.pictures.size())},
               {"refused", static_cast<std::int64_t>(read.refused.size())}});
}

}  // namespace

VoteResults results_of(const Votes& votes) {
  const Numbers numbers(votes);
  std::vector<Showing> showings;
  for (const ShowingRecord& one : votes.showings) showings.push_back({numbers.of(one.row), one.chosen});
  std::vector<PairVote> pairs;
  for (const PairRecord& one : votes.pairs) pairs.push_back({numbers.of(one.winner), numbers.of(one.loser)});
  std::vector<RankVote> ranks;
  for (const RankRecord& one : votes.ranks) ranks.push_back({numbers.of(one.row), one.rank});
  const auto count = static_cast<std::uint32_t>(numbers.rows.size());
  const std::vector<Preference> preferences = preferences_of(count, showings, pairs, ranks);
  VoteResults results{voters_of(votes),
                      count_of(votes.showings, &ShowingRecord::ballot),
                      static_cast<std::uint32_t>(votes.pairs.size()),
                      count_of(votes.ranks, &RankRecord::ranking),
                      {}};
  for (std::uint32_t i = 0; i < count; ++i) results.pictures.push_back({numbers.rows[i], preferences[i]});
  return results;
}

std::string votes_text(const VoteResults& results) {
  const std::string voters = results.voters == 0 ? "" : " by " + counted(results.voters, "voter", "voters");
  return counted(results.ballots, "ballot", "ballots") + ", " + counted(results.pairs, "pair", "pairs") + " and " +
         counted(results.rankings, "ranking", "rankings") + voters + ", on " +
         counted(results.pictures.size(), "picture", "pictures");
}

bool import_votes(const std::vector<fs::path>& files, bool dry_run, Warehouse& warehouse, Console& console) {
  const ReadVotes read = read_votes(files_of(files), warehouse.images());
  say_unused(read.unused, console);
  say_refused(read.refused, console);
  if (read.lines > 0 && read.refused.size() == read.lines)
    throw Failure((read.lines == 1 ? "The only line of votes could not"
                                   : "None of the " + grouped(read.lines) + " lines of votes could") +
                  " be taken. The votes of before, if there were any, stay.");
  const VoteResults results = results_of(read.votes);
  if (!dry_run && warehouse.votes() != read.votes) warehouse.set_votes(read.votes, results);
  say_taken(results, read, dry_run, console);
  return read.refused.empty();
}

void say_votes_there(const Warehouse& warehouse, Console& console) {
  if (!warehouse.vote_results().pictures.empty()) return;
  std::vector<std::string> files;
  std::string options;
  for (const char* name : {"votes.csv", "ballots.csv", "pairs.csv", "rankings.csv"}) {
    const fs::path file = fs::path(warehouse.fact("folder")) / name;
    if (std::error_code ignored; !fs::is_regular_file(file, ignored)) continue;
    files.push_back(name);
    options += " --votes " + file.string();
  }
  if (files.empty()) return;
  console.say(
      "votes_there",
      (files.size() == 1 ? "There is a file of votes" : "There are files of votes") +
          (" in the folder: vitrine calendar WAREHOUSE" + options + " takes " + (files.size() == 1 ? "it." : "them.")),
      {{"files", files}});
}

}  // namespace vitrine
