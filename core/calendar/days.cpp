#include "core/calendar/days.h"

#include <string>

#include "core/number/number.h"

namespace vitrine {
namespace {

namespace chrono = std::chrono;

constexpr chrono::days a_week{7};

/// The place of a day in a week that begins with `week_start`, 0 .. 6.
int place_in_week(chrono::sys_days day, int week_start) {
  return (static_cast<int>(chrono::weekday(day).iso_encoding()) - week_start + 7) % 7;
}

int iso_week(chrono::sys_days thursday) {
  const chrono::sys_days new_year = chrono::year_month_day(thursday).year() / chrono::January / 1;
  return static_cast<int>((thursday - new_year) / a_week) + 1;
}

// --- regions and languages of CLDR 48 -------------------------------------------------------------------------
// Node tells them: new Intl.Locale('und-US').getWeekInfo().firstDay, new Intl.Locale('en').maximize().region.

constexpr std::string_view sunday_regions =
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH "
    "PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
constexpr std::string_view saturday_regions = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";
constexpr std::string_view friday_regions = "MV";

/// Each language of two letters with a likely region where weeks do not begin with Monday, and some of three.
constexpr std::string_view likely_regions =
    "aa-ET ae-IR af-ZA ar-EG as-IN bh-IN bn-BD ch-GU cr-CA dv-MV dz-BT en-US fa-IR gn-PY gu-IN he-IL hi-IN id-ID ik-US "
    "in-ID is-IS iu-CA iw-IL ja-JP jv-ID jw-ID ki-KE km-KH kn-IN ko-KR ks-IN lo-LA mh-MH ml-IN mr-IN mt-MT my-MM nd-ZW "
    "ne-NP nr-ZA nv-US oj-CA om-ET or-IN pa-IN ps-AF pt-BR qu-PE sa-IN sd-PK sm-WS sn-ZW ss-ZA st-ZA su-ID ta-IN te-IN "
    "th-TH ti-ET tl-PH tn-ZA ts-ZA ur-PK ve-ZA xh-ZA zu-ZA ckb-IQ fil-PH haw-US yue-HK";

/// The next part of "pt-BR" or "pt_BR", taken off.
std::string_view next_part(std::string_view& text) {
  const std::string_view part = text.substr(0, text.find_first_of("-_"));
  text.remove_prefix(part.size() < text.size() ? part.size() + 1 : part.size());
  return part;
}

/// ASCII letters from `first` ('A' or 'a') on.
std::string letters_from(char first, std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = static_cast<char>((c & 0x1F) - 1 + first);
  return result;
}

bool lists(std::string_view words, std::string_view word) {
  return word.size() == 2 && words.find(word) != std::string_view::npos;
}

std::string likely_region(const std::string& language) {
  const std::size_t at = (" " + std::string(likely_regions)).find(" " + language + "-");
  return at == std::string::npos ? "" : std::string(likely_regions.substr(at + language.size() + 1, 2));
}

/// "DE" of "de-DE" and of "de-Latn-DE"; the likely one where none is named; "" where none is known.
std::string region_of(std::string_view language) {
  const std::string base = letters_from('a', next_part(language));
  std::string likely = likely_region(base);
  for (std::string_view part = next_part(language); part.size() > 1; part = next_part(language)) {
    if (part.size() == 2) return letters_from('A', part);
    if (part[0] >= '0' && part[0] <= '9') return "";  // "es-419": many regions
    if (letters_from('a', part) == "hant") likely = "TW";
  }
  return likely;
}

}  // namespace

std::optional<chrono::year_month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const std::int32_t year = read_whole(text.substr(0, 4), 9999), month = read_whole(text.substr(5), 12);
  if (year < 1 || month < 1) return std::nullopt;
  return chrono::year(year) / chrono::month(static_cast<unsigned>(month));
}

std::optional<MonthGrid> month_grid(int year, int month, int week_start) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || week_start < 1 || week_start > 7) return std::nullopt;
  const chrono::year_month in{chrono::year(year), chrono::month(static_cast<unsigned>(month))};
  const chrono::sys_days first_day = in / 1, last_day = in / chrono::last;
  MonthGrid grid;
  grid.first = place_in_week(first_day, week_start);
  grid.days = static_cast<int>((last_day - first_day).count()) + 1;
  grid.rows = (grid.first + grid.days + 6) / 7;
  const int thursday_place = (4 - week_start + 7) % 7;
  chrono::sys_days thursday = first_day + chrono::days(thursday_place - grid.first);
  for (int row = 0; row < grid.rows; ++row, thursday += a_week)
    grid.weeks[static_cast<std::size_t>(row)] = iso_week(thursday);
  return grid;
}

int week_start_of(std::string_view language) {
  const std::string region = region_of(language);
  if (lists(sunday_regions, region)) return 7;
  if (lists(saturday_regions, region)) return 6;
  return lists(friday_regions, region) ? 5 : 1;
}

}  // namespace vitrine
