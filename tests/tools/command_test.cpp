// The command line as people and programs run it: exit codes, sentences, JSON lines.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/documents/json.h"
#include "core/documents/table.h"
#include "tests/tools/scratch.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Outcome {
  int code = -1;
  std::string out, err;
};

/// A run of `vitrine`; its standard output can be read while it runs.
class Run {
 public:
  explicit Run(const std::vector<std::string>& words, const std::string& program = VITRINE_BINARY) {
    std::array<int, 2> out{}, err{};
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(err.data(), O_CLOEXEC) == 0);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(err[1], STDERR_FILENO);
      std::vector<char*> arguments = {const_cast<char*>("vitrine")};
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      ::execv(program.c_str(), arguments.data());
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = out[0];
    err_ = err[0];
  }

  std::string line() {
    std::string text;
    for (char c = 0; ::read(out_, &c, 1) == 1 && c != '\n';) text += c;
    return text;
  }

  void signal(int number) const { ::kill(process_, number); }

  Outcome end() {
    Outcome outcome;
    outcome.out = rest(out_);
    outcome.err = rest(err_);
    int status = 0;
    ::waitpid(process_, &status, 0);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return outcome;
  }

 private:
  static std::string rest(int from) {
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 1; count > 0;) {
      count = ::read(from, buffer.data(), buffer.size());
      text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    ::close(from);
    return text;
  }

  pid_t process_ = -1;
  int out_ = -1, err_ = -1;
};

Outcome vitrine_run(const std::vector<std::string>& words) { return Run(words).end(); }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string value_in(const std::string& json_line, const std::string& name) {
  const Result<FlatRow> row = read_flat_object(json_line);
  REQUIRE(row.has_value());
  const auto at = std::find_if(row->begin(), row->end(), [&](const auto& field) { return field.first == name; });
  REQUIRE_MESSAGE(at != row->end(), name << " is not in " << json_line);
  return at->second;
}

/// A warehouse of five pictures, and a viewer.
struct Ready {
  Scratch scratch;
  std::string warehouse = (scratch / "w.db").string();
  std::string site = (scratch / "site").string();
  std::string viewer = (scratch / "viewer").string();

  Ready() {
    put_warehouse(warehouse, 5);
    put_viewer(viewer);
  }
  Outcome render(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"render", warehouse, "-o", site, "--viewer", viewer};
    words.insert(words.end(), more.begin(), more.end());
    return vitrine_run(words);
  }
};

/// Three metadata rows without pictures, with vectors: what a build takes without decoding anything.
void put_cards(const fs::path& folder, const std::array<float, 12>& values = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0}) {
  put_file(folder / "metadata.csv", "id,title\na,Alpha\nb,Beta\nc,Gamma\n");
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }";
  header.append(128 - 10 - header.size() - 1, ' ');
  header += '\n';
  std::string bytes = std::string("\x93NUMPY\x01\x00\x76\x00", 10) + header;
  bytes.append(reinterpret_cast<const char*>(values.data()), sizeof values);
  put_file(folder / "embeddings.npy", bytes);
}

}  // namespace

TEST_CASE("Help: exit codes for all, examples for each verb") {
  const Outcome help = vitrine_run({"--help"});
  CHECK(help.code == 0);
  CHECK(has(help.out, "Exit codes:"));
  CHECK(vitrine_run({"--version"}).out == "vitrine " VITRINE_VERSION "\n");
  for (const char* verb : {"build", "ingest", "analyse", "spotlight", "calendar", "render", "serve", "check", "info"}) {
    CAPTURE(verb);
    CHECK(has(help.out, std::string("\n  ") + verb));
    const Outcome own = vitrine_run({verb, "--help"});
    CHECK(own.code == 0);
    CHECK(has(own.out, "Examples:\n  vitrine " + std::string(verb)));
    CHECK(has(own.out, "--json"));
    CHECK(has(own.out, "--quiet"));
    const bool writes = std::set<std::string>{"serve", "check", "info", "spotlight"}.count(verb) == 0;
    CHECK(has(own.out, "--dry-run") == writes);
  }
}

TEST_CASE("A wrong command line is exit code 2 and says what is wrong") {
  CHECK(vitrine_run({}).code == 2);
  CHECK(vitrine_run({"paint"}).code == 2);
  CHECK(vitrine_run({"render"}).code == 2);
  const Outcome unknown = vitrine_run({"render", "w.db", "-o", "site", "--colour", "red"});
  CHECK(unknown.code == 2);
  CHECK(has(unknown.err, "--colour"));
  CHECK(vitrine_run({"serve", "site", "--port", "70000"}).code == 2);
  CHECK(vitrine_run({"check", "site", "--json", "--quiet"}).code == 2);
}

