// Entries of days: CSV and iCalendar; what is wrong is refused with file, line and reason.
#include "tools/calendar/events.h"

#include <doctest/doctest.h>

#include "tests/tools/sentence.h"

using namespace vitrine;

namespace {

const TimeZone berlin("Europe/Berlin"), utc("UTC"), auckland("Pacific/Auckland");
const DayRange around = days_around("2026-12", 13);  // December 2024 to December 2028

/// "2026-12-24 Christmas Eve" or "2026-12-24/2026-12-26 Christmas", one a line.
std::string lines_of(const std::vector<CalendarEvent>& events) {
  std::string text;
  for (const CalendarEvent& event : events)
    text += event.first + (event.last == event.first ? "" : "/" + event.last) + " " + event.text + "\n";
  return text;
}

std::string csv(const std::string& text) { return lines_of(parse_events(text, "there/days.csv", around, berlin)); }
std::string csv_refusal(const std::string& text) {
  return sentence_of([&] { csv(text); });
}

std::string calendar(const std::string& entries) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + entries + "END:VCALENDAR\r\n";
}
std::string entry(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

std::string ics(const std::string& text, const TimeZone& zone = berlin, const DayRange& days = around) {
  return lines_of(parse_events(text, "there/days.ics", days, zone));
}
std::string one(const std::string& lines, const TimeZone& zone = berlin, const DayRange& days = around) {
  return ics(calendar(entry(lines)), zone, days);
}
std::string ics_refusal(const std::string& text) {
  return sentence_of([&] { ics(text); });
}
std::string one_refusal(const std::string& lines) {
  return sentence_of([&] { one(lines); });
}

}  // namespace

TEST_CASE("CSV: entries of days and of several days, by day") {
  CHECK(csv("date,text\n2026-12-31,New Year's Eve\n2026-12-24/2026-12-26,Christmas\n2026-12-06,\"Nicholas, the "
            "saint\"\n") ==
        "2026-12-06 Nicholas, the saint\n2026-12-24/2026-12-26 Christmas\n2026-12-31 New Year's Eve\n");
  CHECK(csv("\xEF\xBB\xBFText;First;Last\nWinter term;2026-10-01;2027-03-31\nA day;2026-11-02;\n") ==
        "2026-10-01/2027-03-31 Winter term\n2026-11-02 A day\n");
  CHECK(csv("date,text\n") == "");
}

TEST_CASE("CSV: two entries on a day keep their order, equal ones are one, long names stay whole") {
  const std::string name =
      "Maximiliane-Alexandra von und zu Hohenlohe-Waldenburg-Schillingsf\xC3\xBCrst and Llanfairpwllgwyngyll";
  CHECK(csv("date,text\n2027-01-01,Zoe\n2027-01-01,Anna\n2027-01-01,Zoe\n2027-01-01," + name + "\n") ==
        "2027-01-01 Zoe\n2027-01-01 Anna\n2027-01-01 " + name + "\n");
  CHECK(csv("date,text\n2027-01-01,\"two\n  lines\"\n") == "2027-01-01 two lines\n");
}

TEST_CASE("CSV: days that a calendar does not cover are left out, what lasts into it stays") {
  CHECK(csv("date,text\n2024-11-30,before\n2024-11-30/2024-12-01,into\n2028-12-31,last\n2029-01-01,after\n") ==
        "2024-11-30/2024-12-01 into\n2028-12-31 last\n");
}

