#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/number/number.h"
#include "tools/console/words.h"
#include "tools/source/ascii.h"
#include "tools/source/catalogue.h"
#include "tools/source/csv.h"
#include "tools/source/utf8.h"
#include "tools/votes/votes.h"

namespace vitrine {
namespace {

constexpr const char* kinds =
    "Votes are pairs (voter,winner,loser), ballots (ballot,voter,picture,chosen with a line for each picture that was "
    "shown, or voter,shown,chosen with pictures separated by |) or rankings (voter,first,second,third, or "
    "voter,category,picture,rank).";

/// Why a line is not taken.
struct Refusal {
  std::string reason;
};

// --- names ------------------------------------------------------------------------------------------------------

std::string without_folder(const std::string& file) { return file.substr(file.find_last_of('/') + 1); }

/// Finds pictures by what people call them.
class PictureNames {
 public:
  explicit PictureNames(const std::vector<ImageRecord>& images) {
    for (const ImageRecord& image : images) {
      ids_.emplace(image.id, image.row);
      keys_.emplace(image.key, image.row);
      if (image.presence != Presence::here) continue;
      files_.emplace(composed(image.file), image.row);
      file_names_[composed(without_folder(image.file))].push_back(image.row);
    }
  }

  /// The row in the warehouse. Throws Refusal: no picture, or several, of this name.
  std::int64_t row_of(const std::string& name) const {
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    const std::string file = composed(name);
    if (const auto found = files_.find(file); found != files_.end()) return found->second;
    if (const auto found = file_names_.find(file); found != file_names_.end()) {
      if (found->second.size() == 1) return found->second.front();
      throw Refusal{std::to_string(found->second.size()) + " files are called " + in_quotes(name) +
                    ": name it with its folder, or by its id."};
    }
    if (const auto found = keys_.find(name); found != keys_.end()) return found->second;
    throw Refusal{"There is no picture " + in_quotes(name) + "."};
  }

 private:
  std::unordered_map<std::string, std::int64_t> ids_, files_, keys_;
  std::unordered_map<std::string, std::vector<std::int64_t>> file_names_;
};

// --- cells ------------------------------------------------------------------------------------------------------

bool yes_or_no(const std::string& text) {
  static const std::set<std::string> yes{"1", "yes", "y", "true", "t", "x"}, no{"0", "no", "n", "false", "f"};
  const std::string said = lower(text);
  if (yes.count(said) > 0) return true;
  if (no.count(said) > 0) return false;
  throw Refusal{"\"chosen\" is 1 or 0, yes or no, not " + in_quotes(text) + "."};
}

std::uint32_t rank_of(const std::string& text) {
  constexpr std::int32_t last = 3;
  const std::int32_t rank = read_whole(text, last);
  if (rank < 1) throw Refusal{"A rank is 1, 2 or 3, not " + in_quotes(text) + "."};
  return static_cast<std::uint32_t>(rank);
}

/// A line of a file, its cells by the names of the columns.
struct Line {
  const std::vector<std::string>& columns;  // in lower case
  const std::vector<std::string>& cells;    // may be fewer

  /// Nothing where there is no such column, or the line ends before it.
  std::optional<std::string> cell(std::string_view column) const {
    const auto place = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
    if (place >= std::min(columns.size(), cells.size())) return std::nullopt;
    return cells[place];
  }
  std::string text(std::string_view column) const { return cell(column).value_or(""); }
  std::string required(const char* column) const {
    std::string found = text(column);
    if (found.empty()) throw Refusal{"It has no " + in_quotes(column) + "."};
    return found;
  }
};

// --- votes ------------------------------------------------------------------------------------------------------

/// Takes lines. Each take_ throws Refusal before it changes anything, or takes its line as a whole.
class Taker {
 public:
  explicit Taker(const std::vector<ImageRecord>& images) : names_(images) {}

  void begin_file() {
    ballots_.clear();
    rankings_.clear();
  }

  void take_pair(const Line& line) {
    const std::int64_t winner = picture(line, "winner"), loser = picture(line, "loser");
    if (winner == loser) throw Refusal{"Winner and loser are one picture, " + in_quotes(line.text("winner")) + "."};
    votes.pairs.push_back({voter_of(line), winner, loser});
  }

  void take_showing(const Line& line) {
    const std::int64_t row = picture(line, "picture");
    const bool chosen = yes_or_no(line.required("chosen"));
    Group& ballot = ballots_[{line.text("voter"), line.required("ballot")}];
    if (!ballot.rows.insert(row).second)
      throw Refusal{in_quotes(line.text("picture")) + " stands on the ballot " + in_quotes(line.text("ballot")) +
                    " twice."};
    if (ballot.number == 0) ballot.number = ++ballot_count_;
    votes.showings.push_back({ballot.number, voter_of(line), row, chosen});
  }

  void take_ballot(const Line& line) {
    if (!line.cell("chosen")) throw Refusal{"It has no \"chosen\"."};  // an empty one is a ballot without a choice
    const Rows shown = pictures(line.required("shown"), "shown"), chosen = pictures(line.text("chosen"), "chosen");
    if (shown.empty()) throw Refusal{"It has no \"shown\"."};
    for (const auto& [row, name] : chosen)
      if (shown.count(row) == 0) throw Refusal{in_quotes(name) + " was chosen and not shown."};
    const std::uint32_t ballot = ++ballot_count_, voter = voter_of(line);
    for (const auto& [row, name] : shown) votes.showings.push_back({ballot, voter, row, chosen.count(row) > 0});
  }