TEST_CASE("A failure is a sentence, or an object with it") {
  const Scratch scratch;
  const std::string site = (scratch / "site").string();
  const Outcome plain = vitrine_run({"check", site});
  CHECK(plain.code == 1);
  CHECK(plain.out.empty());
  CHECK(has(plain.err, "is not a site"));
  CHECK(plain.err.back() == '\n');
  const Outcome json = vitrine_run({"check", site, "--json"});
  CHECK(json.code == 1);
  CHECK(value_in(json.err, "event") == "failed");
  CHECK(has(value_in(json.err, "message"), "is not a site"));
  CHECK(value_in(json.err, "code") == "1");
  CHECK(has(vitrine_run({"check", site, "--quiet"}).err, "is not a site"));
}

TEST_CASE("render: a site, then nothing to do, then what would change") {
  const Ready ready;
  const Outcome planned = ready.render({"--dry-run"});
  CHECK(planned.code == 0);
  CHECK(has(planned.out, "would add index.html\n"));
  CHECK(has(planned.out, "Nothing was written."));
  CHECK_FALSE(fs::exists(ready.site));
  CHECK_FALSE(fs::exists(ready.scratch / "w.thumbs/hashes"));

  const Outcome made = ready.render();
  CHECK(made.code == 0);
  CHECK(has(made.out, "5 pictures"));
  CHECK(fs::exists(ready.scratch / "site/index.html"));
  CHECK(has(ready.render().out, "is up to date"));
  CHECK(ready.render({"--quiet"}).out.empty());
  const Outcome json = ready.render({"--json"});
  CHECK(value_in(json.out, "event") == "rendered");
  CHECK(value_in(json.out, "pictures") == "5");
  CHECK(value_in(json.out, "changed") == "false");
}

TEST_CASE("render refuses what it must not replace, and says why") {
  const Ready ready;
  put_file(ready.scratch / "photos/a.jpg", "precious");
  const Outcome foreign =
      vitrine_run({"render", ready.warehouse, "-o", (ready.scratch / "photos").string(), "--viewer", ready.viewer});
  CHECK(foreign.code == 1);
  CHECK(has(foreign.err, "a.jpg"));
  CHECK(read_file(ready.scratch / "photos/a.jpg") == "precious");
  REQUIRE(ready.render().code == 0);
  fs::rename(ready.warehouse, ready.scratch / "site/w.db");
  const Outcome inside =
      vitrine_run({"render", (ready.scratch / "site/w.db").string(), "-o", ready.site, "--viewer", ready.viewer});
  CHECK(inside.code == 1);
  CHECK(has(inside.err, "inside the site"));
  CHECK(
      vitrine_run({"render", (ready.scratch / "none.db").string(), "-o", ready.site, "--viewer", ready.viewer}).code ==
      1);
  const Outcome blind = vitrine_run({"render", ready.warehouse, "-o", ready.site, "--viewer", ready.site});
  CHECK(blind.code == 1);
  CHECK(has(blind.err, "There is no viewer in"));
}

TEST_CASE("A folder where nothing can be written is a sentence") {
  const Ready ready;
  const Outcome below_a_file =
      vitrine_run({"render", ready.warehouse, "-o", ready.warehouse + "/deep/site", "--viewer", ready.viewer});
  CHECK(below_a_file.code == 1);
  CHECK(has(below_a_file.err, "cannot be used: Not a directory."));
}

TEST_CASE("An installed vitrine finds its viewer, from any path") {
  const Ready ready;
  const fs::path program = ready.scratch / "an installed Würfel/bin/vitrine";
  fs::create_directories(program.parent_path());
  fs::copy_file(VITRINE_BINARY, program);
  const std::vector<std::string> words = {"render", ready.warehouse, "-o", ready.site};
  const Outcome blind = Run(words, program.string()).end();
  CHECK(blind.code == 1);
  CHECK(has(blind.err, "an installed Würfel/share/vitrine/viewer"));
  CHECK(has(blind.err, "tools/build wasm"));
  put_viewer(ready.scratch / "an installed Würfel/share/vitrine/viewer");
  CHECK(Run(words, program.string()).end().code == 0);
}

