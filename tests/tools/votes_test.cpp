// Votes from CSV: the kinds are told apart by the first line, each line that is not understood is refused with its
// number and reason, and what is taken replaces what was there, as a whole.
#include "tools/votes/votes.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/tools/scratch.h"
#include "tests/tools/sentence.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

ImageRecord image(std::int64_t row, const std::string& id, const std::string& file) {
  ImageRecord one;
  one.row = row;
  one.id = id;
  one.key = "key-" + id;
  one.file = file;
  one.presence = file.empty() ? Presence::none : Presence::here;
  return one;
}

/// a to e are rows 1 to 5.
const std::vector<ImageRecord>& images() {
  static const std::vector<ImageRecord> all{image(1, "a", "sea/IMG_1.jpg"), image(2, "b", "sky/IMG_1.jpg"),
                                            image(3, "c", "sky/caf\u00E9.jpg"), image(4, "d", "d.jpg"),
                                            image(5, "e", "")};
  return all;
}

ReadVotes read(const std::string& text, const std::string& file = "there/votes.csv") {
  return read_votes({{file, text}}, images());
}

/// "2: There is no picture "x"." of each line that is refused.
std::string refusals(const std::string& text) {
  std::string all;
  for (const RefusedVote& one : read(text).refused) {
    CHECK(one.file == "votes.csv");
    all += (all.empty() ? "" : "\n") + std::to_string(one.line) + ": " + one.reason;
  }
  return all;
}

/// The Failure of a whole file.
std::string failure_of(const std::string& text) {
  return sentence_of([&] { read(text); });
}

/// "1>2 3>1": winners and losers.
std::string pairs_of(const ReadVotes& read) {
  std::string all;
  for (const PairRecord& one : read.votes.pairs)
    all += (all.empty() ? "" : " ") + std::to_string(one.winner) + ">" + std::to_string(one.loser);
  return all;
}

/// "1:1+ 1:2-": ballot, picture, chosen or not.
std::string showings_of(const ReadVotes& read) {
  std::string all;
  for (const ShowingRecord& one : read.votes.showings)
    all += (all.empty() ? "" : " ") + std::to_string(one.ballot) + ":" + std::to_string(one.row) +
           (one.chosen ? "+" : "-");
  return all;
}

/// "1:3#1": ranking, picture, rank.
std::string ranks_of(const ReadVotes& read) {
  std::string all;
  for (const RankRecord& one : read.votes.ranks)
    all += (all.empty() ? "" : " ") + std::to_string(one.ranking) + ":" + std::to_string(one.row) + "#" +
           std::to_string(one.rank);
  return all;
}

class Rig {
 public:
  Rig() : warehouse(put_warehouse(scratch_ / "w.db", 4)) {}

  bool import(const std::vector<std::string>& texts, bool dry_run = false) {
    std::vector<fs::path> files;
    for (const std::string& text : texts) {
      files.push_back(scratch_ / ("votes" + std::to_string(files.size()) + ".csv"));
      put_file(files.back(), text);
    }
    Console console(Console::Style::quiet);
    return import_votes(files, dry_run, warehouse, console);
  }
  fs::path database() const { return scratch_ / "w.db"; }
  fs::path file(const std::string& text) const {
    put_file(scratch_ / "one.csv", text);
    return scratch_ / "one.csv";
  }

 private:
  Scratch scratch_;

 public:
  Warehouse warehouse;
};

}  // namespace

TEST_CASE("pairs, in their order; columns in any order and case, further ones not used") {
  CHECK(pairs_of(read("voter,winner,loser\nann,a,b\nben,c,a\n")) == "1>2 3>1");
  CHECK(pairs_of(read("Loser , voted_at,WINNER,Voter\nb,2025-05-01,a,ann\n")) == "1>2");
  CHECK(pairs_of(read("winner,loser\na,b\n")) == "1>2");
  const ReadVotes voters = read("voter,winner,loser\nann,a,b\n,a,c\nben,a,d\nann,b,c\n");
  CHECK(voters.lines == 4);
  CHECK(voters.votes.pairs[0].voter == 1);
  CHECK(voters.votes.pairs[1].voter == 0);
  CHECK(voters.votes.pairs[2].voter == 2);
  CHECK(voters.votes.pairs[3].voter == 1);
}