  void take_ranking(const Line& line) {
    std::vector<std::int64_t> rows{picture(line, "first")};
    for (const char* column : {"second", "third"}) {
      if (line.text(column).empty()) break;
      rows.push_back(picture(line, column));
    }
    if (rows.size() == 1 && !line.text("third").empty()) throw Refusal{"It has a \"third\" and no \"second\"."};
    if (std::set(rows.begin(), rows.end()).size() < rows.size()) throw Refusal{"A picture stands in it twice."};
    const std::uint32_t ranking = ++ranking_count_, voter = voter_of(line);
    for (std::uint32_t i = 0; i < rows.size(); ++i) votes.ranks.push_back({ranking, voter, rows[i], i + 1});
  }

  void take_rank(const Line& line) {
    const std::int64_t row = picture(line, "picture");
    const std::uint32_t rank = rank_of(line.required("rank"));
    Group& ranking = rankings_[{line.text("voter"), line.text("category")}];
    if (ranking.rows.count(row) > 0) throw Refusal{in_quotes(line.text("picture")) + " has a rank in it already."};
    if (!ranking.ranks.insert(rank).second) throw Refusal{"The rank " + std::to_string(rank) + " is given already."};
    ranking.rows.insert(row);
    if (ranking.number == 0) ranking.number = ++ranking_count_;
    votes.ranks.push_back({ranking.number, voter_of(line), row, rank});
  }

  Votes votes;

 private:
  struct Group {
    std::uint32_t number = 0;
    std::unordered_set<std::int64_t> rows;
    std::set<std::uint32_t> ranks;
  };
  using Groups = std::map<std::pair<std::string, std::string>, Group>;  // by voter and name

  std::int64_t picture(const Line& line, const char* column) const { return names_.row_of(line.required(column)); }

  using Rows = std::map<std::int64_t, std::string>;  // with the name that was given

  /// Names that are separated by '|'.
  Rows pictures(const std::string& text, const char* column) const {
    Rows rows;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('|', begin), text.size());
      const std::string name = trimmed(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
      if (!name.empty() && !rows.emplace(names_.row_of(name), name).second)
        throw Refusal{in_quotes(name) + " stands in " + in_quotes(column) + " twice."};
    }
    return rows;
  }

  /// A number for each voter that is named, from 1; 0 without a name.
  std::uint32_t voter_of(const Line& line) {
    const std::string name = line.text("voter");
    return name.empty() ? 0 : voters_.emplace(name, voters_.size() + 1).first->second;
  }

  PictureNames names_;
  std::unordered_map<std::string, std::uint32_t> voters_;
  Groups ballots_, rankings_;
  std::uint32_t ballot_count_ = 0, ranking_count_ = 0;
};

// --- files ------------------------------------------------------------------------------------------------------

struct Form {
  std::vector<std::string> columns;   // all of them are there
  std::vector<std::string> optional;  // some of them may be
  void (Taker::*take)(const Line&);
};

bool holds(const std::vector<std::string>& columns, const std::string& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// Throws Failure.
const Form& form_of(const std::vector<std::string>& columns, const std::string& file) {
  static const Form forms[] = {{{"winner", "loser"}, {"voter"}, &Taker::take_pair},
                               {{"ballot", "picture", "chosen"}, {"voter"}, &Taker::take_showing},
                               {{"shown", "chosen"}, {"voter"}, &Taker::take_ballot},
                               {{"first", "second"}, {"voter", "third"}, &Taker::take_ranking},
                               {{"picture", "rank"}, {"voter", "category"}, &Taker::take_rank}};
  for (const Form& form : forms) {
    const bool fits = std::all_of(form.columns.begin(), form.columns.end(),
                                  [&](const std::string& column) { return holds(columns, column); });
    if (fits) return form;
  }
  throw Failure(file + ": no votes have the columns of its first line, " + listed(columns) + ". " + kinds);
}

std::vector<std::string> columns_of(const std::vector<std::string>& header, const std::string& file) {
  std::vector<std::string> columns;
  for (const std::string& column : header) {
    if (!column.empty() && holds(columns, lower(column)))
      throw Failure(file + ": two columns are called " + in_quotes(column) + ". Rename one of them.");
    columns.push_back(lower(column));
  }
  return columns;
}

void read_file(const VoteFile& file, Taker& taker, ReadVotes& read) {
  const std::string name = file.file.filename().string();
  CsvTable table = parse_csv(text_of_file(file.text, file.file), file.file);
  const std::vector<std::string> columns = columns_of(table.rows.front(), name);
  const Form& form = form_of(columns, name);
  UnusedColumns unused{name, {}};
  for (const std::string& column : columns)
    if (!column.empty() && !holds(form.columns, column) && !holds(form.optional, column))
      unused.columns.push_back(column);
  if (!unused.columns.empty()) read.unused.push_back(std::move(unused));
  taker.begin_file();
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    std::vector<std::string>& cells = table.rows[i];
    if (std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); })) continue;
    while (cells.size() > columns.size() && cells.back().empty()) cells.pop_back();
    ++read.lines;
    try {
      if (cells.size() > columns.size())
        throw Refusal{"It has " + counted(cells.size(), "cell", "cells") + ", the first line names " +
                      counted(columns.size(), "column", "columns") +
                      ". Put a text that holds a separator in quotation marks."};
      (taker.*form.take)({columns, cells});
    } catch (const Refusal& refusal) {
      read.refused.push_back({name, table.lines[i], refusal.reason});
    }
  }
}

}  // namespace

ReadVotes read_votes(const std::vector<VoteFile>& files, const std::vector<ImageRecord>& images) {
  Taker taker(images);
  ReadVotes read;
  for (const VoteFile& file : files) read_file(file, taker, read);
  read.votes = std::move(taker.votes);
  return read;
}

}  // namespace vitrine