TEST_CASE("analyse: tags of a vocabulary, kept until another is given, and what does not fit is a sentence") {
  const Ready ready;
  const fs::path cards = ready.scratch / "cards", prompts = cards / "embeddings.npy";
  put_cards(cards);
  put_file(ready.scratch / "tags.csv", "code,all_of\nalpha,\nbeta,\ngamma,\nboth,alpha beta\n");
  put_file(ready.scratch / "two.yaml", "base_attributes:\n  - {code: beta}\n  - {code: alpha}\n");
  put_file(ready.scratch / "none.csv", "code\n");
  const std::string file = (ready.scratch / "cards.db").string();
  const auto analyse = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"analyse", file, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return vitrine_run(words);
  };
  const auto tags = [&] { return value_in(vitrine_run({"info", file, "--json"}).out, "tags"); };
  REQUIRE(vitrine_run({"ingest", cards.string(), "--warehouse", file}).code == 0);

  const std::string vocabulary = (ready.scratch / "tags.csv").string();
  const Outcome early = analyse({"--vocabulary", vocabulary});
  CHECK(has(early.out + early.err, "The warehouse has no prompt for"));
  const Outcome wrong = analyse({"--vocabulary", (ready.scratch / "two.yaml").string(), "--prompts", prompts.string()});
  CHECK(wrong.code == 1);
  CHECK(has(wrong.out + wrong.err, "The prompts have 3 rows, and two.yaml has 2 tags that are not derived."));
  CHECK(analyse({"--prompts", prompts.string()}).code == 2);

  const Outcome made = analyse({"--vocabulary", vocabulary, "--prompts", prompts.string(), "--calibration", "sigmoid"});
  CAPTURE(made.out + made.err);
  CHECK(made.code == 0);
  CHECK(has(made.out, "\"computed\":3"));
  CHECK(tags() == "alpha 1|beta 1|gamma 1|both 0");
  CHECK(!has(analyse({}).out, "tagged"));
  CHECK(tags() == "alpha 1|beta 1|gamma 1|both 0");
  const Outcome fewer = analyse({"--vocabulary", (ready.scratch / "two.yaml").string()});
  CHECK(has(fewer.out, "\"computed\":0"));
  CHECK(has(fewer.out, "\"calibration\":\"sigmoid\""));
  CHECK(tags() == "beta 1|alpha 1");
  CHECK(analyse({"--vocabulary", (ready.scratch / "none.csv").string()}).code == 0);
  CHECK(tags().empty());
}

TEST_CASE("analyse: options that are not given keep their values of the last run") {
  const Ready ready;
  put_cards(ready.scratch / "cards");
  put_file(ready.scratch / "groups.csv", "id,cluster\na,left\nb,right\nc,right\n");
  const std::string file = (ready.scratch / "cards.db").string();
  REQUIRE(vitrine_run({"ingest", (ready.scratch / "cards").string(), "--warehouse", file}).code == 0);
  const auto clusters = [&] { return value_in(vitrine_run({"info", file, "--json"}).out, "clusters"); };
  const std::string groups = (ready.scratch / "groups.csv").string();
  REQUIRE(vitrine_run({"analyse", file, "--clusters-from", groups}).code == 0);
  CHECK(clusters() == "2");
  CHECK(has(vitrine_run({"analyse", file}).out, "Analysed before"));
  CHECK(clusters() == "2");
  CHECK(has(vitrine_run({"analyse", file, "-k", "0"}).out, "for each doubling"));
  CHECK(has(vitrine_run({"analyse", file, "--seed", "7"}).out, "for each doubling"));
  CHECK(has(vitrine_run({"analyse", file}).out, "Analysed before"));
}

TEST_CASE("analyse: what is asked for is remembered, also where it changes nothing") {
  const Ready ready;
  put_cards(ready.scratch / "cards");
  const std::string file = (ready.scratch / "cards.db").string();
  const std::string groups = (ready.scratch / "groups.csv").string(), same = (ready.scratch / "same.csv").string();
  put_file(groups, "id,cluster\na,left\nb,right\nc,right\n");
  put_file(same, read_file(groups));
  REQUIRE(vitrine_run({"ingest", (ready.scratch / "cards").string(), "--warehouse", file}).code == 0);
  REQUIRE(vitrine_run({"analyse", file, "--clusters-from", groups}).code == 0);
  CHECK(has(vitrine_run({"analyse", file, "--clusters-from", same, "--dry-run"}).out, "Analysed before"));
  fs::remove(same);
  CHECK(has(vitrine_run({"analyse", file}).out, "Analysed before"));  // a dry run is not remembered
  put_file(same, read_file(groups));
  CHECK(has(vitrine_run({"analyse", file, "--clusters-from", same}).out, "Analysed before"));
  const std::string before = read_file(file);
  CHECK(has(vitrine_run({"analyse", file, "--clusters-from", same}).out, "Analysed before"));
  CHECK(read_file(file) == before);  // what is remembered already is not written again
  put_file(same, "id,cluster\na,left\nb,middle\nc,right\n");
  REQUIRE(vitrine_run({"analyse", file}).code == 0);
  CHECK(value_in(vitrine_run({"info", file, "--json"}).out, "clusters") == "3");
}