TEST_CASE("columns that are not used are named") {
  const ReadVotes further = read("first,second,third,Fourth,voter,\nc,a,b,e,ann,\n");
  REQUIRE(further.unused.size() == 1);
  CHECK(further.unused[0].columns == std::vector<std::string>{"fourth"});
  CHECK(read("voter,category,picture,rank\nann,sea,a,2\n").unused.empty());
}

TEST_CASE("ballots, a line a picture or a line a ballot") {
  CHECK(showings_of(
            read("ballot,voter,picture,chosen,position\n1,ann,a,1,1\n1,ann,b,0,2\n2,ann,a,no,1\n1,ben,a,Yes,1\n")) ==
        "1:1+ 1:2- 2:1- 3:1+");
  CHECK(showings_of(read("voter,shown,chosen\nann,a|b|c,c\nben,d | a,\n")) == "1:1- 1:2- 1:3+ 2:1- 2:4-");
}

TEST_CASE("rankings, a line each or a line a picture") {
  CHECK(ranks_of(read("voter,first,second,third\nann,c,a,b\nben,b,a,\ncem,e\n")) ==
        "1:3#1 1:1#2 1:2#3 2:2#1 2:1#2 3:5#1");
  CHECK(ranks_of(read("voter,category,picture,rank\nann,sea,a,2\nann,sky,a,1\nann,sea,b,1\nben,sea,a,3\n")) ==
        "1:1#2 2:1#1 1:2#1 3:1#3");
}

TEST_CASE("a picture is named by its id, its file, the file's name where one has it, or its key") {
  CHECK(pairs_of(read("winner,loser\nsea/IMG_1.jpg,sky/IMG_1.jpg\nd.jpg,key-a\n")) == "1>2 4>1");
  CHECK(pairs_of(read("winner,loser\ncafe\u0301.jpg,a\n")) == "3>1");  // the accent apart
  CHECK(refusals("winner,loser\nIMG_1.jpg,a\n") ==
        "2: 2 files are called \"IMG_1.jpg\": name it with its folder, or by its id.");
}

TEST_CASE("files as programs write them: byte order mark, CRLF, semicolons, tabs, quotation marks, empty rows") {
  CHECK(pairs_of(read("\xEF\xBB\xBFvoter;winner;loser\r\nann;a;b\r\n;;\r\n\r\nben;c;a")) == "1>2 3>1");
  CHECK(pairs_of(read("winner\tloser\na\tb\n")) == "1>2");
  CHECK(pairs_of(read("voter,winner,loser,note\n\"Ann, of \"\"B\"\"\",a,b,\"two\nlines\"\nben,b,a,\n")) == "1>2 2>1");
  CHECK(pairs_of(read("winner,loser\na,b,,\n")) == "1>2");
}

TEST_CASE("each line that is not understood is refused with its number and reason, the others are taken") {
  const ReadVotes some = read("voter,winner,loser\nann,a,b\nann,a,x\n\nann,c,c\nann,c\nann,,c\nann,a,b,c\nann,b,a\n");
  CHECK(pairs_of(some) == "1>2 2>1");
  CHECK(some.lines == 7);
  CHECK(refusals("voter,winner,loser\nann,a,b\nann,a,x\n\nann,c,c\nann,c\nann,,c\nann,a,b,c\nann,b,a\n") ==
        "3: There is no picture \"x\".\n"
        "5: Winner and loser are one picture, \"c\".\n"
        "6: It has no \"loser\".\n"
        "7: It has no \"winner\".\n"
        "8: It has 4 cells, the first line names 3 columns. Put a text that holds a separator in quotation marks.");
  CHECK(refusals("ballot,picture,chosen\n1,a,maybe\n1,a,1\n1,a,1\n,a,1\n1,b\n1,x,1\n2,a,0\n") ==
        "2: \"chosen\" is 1 or 0, yes or no, not \"maybe\".\n"
        "4: \"a\" stands on the ballot \"1\" twice.\n"
        "5: It has no \"ballot\".\n"
        "6: It has no \"chosen\".\n"
        "7: There is no picture \"x\".");
  CHECK(refusals("shown,chosen\na|b,c\na|b|a,a\na|b\n||,\na|x,a\na|b,a|a\nsea/IMG_1.jpg|b,a\n") ==
        "2: \"c\" was chosen and not shown.\n"
        "3: \"a\" stands in \"shown\" twice.\n"
        "4: It has no \"chosen\".\n"
        "5: It has no \"shown\".\n"
        "6: There is no picture \"x\".\n"
        "7: \"a\" stands in \"chosen\" twice.");
  CHECK(refusals("first,second,third\na,b,a\n,b,c\na,,c\na,b,c\n") ==
        "2: A picture stands in it twice.\n"
        "3: It has no \"first\".\n"
        "4: It has a \"third\" and no \"second\".");
  CHECK(
      refusals("voter,category,picture,rank\nann,x,a,0\nann,x,a,4\nann,x,a,first\nann,x,a,1\nann,x,b,1\nann,x,a,2\n") ==
      "2: A rank is 1, 2 or 3, not \"0\".\n"
      "3: A rank is 1, 2 or 3, not \"4\".\n"
      "4: A rank is 1, 2 or 3, not \"first\".\n"
      "6: The rank 1 is given already.\n"
      "7: \"a\" has a rank in it already.");
}