TEST_CASE("CSV: what is wrong is refused with file, line and reason") {
  for (const char* written :
       {"24.12.2026", "12/24/2026", "2026-12-24T10:00", "2026-13-01", "2027-02-29", "Christmas", "2026-12", "",
        "2026-12-24/", "/2026-12-24", "2026-12-24/26", "2026-12-24/2026-12-25/2026-12-26"}) {
    const std::string sentence = csv_refusal("date,text\n2026-12-24,a day\n" + std::string(written) + ",another\n");
    CHECK_MESSAGE(holds(sentence, "days.csv, line 3: "), sentence);
    CHECK_MESSAGE(holds(sentence, "is no day. Expected is year, month and day, \"2026-12-24\", or first and last day"),
                  sentence);
  }
  CHECK(csv_refusal("date,text\n2026-12-24/2026-12-20,x\n") ==
        "days.csv, line 2: the last day, 2026-12-20, is before the first, 2026-12-24.");
  CHECK(csv_refusal("date,text\n2026-12-24,  \n") == "days.csv, line 2: the text is empty.");
  CHECK(csv_refusal("date,text,colour\n2026-12-24,x,red\n") ==
        "days.csv, line 1: the column \"colour\" is not known. Expected are \"date\" and \"text\", or \"first\", "
        "\"last\" and \"text\".");
  CHECK(holds(csv_refusal("day,text\n2026-12-24,x\n"), "days.csv, line 1: the column \"date\" is missing."));
  CHECK(holds(csv_refusal("first,text\n2026-12-24,x\n"), "the column \"last\" is missing."));
  CHECK(holds(csv_refusal("first,last,text\n2026-12-24/2026-12-26,,x\n"), "is no day"));
  CHECK(holds(csv_refusal(""), "it is empty"));
  CHECK(holds(sentence_of([] { parse_events("x", "days.txt", around, berlin); }), "days.txt are neither CSV"));
}

TEST_CASE("iCalendar: entries of whole days, the end of which is not one of them") {
  CHECK(one("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\r\n") ==
        "2026-12-25/2026-12-26 Christmas\n");
  CHECK(one("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:A day\r\n") == "2026-12-25 A day\n");
  CHECK(one("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:No end\r\n") == "2026-12-25 No end\n");
  CHECK(one("DTSTART;VALUE=DATE:20261225\r\nDURATION:P3D\r\nSUMMARY:Three\r\n") == "2026-12-25/2026-12-27 Three\n");
  CHECK(one("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261225\r\nSUMMARY:Ends at once\r\n") ==
        "2026-12-25 Ends at once\n");
  CHECK(one("DTSTART;VALUE=DATE:20260101\nSUMMARY:Bare line ends\n") == "2026-01-01 Bare line ends\n");
}

TEST_CASE("iCalendar: an entry with a time is on its days in the calendar's zone") {
  const std::string evening = "DTSTART:20261231T230000Z\r\nDTEND:20261231T233000Z\r\nSUMMARY:Launch\r\n";
  CHECK(one(evening, utc) == "2026-12-31 Launch\n");
  CHECK(one(evening, berlin) == "2027-01-01 Launch\n");
  CHECK(one(evening, auckland) == "2027-01-01 Launch\n");
  // To midnight is not into the next day, past it is.
  CHECK(one("DTSTART:20261230T100000Z\r\nDTEND:20270101T000000Z\r\nSUMMARY:Two days\r\n", utc) ==
        "2026-12-30/2026-12-31 Two days\n");
  CHECK(one("DTSTART:20261230T100000Z\r\nDTEND:20270101T000000Z\r\nSUMMARY:Three days\r\n", berlin) ==
        "2026-12-30/2027-01-01 Three days\n");
  // A zone that the system knows, and a time of no zone: the same everywhere.
  const std::string tokyo = "DTSTART;TZID=Asia/Tokyo:20270101T060000\r\nSUMMARY:Morning in Tokyo\r\n";
  CHECK(one(tokyo, berlin) == "2026-12-31 Morning in Tokyo\n");
  const std::string floating = "DTSTART:20270101T060000\r\nDTEND:20270101T070000\r\nSUMMARY:Anywhere\r\n";
  CHECK(one(floating, berlin) == "2027-01-01 Anywhere\n");
  CHECK(one(floating, auckland) == "2027-01-01 Anywhere\n");
}