TEST_CASE("build: without the module of clusters the site is made all the same, and a sentence says so") {
  const Ready ready;
  put_cards(ready.scratch / "cards");
  const fs::path program = ready.scratch / "bin/vitrine";
  fs::create_directories(program.parent_path());
  fs::copy_file(VITRINE_BINARY, program);
  const std::vector<std::string> words = {"build",     (ready.scratch / "cards").string(), "-o", ready.site, "--viewer",
                                          ready.viewer};
  const Outcome without = Run(words, program.string()).end();
  CAPTURE(without.err);
  CHECK(without.code == 0);
  CHECK(has(without.err, "The spotlight module was not found"));
  CHECK(has(without.err, "The site is made without it."));
  CHECK(fs::exists(ready.site + ".warehouse.db"));
  CHECK(value_in(vitrine_run({"info", ready.site, "--json"}).out, "clusters") == "0");
  CHECK(vitrine_run({"check", ready.site}).code == 0);
}

TEST_CASE("votes: taken by calendar and analyse, lines that are not are listed, and no name of a voter is published") {
  const Ready ready;
  const std::string ballots = (ready.scratch / "ballots.csv").string(), pairs = (ready.scratch / "pairs.csv").string();
  put_file(ballots, "voter,shown,chosen\nAnn-Secretly,picture-0|picture-1|picture-2,picture-1\n");
  put_file(pairs, "voter,winner,loser\nAnn-Secretly,picture-0,picture-9\nBen-Secretly,picture-3,picture-0\n");
  const Outcome calendar = vitrine_run({"calendar", ready.warehouse, "--votes", ballots, "--votes", pairs});
  CHECK(calendar.code == 3);
  CHECK(has(calendar.err, "pairs.csv, line 2: There is no picture \"picture-9\"."));
  CHECK(has(calendar.out, "Votes: 1 ballot, 1 pair and 0 rankings by 2 voters, on 4 pictures. 1 line was not taken."));
  CHECK(has(vitrine_run({"info", ready.warehouse}).out, "1 ballot, 1 pair and 0 rankings by 2 voters, on 4 pictures"));
  CHECK(ready.render().code == 0);
  bool counted = false;
  for (const auto& [name, bytes] : contents(ready.site)) {
    CHECK_MESSAGE(!has(bytes, "Secretly"), name);
    counted = counted || (name.starts_with("api/calendar") && has(bytes, "\"voters\":2"));
  }
  CHECK(counted);

  CHECK(vitrine_run({"calendar", ready.warehouse}).code == 0);  // they stay
  CHECK(value_in(vitrine_run({"info", ready.warehouse, "--json"}).out, "ballots") == "1");
  CHECK(vitrine_run({"analyse", ready.warehouse, "--votes", ballots}).code == 0);
  CHECK(value_in(vitrine_run({"info", ready.warehouse, "--json"}).out, "pairs") == "0");
  CHECK(vitrine_run({"calendar", ready.warehouse, "--votes", ballots, "--votes", ballots}).code == 1);
  CHECK(vitrine_run({"calendar", ready.warehouse, "--votes", (ready.scratch / "nowhere.csv").string()}).code == 1);
  CHECK(value_in(vitrine_run({"info", ready.warehouse, "--json"}).out, "voted_pictures") == "3");
}

TEST_CASE("votes: files of them in the pictures' folder are pointed out, and not taken by themselves") {
  const Scratch scratch;
  put_cards(scratch / "pictures");
  put_file(scratch / "pictures/votes.csv", "winner,loser\na,b\n");
  const std::string file = (scratch / "w.db").string(), folder = (scratch / "pictures").string();
  REQUIRE(vitrine_run({"ingest", folder, "--warehouse", file}).code == 0);
  const Outcome before = vitrine_run({"analyse", file});
  CHECK(has(before.out, "There is a file of votes in the folder"));
  CHECK(has(before.out, "--votes " + folder + "/votes.csv"));
  CHECK(value_in(vitrine_run({"info", file, "--json"}).out, "pairs") == "0");
  CHECK(!has(vitrine_run({"calendar", file, "--votes", folder + "/votes.csv"}).out, "There is a file of votes"));
  CHECK(!has(vitrine_run({"analyse", file}).out, "There is a file of votes"));
}

TEST_CASE("spotlight: what it cannot do is a sentence") {
  const Ready ready;
  put_cards(ready.scratch / "cards");
  const std::string warehouse = (ready.scratch / "w.db").string();
  REQUIRE(vitrine_run({"ingest", (ready.scratch / "cards").string(), "--warehouse", warehouse}).code == 0);
  const Outcome none = vitrine_run({"spotlight", warehouse});
  CHECK(none.code == 1);
  CHECK(has(none.err, "No picture has a coded vector: run vitrine analyse first."));
  CHECK(vitrine_run({"spotlight", warehouse, "--balance", "101"}).code == 2);
  CHECK(vitrine_run({"spotlight", (ready.scratch / "nothing.db").string()}).code == 1);
}

