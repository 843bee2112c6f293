// What languages call months and days, by ICU.
#pragma once

#include <string>

#include "tools/print/print.h"

namespace vitrine {

/// Fills `names`; a language that is not known has the names of the root of CLDR ("M01"). Throws std::runtime_error.
void read_names(const char* language, print_names& names);

/// "December 2026", "2026年12月". REQUIRES: month 1 .. 12. Throws std::runtime_error.
std::string month_and_year(const char* language, int year, int month);

/// Whether the language is written from right to left. Throws std::runtime_error.
bool reads_from_right(const char* language);

}  // namespace vitrine