TEST_CASE("a line that is refused leaves nothing behind: no voter, no ballot, no ranking") {
  CHECK(results_of(read("voter,winner,loser\nghost,x,a\nann,a,b\n").votes).voters == 1);
  CHECK(results_of(read("voter,shown,chosen\nghost,a|x,a\nann,a|b,a\n").votes).ballots == 1);
  CHECK(results_of(read("ballot,voter,picture,chosen\n1,ghost,x,1\n2,ann,a,1\n").votes).ballots == 1);
  CHECK(results_of(read("voter,category,picture,rank\nghost,x,a,9\nann,x,a,1\n").votes).rankings == 1);
}

TEST_CASE("a file that is no table of votes is refused as a whole, and it is said what is expected") {
  for (const char* text : {"id,title\na,b\n", "winner\na\n", "voter,picture,chosen\nann,a,1\n", "PK\x03\x04", "{}"}) {
    const std::string sentence = failure_of(text);
    CHECK(holds(sentence, "votes.csv: no votes have the columns of its first line, "));
    for (const char* form : {"voter,winner,loser", "ballot,voter,picture,chosen", "voter,shown,chosen",
                             "voter,first,second,third", "voter,category,picture,rank"})
      CHECK(holds(sentence, form));
  }
  CHECK(holds(failure_of(""), "it is empty"));
  CHECK(holds(failure_of("\n\n"), "it is empty"));
  CHECK(holds(failure_of("winner,Winner,loser\na,b,c\n"), "two columns are called \"Winner\""));
  CHECK(holds(failure_of("winner,loser\n\"a,b\n"), "a quotation mark has no pair"));
  CHECK(holds(failure_of(std::string("\xFF\xFEw\0i\0n\0", 8)), "it is not UTF-8"));
  CHECK(holds(failure_of(std::string("winner,loser\na\0,b\n", 18)), "NUL"));
  CHECK(holds(failure_of("winner,loser\ncaf\xE9,a\n"), "it is not UTF-8"));
}

TEST_CASE("several files: voters of one name are one, ballots and categories are a file's own") {
  const ReadVotes both = read_votes({{"one.csv", "ballot,voter,picture,chosen\n1,ann,a,1\n"},
                                     {"two.csv", "ballot,voter,picture,chosen\n1,ann,a,0\n1,ben,b,1\n"},
                                     {"three.csv", "voter,winner,loser\nann,c,x\nann,c,d\n"}},
                                    images());
  CHECK(showings_of(both) == "1:1+ 2:1- 3:2+");
  REQUIRE(both.refused.size() == 1);
  CHECK(both.refused[0].file == "three.csv");
  const VoteResults results = results_of(both.votes);
  CHECK(results.voters == 2);
  CHECK(results.ballots == 3);
  CHECK(results.pairs == 1);
  REQUIRE(results.pictures.size() == 4);
  CHECK(results.pictures[0].row == 1);
  CHECK(results.pictures[0].preference.evidence == Evidence{2, 1});
  CHECK(results.pictures[3].row == 4);
  CHECK(results.pictures[3].preference.elo == 1484.0);
}