TEST_CASE("calendar: candidates as a table and as objects, options that are kept, and nothing written twice") {
  const Ready ready;
  const std::string& file = ready.warehouse;
  const auto calendar = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"calendar", file};
    words.insert(words.end(), more.begin(), more.end());
    return vitrine_run(words);
  };
  const std::string before = read_file(file);
  const Outcome planned = calendar({"--first-month", "2027-01", "--months", "3", "--dry-run"});
  CHECK(planned.code == 0);
  CHECK(has(planned.out, "Nothing was written."));
  CHECK(read_file(file) == before);

  const Outcome made = calendar({"--first-month", "2027-01", "--months", "3"});
  CHECK_MESSAGE(made.code == 0, made.err);
  CHECK(has(made.out, "total"));
  CHECK(has(made.out, "\nF "));
  CHECK(has(made.out, "Calendar of 2027-01 to 2027-03: 6 candidates, the best is "));
  CHECK(has(made.out, "The collection has no votes or scores, no tags of the bonuses, no vectors, no clusters"));
  const std::string kept = read_file(file);
  const Outcome again = calendar({});
  CHECK(again.out == made.out);
  CHECK(read_file(file) == kept);
  CHECK(calendar({"--quiet"}).out.empty());

  const Outcome json = calendar({"--json"});
  const std::string first = json.out.substr(0, json.out.find('\n'));
  CHECK(value_in(first, "event") == "candidate");
  CHECK(value_in(first, "name") == "A");
  CHECK(value_in(first, "preference") == "0.5");
  CHECK(has(value_in(first, "pictures"), "picture-"));
  CHECK(has(json.out, "\"event\":\"calendar\",\"first_month\":\"2027-01\",\"slots\":3"));

  CHECK(ready.render().code == 0);
  CHECK(has(vitrine_run({"info", ready.site}).out, "Calendar      2027-01 to 2027-03\n"));
  CHECK(has(vitrine_run({"info", file}).out, "Candidates    A, B, C, D, E, F\n"));
  CHECK(vitrine_run({"check", ready.site}).code == 0);

  const Outcome wrong = calendar({"--months", "0"});
  CHECK(wrong.code == 1);
  CHECK(has(wrong.err, "\"months\": a number from 1 to 60 expected, found 0."));
  CHECK(has(calendar({"--months", ""}).out, "Calendar of 2027-01 to 2028-01"));
}

TEST_CASE("calendar: entries of days are taken, published and taken away; a file that is wrong changes nothing") {
  const Ready ready;
  const auto calendar = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"calendar", ready.warehouse, "--first-month", "2026-12", "--months", "3"};
    words.insert(words.end(), more.begin(), more.end());
    return vitrine_run(words);
  };
  const auto published = [&](const std::string& words) {
    REQUIRE(ready.render().code == 0);
    for (const auto& [name, bytes] : contents(ready.site))
      if (name.starts_with("api/calendar")) return has(bytes, words);
    return false;
  };
  const std::string csv = (ready.scratch / "days.csv").string(), ics = (ready.scratch / "days.ics").string(),
                    wrong = (ready.scratch / "wrong.csv").string();
  put_file(csv, "date,text\n2026-12-24/2026-12-26,Christmas\n1999-01-01,Long ago\n");
  put_file(ics,
           "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200106\r\nRRULE:FREQ=YEARLY\r\n"
           "SUMMARY:Epiphany\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  put_file(wrong, "date,text\n24.12.2026,Christmas\n");

  CHECK(has(calendar({"--events", csv, "--dry-run"}).out, "Would take 1 entry of days"));
  CHECK(!published("Christmas"));
  const Outcome taken = calendar({"--events", csv});
  CHECK(taken.code == 0);
  CHECK(has(taken.out, "Took 1 entry of days from 2024-12-01 to 2028-12-31 out of " + csv));
  CHECK(published(R"({"first":"2026-12-24","last":"2026-12-26","text":"Christmas"})"));
  const Outcome refused = calendar({"--events", wrong});
  CHECK(refused.code == 1);
  CHECK(has(refused.err, "wrong.csv, line 2: \"24.12.2026\" is no day."));
  CHECK(calendar({}).code == 0);
  CHECK(published("Christmas"));
#ifdef VITRINE_LEAN_TEST
  CHECK(has(calendar({"--events", ics}).err, "Install Debian's libical-dev and build Vitrine again."));
  CHECK(published("Christmas"));
#else
  CHECK(has(calendar({"--events", ics}).out, "Took 4 entries of days"));
  CHECK(published(R"({"first":"2027-01-06","last":"2027-01-06","text":"Epiphany"})"));
  CHECK(!published("Christmas"));
#endif
  CHECK(has(calendar({"--events", ""}).out, "There are no entries of days any more."));
  CHECK(!published("Epiphany"));
  CHECK(!published("Christmas"));
}