TEST_CASE("iCalendar: a zone that the file describes") {
  const std::string zone =
      "BEGIN:VTIMEZONE\r\nTZID:Ship\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-1000\r\n"
      "TZOFFSETTO:-1000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
  const std::string at = entry("DTSTART;TZID=Ship:20270101T200000\r\nSUMMARY:Dinner\r\n");
  CHECK(ics(calendar(zone + at), utc) == "2027-01-02 Dinner\n");
  CHECK(ics_refusal(calendar(at)) ==
        "days.ics, line 4: the entry \"Dinner\" is in the time zone \"Ship\", which the file does not describe "
        "(VTIMEZONE) and "
        "the system does not know.");
}

TEST_CASE("iCalendar: recurrences within the days of the calendar") {
  CHECK(one("DTSTART;VALUE=DATE:19800229\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Leap day\r\n") == "2028-02-29 Leap day\n");
  CHECK(one("DTSTART;VALUE=DATE:19000704\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Birthday\r\n") ==
        "2025-07-04 Birthday\n2026-07-04 Birthday\n2027-07-04 Birthday\n2028-07-04 Birthday\n");
  CHECK(one("DTSTART;VALUE=DATE:20261126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2\r\nSUMMARY:"
            "Thanksgiving\r\n") == "2026-11-26 Thanksgiving\n2027-11-25 Thanksgiving\n");
  CHECK(one("DTSTART;VALUE=DATE:20270104\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270201\r\nSUMMARY:Bins\r\n") ==
        "2027-01-04 Bins\n2027-01-18 Bins\n2027-02-01 Bins\n");
  CHECK(one("DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270106\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:"
            "20270105\r\n"
            "RDATE;VALUE=DATE:20270301,20270401\r\nSUMMARY:Course\r\n") ==
        "2027-01-04/2027-01-05 Course\n2027-01-06/2027-01-07 Course\n2027-03-01/2027-03-02 "
        "Course\n2027-04-01/2027-04-02 Course\n");
  // At half past midnight in Berlin, before and after the clock changes.
  CHECK(one("DTSTART;TZID=Europe/Berlin:20270325T003000\r\nDTEND;TZID=Europe/Berlin:20270325T010000\r\n"
            "RRULE:FREQ=DAILY;COUNT=5\r\nEXDATE;TZID=Europe/Berlin:20270326T003000\r\nSUMMARY:Watch\r\n") ==
        "2027-03-25 Watch\n2027-03-27 Watch\n2027-03-28 Watch\n2027-03-29 Watch\n");
  // Several on a day are one entry.
  CHECK(one("DTSTART:20270101T080000Z\r\nRRULE:FREQ=HOURLY;COUNT=4\r\nSUMMARY:Bell\r\n") == "2027-01-01 Bell\n");
}

TEST_CASE("iCalendar: an occurrence that another entry replaces, or that is cancelled") {
  const std::string weekly =
      entry("UID:a\r\nDTSTART;VALUE=DATE:20270104\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Class\r\n");
  const std::string moved =
      entry("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20270111\r\nDTSTART;VALUE=DATE:20270112\r\nSUMMARY:Class, moved\r\n");
  const std::string dropped = entry(
      "UID:a\r\nRECURRENCE-ID;VALUE=DATE:20270118\r\nDTSTART;VALUE=DATE:20270118\r\nSTATUS:CANCELLED\r\nSUMMARY:"
      "Class\r\n");
  CHECK(ics(calendar(weekly + moved + dropped)) == "2027-01-04 Class\n2027-01-12 Class, moved\n");
  CHECK(one("DTSTART;VALUE=DATE:20270104\r\nSTATUS:CANCELLED\r\nSUMMARY:Never\r\n") == "");
}