TEST_CASE("an import replaces the votes of before; files without a vote remove them") {
  Rig rig;
  CHECK(rig.import({"voter,winner,loser\nann,picture-0,picture-1\n", "shown,chosen\npicture-0|picture-2,picture-2\n"}));
  VoteResults results = rig.warehouse.vote_results();
  CHECK(results.pairs == 1);
  CHECK(results.ballots == 1);
  CHECK(results.pictures.size() == 3);
  CHECK(rig.import({"first,second,third\npicture-3,picture-1,\n"}));
  results = rig.warehouse.vote_results();
  CHECK(results.pairs == 0);
  CHECK(results.rankings == 1);
  CHECK(results.pictures.size() == 2);
  CHECK(rig.import({"voter,winner,loser\n"}));
  CHECK(rig.warehouse.vote_results().pictures.empty());
}

TEST_CASE("nothing is half-written: when a file is refused, or every line, or in a dry run, the votes of before stay") {
  Rig rig;
  REQUIRE(rig.import({"voter,winner,loser\nann,picture-0,picture-1\n"}));
  const Votes before = rig.warehouse.votes();
  const std::string good = "winner,loser\npicture-2,picture-3\n";
  CHECK(holds(sentence_of([&] {
                rig.import({good, "id,title\n"});
              }),
              "no votes have the columns of its first line, id, title."));
  CHECK(holds(sentence_of([&] { rig.import({"winner,loser\nx,y\ny,x\n"}); }), "None of the 2 lines"));
  CHECK(holds(sentence_of([&] { rig.import({"winner,loser\nx,y\n"}); }), "The only line of votes could not be taken."));
  const fs::path file = rig.file(good);
  Console console(Console::Style::quiet);
  CHECK(holds(sentence_of([&] { import_votes({file, file}, false, rig.warehouse, console); }), "is given twice"));
  CHECK(holds(sentence_of([&] { import_votes({""}, false, rig.warehouse, console); }), "file of votes is empty"));
  CHECK(rig.import({good}, true));
  CHECK(rig.warehouse.votes() == before);
  CHECK(!rig.import({good + "x,y\n"}));  // not every line
  CHECK(rig.warehouse.votes().pairs.size() == 1);
  CHECK(rig.warehouse.votes() != before);
}

TEST_CASE("what the warehouse has is what the votes in it come to") {
  Rig rig;
  rig.import({"voter,winner,loser\nann,picture-0,picture-1\nben,picture-2,picture-0\n",
              "voter,shown,chosen\nann,picture-0|picture-1|picture-2,picture-2\nben,picture-1|picture-2,picture-1\n"});
  const VoteResults again = results_of(rig.warehouse.votes()), kept = rig.warehouse.vote_results();
  CHECK(kept.voters == again.voters);
  REQUIRE(kept.pictures.size() == again.pictures.size());
  for (std::size_t i = 0; i < kept.pictures.size(); ++i) {
    CHECK(kept.pictures[i].row == again.pictures[i].row);
    CHECK(kept.pictures[i].preference.preference == again.pictures[i].preference.preference);
    CHECK(kept.pictures[i].preference.posterior.upper == again.pictures[i].preference.posterior.upper);
  }
}

TEST_CASE("what voters, ballots and categories are called is in no byte of the warehouse") {
  Rig rig;
  rig.import({"voter,winner,loser,note\nAnn-Secretly,picture-0,picture-1,Whispered\n",
              "ballot,voter,picture,chosen\nHidden-Ballot,Ann-Secretly,picture-0,1\n",
              "voter,category,picture,rank\nAnn-Secretly,Covert-Category,picture-0,1\n"});
  CHECK(rig.warehouse.vote_results().voters == 1);
  const std::string bytes = read_file(rig.database());
  CHECK(bytes.size() > 10'000);
  CHECK(holds(bytes, "picture-0"));
  for (const char* secret : {"Secretly", "Hidden", "Covert", "Whispered"}) CHECK(!holds(bytes, secret));
}