TEST_CASE("calendar: a board leaves by --export and comes back by analyse --apply, named by its maker") {
  const Ready ready;
  const std::string& file = ready.warehouse;
  const std::string board = (ready.scratch / "board.json").string();
  REQUIRE(vitrine_run({"calendar", file, "--first-month", "2026-12", "--months", "4"}).code == 0);
  CHECK(vitrine_run({"calendar", file, "--export", "F"}).code == 2);
  CHECK(has(vitrine_run({"calendar", file, "--export", "G", "-o", board}).err, "There are: A, B, C, D, E, F."));
  CHECK(has(vitrine_run({"calendar", file, "--export", "F", "-o", board, "--dry-run"}).out, "Would write F to"));
  CHECK(vitrine_run({"calendar", file, "--export", "G", "-o", board, "--dry-run"}).code == 1);
  CHECK_FALSE(fs::exists(board));
  CHECK(has(vitrine_run({"calendar", file, "--export", "F", "-o", board}).out, "Wrote F to " + board + ".\n"));
  const Outcome method = vitrine_run({"analyse", file, "--apply", board});
  CHECK(method.code == 1);
  CHECK(has(method.err, "\"F\" is the name of a method"));

  CalendarBoard own = *read<CalendarBoard>(read_file(board), "board");
  own.name = "Our year";
  own.maker = "Ann";
  own.cover = 2;
  std::swap(own.slots[0].picture, own.slots[1].picture);
  write_file(board, write(own));
  const Outcome planned = vitrine_run({"analyse", file, "--apply", board, "--dry-run"});
  CHECK(has(planned.out, "Would apply the board \"Our year\""));
  const Outcome applied = vitrine_run({"analyse", file, "--apply", board});
  CHECK_MESSAGE(applied.code == 0, applied.err);
  CHECK(has(applied.out, "Applied the board \"Our year\""));
  CHECK(has(vitrine_run({"info", file}).out, "Candidates    A, B, C, D, E, F, Our year\n"));

  std::swap(own.slots[2].picture, own.slots[3].picture);
  write_file(board, write(own));
  REQUIRE(vitrine_run({"analyse", file, "--apply", board}).code == 0);  // in the place of the one of its name
  const std::string out = (ready.scratch / "out.json").string();
  REQUIRE(vitrine_run({"calendar", file, "--export", "Our year", "-o", out}).code == 0);
  CHECK(read_file(out) == read_file(board));
  CHECK(has(vitrine_run({"info", file}).out, "Candidates    A, B, C, D, E, F, Our year\n"));

  REQUIRE(vitrine_run({"calendar", file, "--months", "5"}).code == 0);  // it fits no calendar of five months
  CHECK(has(vitrine_run({"info", file}).out, "Candidates    A, B, C, D, E, F\n"));
  REQUIRE(vitrine_run({"calendar", file, "--months", "4"}).code == 0);
  CHECK(has(vitrine_run({"info", file}).out, "Candidates    A, B, C, D, E, F, Our year\n"));
}

TEST_CASE("build computes the calendar that vitrine.json describes, and is silent where nothing changed") {
  const Scratch scratch;
  const std::string cards = (scratch / "cards").string(), site = (scratch / "site").string();
  put_cards(cards);
  put_viewer(scratch / "viewer");
  const auto build = [&] {
    return vitrine_run({"build", cards, "-o", site, "--viewer", (scratch / "viewer").string()});
  };
  put_file(scratch / "cards/vitrine.json", R"({"calendar":{"months":70}})");
  const Outcome refused = build();
  CHECK(refused.code == 1);
  CHECK(has(refused.err, "vitrine.json: \"calendar\": \"months\": a number from 1 to 60 expected, found 70."));
  put_file(scratch / "cards/vitrine.json", R"({"calendar":{"first_month":"2027-01","months":2,"title":"Sky"}})");
  const Outcome made = build();
  REQUIRE_MESSAGE(made.code == 0, made.err);
  CHECK(has(made.out, "Calendar of 2027-01 to 2027-02: 6 candidates"));
  const Outcome again = build();
  CHECK_FALSE(has(again.out, "Calendar"));
  CHECK(has(again.out, "is up to date"));
  put_file(scratch / "cards/vitrine.json", R"({"calendar":{"first_month":"2027-01","months":3,"title":"Sky"}})");
  CHECK(has(build().out, "Calendar of 2027-01 to 2027-03: 6 candidates"));
}

