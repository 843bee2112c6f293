// core/collection/moment: dates as they are written, and back.
#include <doctest/doctest.h>

#include "core/collection/moment.h"

using namespace vitrine;

TEST_CASE("a moment's text reads back as itself") {
  for (const char* text : {"", "1889", "-0044", "1889-05", "2026-04-06", "1969-07-20T20:17:40Z", "1600-02-29",
                           "2026-04-06T14:03:11-04:00", "2026-04-06T14:03:11", "2026-01-01T00:00:00+05:45"}) {
    const auto moment = parse_moment(text);
    REQUIRE(moment);
    const std::string written = to_text(*moment);
    CHECK(*parse_moment(written) == *moment);
    if (std::string(text).find('Z') == std::string::npos) CHECK(written == text);
  }
}

TEST_CASE("other ways to write a moment") {
  CHECK(to_text(*parse_moment("2026:04:06 14:03:11")) == "2026-04-06T14:03:11");
  CHECK(to_text(*parse_moment("2026-04-06T14:03:11.250-0400")) == "2026-04-06T14:03:11-04:00");
  CHECK(to_text(*parse_moment("2026-04-06 14:03")) == "2026-04-06T14:03:00");
  CHECK(to_text(*parse_moment("9999-12-31T23:59:60")) == "9999-12-31T23:59:59");  // a leap second
  CHECK(to_text(*parse_moment("2026-04-06T14:03:11Z")) == "2026-04-06T14:03:11+00:00");
}

TEST_CASE("days are days of the local clock") {
  CHECK(parse_moment("1970-01-01T23:59:59-11:00")->day() == 0);
  CHECK(parse_moment("1969-12-31T23:59:59")->day() == -1);
  CHECK(parse_moment("2026-04-06")->day() == 20549);
}

TEST_CASE("a text that is not a date is refused with a sentence") {
  for (const char* text :
       {"yesterday", "2026-13-01", "2025-02-29", "2026-04-06T25:00:00", "2026-04-06T10", "26-04-06",
        "2026-04-06T10:00:00+", "2026-04-06T10:00:00 EDT", "0000:00:00 00:00:00", "2026-04T10:00:00"}) {
    const auto moment = parse_moment(text);
    REQUIRE_FALSE(moment);
    CHECK(moment.error().message.find(text) != std::string::npos);
  }
}
