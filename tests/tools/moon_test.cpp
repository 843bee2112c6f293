// Phases of the Moon against those that the United States Naval Observatory publishes; zones; ranges of days.
#include "tools/calendar/moon.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

namespace chrono = std::chrono;

/// Phases in their turn: month and day, then hour and minute of Universal Time.
struct Published {
  int year;
  std::uint32_t first_phase;
  const char* instants;
};

constexpr Published published[] = {
    {1900, 0,
     "0101 1352 0108 0540 0115 1907 0123 2353 "
     "0131 0122 0206 1623 0214 1350 0222 1644 "
     "0301 1125 0308 0534 0316 0812 0324 0536 "},
    {2020, 1,
     "0103 0445 0110 1921 0117 1258 0124 2142 "
     "0202 0142 0209 0733 0215 2217 0223 1532 "
     "0302 1957 0309 1748 0316 0934 0324 0928 "
     "0401 1021 0408 0235 0414 2256 0423 0226 "
     "0430 2038 0507 1045 0514 1403 0522 1739 "
     "0530 0330 0605 1912 0613 0624 0621 0641 "
     "0628 0816 0705 0444 0712 2329 0720 1733 "
     "0727 1232 0803 1559 0811 1645 0819 0242 "
     "0825 1758 0902 0522 0910 0926 0917 1100 "
     "0924 0155 1001 2105 1010 0039 1016 1931 "
     "1023 1323 1031 1449 1108 1346 1115 0507 "
     "1122 0445 1130 0930 1208 0036 1214 1616 "
     "1221 2341 1230 0328 "},
    {2030, 0,
     "0104 0249 0111 1406 0119 1554 0126 1814 "
     "0202 1607 0210 1149 0218 0620 0225 0158 "
     "0304 0634 0312 0847 0319 1756 0326 0951 "
     "0402 2202 0411 0257 0418 0320 0424 1839 "
     "0502 1412 0510 1711 0517 1119 0524 0457 "
     "0601 0621 0609 0336 0615 1841 0622 1719 "
     "0630 2134 0708 1102 0715 0212 0722 0807 "
     "0730 1111 0806 1643 0813 1044 0821 0115 "
     "0828 2307 0904 2155 0911 2118 0919 1956 "
     "0927 0954 1004 0356 1011 1047 1019 1450 "
     "1026 2017 1102 1156 1110 0330 1118 0832 "
     "1125 0646 1201 2257 1209 2240 1218 0001 "
     "1224 1732 1231 1336 "},
};

chrono::sys_days day(const char* text) { return *parse_day(text); }

chrono::sys_seconds instant_of(const MoonPhase& phase) {
  const int hour = std::stoi(phase.time.substr(0, 2)), minute = std::stoi(phase.time.substr(3));
  return *parse_day(phase.day) + chrono::hours(hour) + chrono::minutes(minute);
}

}  // namespace

TEST_CASE("phases are those that the observatory publishes, within a minute") {
  for (const Published& of : published) {
    const DayRange days{chrono::year(of.year) / 1 / 1, chrono::year(of.year) / 12 / 31};
    const std::vector<MoonPhase> phases = moon_phases(days, TimeZone("UTC"));
    std::istringstream instants(of.instants);
    std::string date, clock;
    std::size_t i = 0;
    for (; instants >> date >> clock; ++i) {
      CAPTURE(of.year);
      CAPTURE(date);
      REQUIRE(i < phases.size());
      CHECK(phases[i].phase == (of.first_phase + i) % 4);
      const chrono::sys_seconds expected =
          chrono::sys_days(chrono::year(of.year) / std::stoi(date.substr(0, 2)) / std::stoi(date.substr(2))) +
          chrono::hours(std::stoi(clock.substr(0, 2))) + chrono::minutes(std::stoi(clock.substr(2)));
      const auto error = chrono::abs(instant_of(phases[i]) - expected);
      CHECK(error <= chrono::minutes(1));
    }
    if (of.year > 1900) CHECK(i == phases.size());
  }
}

TEST_CASE("a phase is on the day of the zone") {
  // 1 December 2030, 22:57 Universal Time.
  const DayRange days{day("2030-12-01"), day("2030-12-02")};
  const auto utc = moon_phases(days, TimeZone("UTC")), berlin = moon_phases(days, TimeZone("Europe/Berlin")),
             auckland = moon_phases(days, TimeZone("Pacific/Auckland"));
  REQUIRE(utc.size() == 1);
  CHECK(utc[0].day == "2030-12-01");
  REQUIRE(berlin.size() == 1);
  CHECK(berlin[0].day == "2030-12-01");
  CHECK(berlin[0].time.substr(0, 3) == "23:");
  REQUIRE(auckland.size() == 1);
  CHECK(auckland[0].day == "2030-12-02");
  CHECK(auckland[0].time.substr(0, 3) == "11:");  // summer time there
}

TEST_CASE("a range has the phases of its first and its last day") {
  // Full moon on 3 January 2026, 10:03; last quarter on 10 January, 15:48.
  const auto phases = moon_phases({day("2026-01-03"), day("2026-01-10")}, TimeZone("UTC"));
  REQUIRE(phases.size() == 2);
  CHECK(phases[0].day == "2026-01-03");
  CHECK(phases[0].phase == 2);
  CHECK(phases[1].day == "2026-01-10");
  CHECK(phases[1].phase == 3);
  CHECK(moon_phases({day("2026-01-04"), day("2026-01-09")}, TimeZone("UTC")).empty());
}

TEST_CASE("a zone that is not known is refused with a sentence") {
  for (const char* name :
       {"", "Europe/Atlantis", "/etc/passwd", "../../../etc/localtime", "Europe", "zone.tab", "Europe/Berlin\n"}) {
    const std::string sentence = sentence_of([&] { TimeZone{name}; });
    CHECK_MESSAGE(holds(sentence, "is not known here"), name);
    CHECK_MESSAGE(holds(sentence, name), name);
  }
  CHECK(sentence_of([] { TimeZone{"America/Argentina/Ushuaia"}; }).empty());
}

TEST_CASE("the zone of the process is left as it was") {
  setenv("TZ", "Asia/Tokyo", 1);
  TimeZone("UTC").local(chrono::sys_seconds{});
  CHECK(std::string(getenv("TZ")) == "Asia/Tokyo");
  unsetenv("TZ");
  TimeZone("UTC").local(chrono::sys_seconds{});
  CHECK(getenv("TZ") == nullptr);
}

TEST_CASE("days as texts, and the days that a calendar's document covers") {
  for (const char* text : {"2026-12-24", "0001-01-01", "9999-12-31", "2000-02-29"}) CHECK(day_text(day(text)) == text);
  for (const char* text : {"", "2026-12", "2026-13-01", "2026-02-29", "1900-02-29", "24.12.2026", "2026-1-1",
                           "0000-01-01", "2026-12-24 ", "20261224", "+026-12-24", "2026-12-+4"})
    CHECK_MESSAGE(!parse_day(text), text);
  const DayRange short_one = days_around("2026-12", 13);
  CHECK(day_text(short_one.first) == "2024-12-01");
  CHECK(day_text(short_one.last) == "2028-12-31");
  const DayRange long_one = days_around("2026-12", 36);
  CHECK(day_text(long_one.last) == "2029-11-30");
}