TEST_CASE("build refuses a place where the site would be read as pictures") {
  const Ready ready;
  put_cards(ready.scratch / "cards");
  const Outcome inside = vitrine_run({"build", (ready.scratch / "cards").string(), "-o",
                                      (ready.scratch / "cards/site").string(), "--viewer", ready.viewer});
  CHECK(inside.code == 1);
  CHECK(has(inside.err, "choose a place outside"));
  CHECK(contents(ready.scratch / "cards").size() == 2);
  const Outcome planned = vitrine_run(
      {"build", (ready.scratch / "cards").string(), "-o", ready.site, "--viewer", ready.viewer, "--dry-run"});
  CHECK(planned.code == 0);
  CHECK(has(planned.out, "The site would then be made in"));
  CHECK_FALSE(fs::exists(ready.site));
  CHECK_FALSE(fs::exists(ready.site + ".warehouse.db"));
}

TEST_CASE("check: 0 when whole, 3 with a line for each finding") {
  const Ready ready;
  REQUIRE(ready.render().code == 0);
  const Outcome whole = vitrine_run({"check", ready.site});
  CHECK(whole.code == 0);
  CHECK(has(whole.out, "all as published."));
  fs::remove(ready.scratch / "site/thumbs/256/key00001.webp");
  const Outcome found = vitrine_run({"check", ready.site});
  CHECK(found.code == 3);
  CHECK(has(found.out, "thumbs/256/key00001.webp is missing"));
  CHECK(has(vitrine_run({"check", ready.site, "--quiet"}).err, "thumbs/256/key00001.webp is missing"));
  const Outcome json = vitrine_run({"check", ready.site, "--json"});
  CHECK(value_in(json.out.substr(0, json.out.find('\n')), "kind") == "missing");
}

TEST_CASE("info: of a warehouse and of a site") {
  const Ready ready;
  {
    Warehouse warehouse(ready.warehouse, Warehouse::Mode::write);
    warehouse.set_columns({{"mood", "Mood", true, true, false}, {"gps", "Gps", false, false, false}});
    warehouse.set_skipped({{"broken.jpg", "It is empty."}});
  }
  const Outcome warehouse = vitrine_run({"info", ready.warehouse});
  CHECK(warehouse.code == 0);
  CHECK(has(warehouse.out, "Pictures      5\n"));
  CHECK(has(warehouse.out, "Dates         2026-01-01 to 2026-01-05\n"));
  CHECK(has(warehouse.out, "Published     mood\n"));
  CHECK(has(warehouse.out, "Held back     gps\n"));
  CHECK(has(warehouse.out, "broken.jpg: It is empty."));
  const Outcome json = vitrine_run({"info", ready.warehouse, "--json"});
  CHECK(value_in(json.out.substr(0, json.out.find('\n')), "held_back") == "gps");
  REQUIRE(ready.render().code == 0);
  const Outcome site = vitrine_run({"info", ready.site});
  CHECK(site.code == 0);
  CHECK(has(site.out, "Pictures      5\n"));
  CHECK(has(site.out, "Modules       none\n"));
  CHECK(vitrine_run({"info", (ready.scratch / "none").string()}).code == 1);
  put_file(ready.scratch / "text.db", "this is no database, however long it may be");
  CHECK(vitrine_run({"info", (ready.scratch / "text.db").string()}).code == 1);
}

TEST_CASE("serve: says its address, ends on a signal, and a busy port is a sentence") {
  const Ready ready;
  REQUIRE(ready.render().code == 0);
  for (const int signal : {SIGTERM, SIGINT}) {
    Run run({"serve", ready.site, "--port", "0", "--json"});
    const std::string line = run.line();
    CHECK(value_in(line, "event") == "serving");
    const std::string port = value_in(line, "port");
    CHECK(value_in(line, "address") == "http://127.0.0.1:" + port + "/");
    const Outcome second = vitrine_run({"serve", ready.site, "--port", port});
    CHECK(second.code == 1);
    CHECK(has(second.err, "Port " + port + " on 127.0.0.1 is in use"));
    run.signal(signal);
    CHECK(run.end().code == 0);
  }
  CHECK(vitrine_run({"serve", ready.viewer + "/viewer"}).code == 1);
}

