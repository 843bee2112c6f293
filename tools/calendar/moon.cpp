#include "tools/calendar/moon.h"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <span>

namespace vitrine {
namespace {

namespace chrono = std::chrono;

/// A term of the correction, in days: times E to the power of `e`, the sine of a sum of the arguments.
struct Term {
  double days;
  int e, sun, moon, latitude;  // multiples of M, M' and F
};

constexpr Term new_moon_terms[] = {
    {-0.40720, 0, 0, 1, 0}, {0.17241, 1, 1, 0, 0},  {0.01608, 0, 0, 2, 0}, {0.01039, 0, 0, 0, 2},
    {0.00739, 1, -1, 1, 0}, {-0.00514, 1, 1, 1, 0}, {0.00208, 2, 2, 0, 0},
};

constexpr Term full_moon_terms[] = {
    {-0.40614, 0, 0, 1, 0}, {0.17302, 1, 1, 0, 0},  {0.01614, 0, 0, 2, 0}, {0.01043, 0, 0, 0, 2},
    {0.00734, 1, -1, 1, 0}, {-0.00515, 1, 1, 1, 0}, {0.00209, 2, 2, 0, 0},
};

/// Of new and full moon.
constexpr Term small_terms[] = {
    {-0.00111, 0, 0, 1, -2}, {-0.00057, 0, 0, 1, 2}, {0.00056, 1, 1, 2, 0},    {-0.00042, 0, 0, 3, 0},
    {0.00042, 1, 1, 0, 2},   {0.00038, 1, 1, 0, -2}, {-0.00024, 1, -1, 2, 0},  {-0.00007, 0, 2, 1, 0},
    {0.00004, 0, 0, 2, -2},  {0.00004, 0, 3, 0, 0},  {0.00003, 0, 1, 1, -2},   {0.00003, 0, 0, 2, 2},
    {-0.00003, 0, 1, 1, 2},  {0.00003, 0, -1, 1, 2}, {-0.00002, 0, -1, 1, -2}, {-0.00002, 0, 1, 3, 0},
    {0.00002, 0, 0, 4, 0},
};

constexpr Term quarter_terms[] = {
    {-0.62801, 0, 0, 1, 0}, {0.17172, 1, 1, 0, 0},  {-0.01183, 1, 1, 1, 0},  {0.00862, 0, 0, 2, 0},
    {0.00804, 0, 0, 0, 2},  {0.00454, 1, -1, 1, 0}, {0.00204, 2, 2, 0, 0},   {-0.00180, 0, 0, 1, -2},
    {-0.00070, 0, 0, 1, 2}, {-0.00040, 0, 0, 3, 0}, {-0.00034, 1, -1, 2, 0}, {0.00032, 1, 1, 0, 2},
    {0.00032, 1, 1, 0, -2}, {-0.00028, 2, 2, 1, 0}, {0.00027, 1, 1, 2, 0},   {-0.00005, 0, -1, 1, -2},
    {0.00004, 0, 0, 2, 2},  {-0.00004, 0, 1, 1, 2}, {0.00004, 0, -2, 1, 0},  {0.00003, 0, 1, 1, -2},
    {0.00003, 0, 3, 0, 0},  {0.00002, 0, 0, 2, -2}, {0.00002, 0, -1, 1, 2},  {-0.00002, 0, 1, 3, 0},
};

/// A term of the planets, in days: the sine of degrees at k = 0, more for each k, and more for the square of t.
struct PlanetTerm {
  double days, degrees, each, square;
};

constexpr PlanetTerm planet_terms[] = {
    {0.000325, 299.77, 0.107408, -0.009173}, {0.000165, 251.88, 0.016321, 0}, {0.000164, 251.83, 26.651886, 0},
    {0.000126, 349.42, 36.412478, 0},        {0.000110, 84.66, 18.206239, 0}, {0.000062, 141.74, 53.303771, 0},
    {0.000060, 207.14, 2.453732, 0},         {0.000056, 154.84, 7.306860, 0}, {0.000047, 34.52, 27.261239, 0},
    {0.000042, 207.19, 0.121824, 0},         {0.000040, 291.34, 1.844379, 0}, {0.000037, 161.72, 24.198154, 0},
    {0.000035, 239.56, 25.513099, 0},        {0.000023, 331.55, 3.592518, 0},
};

double sine(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }
double cosine(double degrees) { return std::cos(degrees * std::numbers::pi / 180); }

/// The phases are counted in quarters of a lunation from the new moon of 6 January 2000; k are lunations.
double mean_phase(double k, double t) {
  return 2451550.09766 + 29.530588861 * k + ((0.00000000073 * t - 0.000000150) * t + 0.00015437) * t * t;
}

/// The angles of a lunation, in degrees: anomalies of Sun and Moon, the Moon's argument of latitude, its node.
struct Angles {
  double sun, moon, latitude, node;
};

Angles angles_of(double k, double t) {
  return {2.5534 + 29.10535670 * k + (-0.0000014 - 0.00000011 * t) * t * t,
          201.5643 + 385.81693528 * k + (0.0107582 + (0.00001238 - 0.000000058 * t) * t) * t * t,
          160.7108 + 390.67050284 * k + (-0.0016118 + (-0.00000227 + 0.000000011 * t) * t) * t * t,
          124.7746 - 1.56375588 * k + (0.0020672 + 0.00000215 * t) * t * t};
}

double sum(std::span<const Term> terms, const Angles& angles, double e) {
  const double factors[] = {1, e, e * e};
  double days = 0;
  for (const Term& term : terms)
    days += term.days * factors[term.e] *
            sine(term.sun * angles.sun + term.moon * angles.moon + term.latitude * angles.latitude);
  return days;
}

/// Days between the quarters and the mean of both.
double quarter_offset(const Angles& a, double e) {
  return 0.00306 - 0.00038 * e * cosine(a.sun) + 0.00026 * cosine(a.moon) - 0.00002 * cosine(a.moon - a.sun) +
         0.00002 * cosine(a.moon + a.sun) + 0.00002 * cosine(2 * a.latitude);
}

/// Days from the mean phase to the true one.
double correction(std::uint32_t phase, double k, double t) {
  const double e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const Angles angles = angles_of(k, t);
  double days = -0.00017 * sine(angles.node);
  if (phase % 2 == 0)
    days += sum(phase == 0 ? new_moon_terms : full_moon_terms, angles, e) + sum(small_terms, angles, e);
  else
    days += sum(quarter_terms, angles, e) + (phase == 1 ? 1 : -1) * quarter_offset(angles, e);
  for (const PlanetTerm& term : planet_terms)
    days += term.days * sine(term.degrees + term.each * k + term.square * t * t);
  return days;
}

std::uint32_t phase_of(std::int64_t quarter) { return static_cast<std::uint32_t>((quarter % 4 + 4) % 4); }

/// To the minute. The Earth's clock is behind the uniform one by 69 s since 2017, and by less than a minute more or
/// less from 1900 to 2050.
chrono::sys_seconds instant_of(std::int64_t quarter) {
  const double k = static_cast<double>(quarter) / 4;
  const double t = k / 1236.85;  // centuries
  const double julian_day = mean_phase(k, t) + correction(phase_of(quarter), k, t);
  constexpr double julian_day_of_1970 = 2440587.5, seconds_behind = 69;
  const double seconds = (julian_day - julian_day_of_1970) * 86400 - seconds_behind;
  return chrono::sys_seconds(chrono::minutes(std::llround(seconds / 60)));
}

/// The quarter that is near a day, and not after it.
std::int64_t quarter_before(chrono::sys_days day) {
  constexpr chrono::sys_days reference = chrono::year(2000) / 1 / 6;
  constexpr double days_each = 29.530588861 / 4;
  return static_cast<std::int64_t>(std::floor(static_cast<double>((day - reference).count()) / days_each)) - 1;
}

std::string clock_text(chrono::seconds since_midnight) {
  const chrono::hh_mm_ss time(since_midnight);
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()));
  return text;
}

}  // namespace

std::vector<MoonPhase> moon_phases(const DayRange& days, const TimeZone& zone) {
  std::vector<MoonPhase> phases;
  for (std::int64_t quarter = quarter_before(days.first - chrono::days(2));; ++quarter) {
    const chrono::sys_seconds local = zone.local(instant_of(quarter));
    const chrono::sys_days day = chrono::floor<chrono::days>(local);
    if (day > days.last) return phases;
    if (!days.has(day)) continue;
    phases.push_back({day_text(day), clock_text(local - day), phase_of(quarter)});
  }
}

}  // namespace vitrine