TEST_CASE("iCalendar: escapes, folded lines, and what is no entry") {
  CHECK(one("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:Bread\\, butter\\; and\\njam \\\\ tea\r\n") ==
        "2027-01-01 Bread, butter; and jam \\ tea\n");
  CHECK(one("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:A long na\r\n me that is fol\r\n\tded in S\xC3\r\n \xBC"
            "d\r\n") ==
        "2027-01-01 A long name that is folded in S\xC3\xBC"
        "d\n");
  CHECK(ics("\xEF\xBB\xBF" +
            calendar("BEGIN:VTODO\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:To do\r\nEND:VTODO\r\n" +
                     entry("DTSTART;VALUE=DATE:20270102\r\nSUMMARY:Entry\r\nX-COLOUR:red\r\nDESCRIPTION:\r\n"))) ==
        "2027-01-02 Entry\n");
  CHECK(ics(calendar("")) == "");
  CHECK(ics(calendar(entry("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:One\r\n")) +
            calendar(entry("DTSTART;VALUE=DATE:20270102\r\nSUMMARY:Two\r\n"))) == "2027-01-01 One\n2027-01-02 Two\n");
}

TEST_CASE("iCalendar: a malformed file is refused with file, line and reason") {
  CHECK(ics_refusal("") == "days.ics, line 1: it is empty; BEGIN:VCALENDAR is expected.");
  CHECK(ics_refusal("date,text\n2026-12-24,x\n") ==
        "days.ics, line 1: BEGIN:VCALENDAR is expected, found \"date,text\".");
  CHECK(holds(ics_refusal("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n"),
              "days.ics, line 3: the file ends before END:VCALENDAR."));
  std::string nested;
  for (int level = 0; level < 1'000'000; ++level) nested += "BEGIN;X=1:VTODO\r\nEND:\r\nBEGIN:VTODO\r\n";
  CHECK(holds(ics_refusal(calendar(nested)), "components are nested deeper than 100 levels"));
  CHECK(holds(ics_refusal(calendar(entry("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:M\xFCnchen\r\n"))), "is not UTF-8"));
  CHECK(holds(ics_refusal(calendar(std::string("X:\0", 3))), "NUL"));
  CHECK(one_refusal("SUMMARY:x\r\n") == "days.ics, line 4: the entry \"x\" has no day (DTSTART).");
  for (const char* text : {"", "SUMMARY:\r\n", "SUMMARY:  \r\n"})
    CHECK(one_refusal("DTSTART;VALUE=DATE:20270101\r\n" + std::string(text)) ==
          "days.ics, line 4: the entry has no text (SUMMARY).");
  CHECK(one_refusal("DTSTART;VALUE=DATE:20270101\r\nRRULE:\r\nSUMMARY:x\r\n") ==
        "days.ics, line 4: the entry \"x\" has an unreadable RRULE: it is empty.");
  for (const char* day : {"20270230", "20271301", "tomorrow", "99999999", "00000000"}) {
    const std::string sentence = one_refusal("DTSTART;VALUE=DATE:" + std::string(day) + "\r\nSUMMARY:x\r\n");
    CHECK_MESSAGE(holds(sentence, "days.ics, line 4: the entry \"x\""), std::string(day));
    CHECK_MESSAGE(holds(sentence, "DTSTART"), std::string(day));
  }
  CHECK(holds(one_refusal("DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270132\r\nSUMMARY:x\r\n"), "(DTEND)"));
  CHECK(holds(one_refusal("DTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=SOMETIMES\r\nSUMMARY:x\r\n"), "RRULE"));
  CHECK(holds(one_refusal("DTSTART;VALUE=DATE:20270105\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:x\r\n"),
              "ends before it begins"));
  CHECK(holds(one_refusal("DTSTART:19700101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:x\r\n"), "recurs too often"));
  CHECK(
      holds(ics_refusal(calendar(
                "BEGIN:VTIMEZONE\r\nTZID:Ship\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
                "TZOFFSETFROM:-1000\r\nTZOFFSETTO:-1000\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")),
            "not FREQ=YEARLY"));
  // The second entry is named by its own line.
  CHECK(holds(ics_refusal(calendar(entry("DTSTART;VALUE=DATE:20270101\r\nSUMMARY:one\r\n") + entry("SUMMARY:two\r\n"))),
              "days.ics, line 8: the entry \"two\""));
}