TEST_CASE("What a curator decided in the page comes back with --apply") {
  const Scratch scratch;
  put_cards(scratch / "cards", {1, 0, 0, 0, 0.995F, 0.0998749F, 0, 0, 0, 0, 1, 0});  // a and b are 0.995 alike
  const std::string warehouse = (scratch / "w.db").string(), site = (scratch / "site").string();
  const std::string viewer = (scratch / "viewer").string(), patch = (scratch / "p.json").string();
  put_viewer(viewer);
  const Outcome built =
      vitrine_run({"build", (scratch / "cards").string(), "-o", site, "--viewer", viewer, "--warehouse", warehouse});
  REQUIRE_MESSAGE(built.code == 0, built.err);
  const auto manifest = [&] { return *read<Manifest>(read_file(fs::path(site) / "api/collection.json"), "m"); };
  CHECK(manifest().curation.groups == 1);
  CHECK(manifest().curation.active == 2);

  const auto apply = [&](const std::string& decisions) {
    put_file(patch, R"({"schema":1,"collection":")" + manifest().id +
                        R"(","threshold":0.98,"linkage":"representative")" + decisions + "}");
    return vitrine_run({"analyse", warehouse, "--apply", patch});
  };
  const Outcome kept = apply(R"(,"keep":["b","gone"],"masters":["b"])");
  CHECK_MESSAGE(kept.code == 0, kept.err);
  CHECK(has(kept.out, "Applied 2 decisions"));
  CHECK(has(kept.err, "1 picture of the patch is not in the collection and left out: \"gone\"."));
  CHECK(vitrine_run({"render", warehouse, "-o", site, "--viewer", viewer}).code == 0);
  CHECK(manifest().curation.kept.size() == 1);
  CHECK(has(read_file(fs::path(site) / "index.html"), "2 pictures"));

  CHECK(apply(R"(,"apart":[{"pictures":["b"]}])").code == 0);
  CHECK(vitrine_run({"render", warehouse, "-o", site, "--viewer", viewer}).code == 0);
  CHECK(manifest().curation.groups == 0);
  CHECK(manifest().curation.active == 3);

  const Outcome refused = apply(R"(,"keeps":["b"])");
  CHECK(refused.code != 0);
  CHECK(has(refused.err, "p.json has a key \"keeps\" that is not known"));
}

TEST_CASE("calendar: a file that is read is not replaced, and one that cannot be made is refused at once") {
  const Ready ready;
  const std::string before = read_file(ready.warehouse);
  const std::string folder = fs::path(ready.warehouse).parent_path().string();
  for (const std::vector<std::string>& made :
       {std::vector<std::string>{"--export", "F", "-o"}, std::vector<std::string>{"--pdf"}}) {
    const auto refusal = [&](const std::string& file) {
      std::vector<std::string> words = {"calendar", ready.warehouse};
      words.insert(words.end(), made.begin(), made.end());
      words.push_back(file);
      const Outcome outcome = vitrine_run(words);
      CHECK(outcome.code == 1);
      return outcome.err;
    };
    CHECK(has(refusal(ready.warehouse), "is what is read"));
    CHECK(has(refusal(folder), "is a folder"));
    CHECK(has(refusal(folder + "/none/x"), "there is no folder"));
  }
  CHECK(read_file(ready.warehouse) == before);
  CHECK(vitrine_run({"calendar", ready.warehouse, "-o", folder + "/x"}).code == 2);  // of what?
  for (const std::vector<std::string>& empty :
       {std::vector<std::string>{"--pdf", ""}, {"--export", "F", "-o", ""}, {"--export", "", "-o", folder + "/x"}}) {
    std::vector<std::string> words = {"calendar", ready.warehouse};
    words.insert(words.end(), empty.begin(), empty.end());
    const Outcome outcome = vitrine_run(words);
    CHECK(outcome.code == 2);
    CHECK(has(outcome.err, "a name expected, found an empty text"));
  }
  const Outcome none = vitrine_run({"calendar", folder + "/none.db"});
  CHECK(none.code == 1);
  CHECK(has(none.err, "There is no warehouse"));
  CHECK_FALSE(fs::exists(folder + "/none.db"));
}

TEST_CASE("calendar --pdf: what the paper cannot be, and what is missing, is said; nothing is written") {
  const Ready ready;
  const std::string file = (ready.scratch / "calendar.pdf").string();
  const auto print = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"calendar", ready.warehouse, "--months", "3", "--pdf", file};
    words.insert(words.end(), more.begin(), more.end());
    return vitrine_run(words);
  };
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--paper", "A9"},
                                             {"--bleed", "7mm"},
                                             {"--bleed", "wide"},
                                             {"--margin", "90mm"},
                                             {"--layout", "beside"},
                                             {"--wire", "right"},
                                             {"--week-numbers", "maybe"},
                                             {"--board", ""},
                                             {"--candidate", ""},
                                             {"--board", "b", "--candidate", "F"}}) {
    CAPTURE(wrong[0]);
    const Outcome outcome = print(wrong);
    CHECK(outcome.code == 2);
    CHECK(has(outcome.err, wrong[0]));
  }
  CHECK(vitrine_run({"calendar", ready.warehouse, "--paper", "A3"}).code == 2);
  const Outcome unknown = print({"--candidate", "none"});
  CHECK(unknown.code == 1);
  CHECK(has(unknown.err, "There is no candidate"));
  const Outcome missing = print({});
  CHECK(missing.code == 1);
#ifdef VITRINE_LEAN_TEST
  CHECK(has(missing.err, "The print module was not found"));
#else
  CHECK(has(missing.err, "there is no file"));
  CHECK(has(missing.err, ".JPG"));
#endif
  CHECK_FALSE(fs::exists(file));
}
