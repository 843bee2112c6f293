#include "tools/print/names.h"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/gregocal.h>
#include <unicode/numsys.h>
#include <unicode/timezone.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>

namespace vitrine {
namespace {

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU says ") + u_errorName(status));
}

icu::Locale locale_of(const char* language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(language, status);
  // A calendar of another kind than the page's grid is never meant: "fa" alone would be the Persian one.
  locale.setKeywordValue("calendar", "gregorian", status);
  check(status);
  return locale;
}

/// Texts that do not fit are cut between two characters.
template <std::size_t Size>
void copy(const icu::UnicodeString& text, char (&into)[Size]) {
  std::string bytes;
  text.toUTF8String(bytes);
  std::size_t length = std::min(bytes.size(), Size - 1);
  while (length < bytes.size() && length > 0 && (static_cast<unsigned char>(bytes[length]) & 0xC0U) == 0x80U) --length;
  std::copy_n(bytes.begin(), length, into);
  into[length] = '\0';
}

/// ICU numbers days from Sunday, 1; a place from Monday, 0.
int place_of(UCalendarDaysOfWeek day) { return (static_cast<int>(day) + 5) % 7; }

}  // namespace

void read_names(const char* language, print_names& names) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = locale_of(language);
  const icu::DateFormatSymbols symbols(locale, status);
  check(status);

  std::int32_t count = 0;
  const icu::UnicodeString* months =
      symbols.getMonths(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::WIDE);
  for (std::int32_t i = 0; i < std::min(count, 12); ++i) copy(months[i], names.months[i]);
  const icu::UnicodeString* days =
      symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::ABBREVIATED);
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(locale, status));
  check(status);
  for (std::int32_t i = 1; i < std::min(count, 8); ++i) {
    const auto day = static_cast<UCalendarDaysOfWeek>(i);
    copy(days[i], names.days[place_of(day)]);
    names.rest[place_of(day)] = calendar->getDayOfWeekType(day, status) != UCAL_WEEKDAY;
  }
  check(status);

  const std::unique_ptr<icu::NumberingSystem> system(icu::NumberingSystem::createInstance(locale, status));
  check(status);
  const bool positional = system->isAlgorithmic() == 0 && system->getRadix() == 10;
  const icu::UnicodeString digits = positional ? system->getDescription() : icu::UnicodeString(u"0123456789");
  for (std::int32_t i = 0, at = 0; i < 10; ++i, at = digits.moveIndex32(at, 1))
    copy(icu::UnicodeString(digits.char32At(at)), names.digits[i]);
  names.right_to_left = reads_from_right(language);
}

std::string month_and_year(const char* language, int year, int month) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createInstanceForSkeleton("yMMMM", locale_of(language), status));
  icu::GregorianCalendar day(*icu::TimeZone::getGMT(), status);
  check(status);
  day.setGregorianChange(-8.64e15, status);  // as the page has it: by the same rule always
  day.set(year, month - 1, 1, 12, 0);
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString text;
  format->format(day.getTime(status), text);
  check(status);
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

bool reads_from_right(const char* language) { return locale_of(language).isRightToLeft() != 0; }

}  // namespace vitrine
