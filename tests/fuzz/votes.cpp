// tools/votes: the text is tried as a file of votes. What is taken names pictures that are there, in the numbers of
// voters, ballots and rankings that are counted; every other line is refused, with a line of the file and a sentence.
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "tests/fuzz/expect.h"
#include "tools/votes/votes.h"

using namespace vitrine;

namespace {

const std::vector<ImageRecord>& images() {
  static const std::vector<ImageRecord> all = [] {
    std::vector<ImageRecord> made(4);
    const char* names[] = {"a", "b", "c", "sea/d.jpg"};
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].row = static_cast<std::int64_t>(i) + 1;
      made[i].id = made[i].file = names[i];
      made[i].key = std::string("key-") + names[i][0];
      made[i].presence = Presence::here;
    }
    return made;
  }();
  return all;
}

bool is_row(std::int64_t row) { return 1 <= row && row <= static_cast<std::int64_t>(images().size()); }

void check_votes(const Votes& votes) {
  std::set<std::pair<std::uint32_t, std::int64_t>> shown, ranked;
  for (const ShowingRecord& one : votes.showings) {
    expect(is_row(one.row) && one.ballot > 0, "a ballot shows a picture");
    expect(shown.insert({one.ballot, one.row}).second, "no ballot shows a picture twice");
  }
  for (const PairRecord& one : votes.pairs)
    expect(is_row(one.winner) && is_row(one.loser) && one.winner != one.loser, "a pair is of two pictures");
  for (const RankRecord& one : votes.ranks) {
    expect(is_row(one.row) && one.ranking > 0 && 1 <= one.rank && one.rank <= 3, "a ranking ranks pictures 1 to 3");
    expect(ranked.insert({one.ranking, one.row}).second, "no ranking has a picture twice");
  }
}

void check_results(const VoteResults& results) {
  expect(results.pictures.size() <= images().size(), "only pictures that are there have results");
  for (const auto& [row, one] : results.pictures) {
    expect(is_row(row), "results are of a picture");
    expect(one.evidence.chosen <= one.evidence.shown, "what is chosen was shown");
    expect(0 < one.preference && one.preference < 1.25, "a preference is a share, lifted by a quarter at most");
    expect(std::isnan(one.appeal) || (0 <= one.appeal && one.appeal <= one.preference), "appeal is at most preference");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const ReadVotes read = read_votes({{"votes.csv", std::string(text_of(data, size))}}, images());
    check_votes(read.votes);
    expect(read.refused.size() <= read.lines, "a line is refused once");
    for (const RefusedVote& one : read.refused)
      expect(one.line > 1 && one.reason.ends_with("."), "a refusal has a line after the first, and a sentence");
    check_results(results_of(read.votes));
  } catch (const Failure& failure) {
    expect(std::string_view(failure.what()).starts_with("votes.csv"), "an error names the file");
  }
  return 0;
}
