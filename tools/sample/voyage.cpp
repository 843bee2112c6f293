#include "tools/sample/voyage.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/random.h"
#include "tools/sample/captions.h"
#include "tools/sample/vec.h"

namespace vitrine::sample {
namespace {

constexpr double burst_share = 0.175, dark_share = 0.04;

struct Choice {
  Scene scene;
  double weight;
};
struct Leg {
  const char* name;
  double begin, end;  // hours since launch
  double share;       // of all pictures
  std::vector<Choice> choices;
};

const std::vector<Leg>& legs() {
  using enum Scene;
  static const std::vector<Leg> all{
      {"Preparations", -9300, -20, 0.12, {{pad, 5}, {panel, 1.2}, {screen, 1}, {cabin, 0.8}}},
      {"Launch", -10, 0.3, 0.05, {{launch, 2}, {pad, 1}, {panel, 0.5}}},
      {"Earth orbit",
       0.3,
       25,
       0.17,
       {{earth_limb, 4}, {earth_clouds, 3}, {earth_night, 3}, {window, 1.5}, {solar_array, 1}, {stars, 0.4}}},
      {"Outbound",
       25,
       98,
       0.17,
       {{earth_globe, 5},
        {moon_globe, 1.5},
        {earth_moon, 1},
        {cabin, 1},
        {panel, 1},
        {screen, 0.7},
        {window, 1.4},
        {solar_array, 1},
        {milky_way, 1},
        {stars, 0.6}}},
      {"Lunar flyby",
       98,
       124,
       0.27,
       {{moon_globe, 2},
        {moon_craters, 3},
        {moon_limb, 1.8},
        {earthrise, 2.6},
        {eclipse, 2},
        {window, 1.6},
        {solar_array, 1},
        {milky_way, 0.4},
        {cabin, 0.4}}},
      {"Return",
       124,
       231,
       0.16,
       {{earth_globe, 4},
        {moon_globe, 1},
        {earth_moon, 1.2},
        {cabin, 1},
        {panel, 0.8},
        {screen, 0.6},
        {window, 1.2},
        {solar_array, 0.7},
        {milky_way, 0.7},
        {stars, 0.6}}},
      {"Homecoming", 231.2, 232.6, 0.06, {{plasma, 1}, {parachutes, 1.2}, {splashdown, 1.6}}},
  };
  return all;
}

const std::chrono::sys_seconds launch =
    std::chrono::sys_days(std::chrono::year(2025) / 4 / 6) + std::chrono::hours(10) + std::chrono::minutes(35);

std::string iso_time(double hours) {
  using namespace std::chrono;
  const sys_seconds time = launch + seconds(static_cast<std::int64_t>(hours * 3600));
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

/// In Earth's radii: out with falling speed, round the Moon, back.
double earth_distance_at(double hours) {
  const auto out = [](double share) { return 1.3 + 59.5 * std::pow(share, 0.62); };
  if (hours < 25) return 1.1;
  if (hours < 111) return out((hours - 25) / 86);
  return out(std::max(0.0, (232 - hours) / 121));
}
/// In the Moon's radii; 4.7 at the closest.
double moon_distance_at(double hours) {
  const double off = std::abs(hours - 111);
  return 4.7 + (off < 13 ? off * 1.15 : 15 + (off - 13) * 2.1);
}

// In the order of Scene.
constexpr std::array<std::string_view, static_cast<std::size_t>(Scene::count)> scene_names{
    "earth_globe", "earth_limb", "earth_night", "earth_clouds", "moon_globe",  "moon_craters", "moon_limb", "earthrise",
    "earth_moon",  "eclipse",    "stars",       "milky_way",    "solar_array", "window",       "plasma",    "panel",
    "screen",      "cabin",      "pad",         "launch",       "parachutes",  "splashdown"};

constexpr std::array<float, 11> lenses{14, 24, 35, 50, 70, 85, 135, 200, 300, 400, 600};

/// The lens with which a globe of that apparent size fills between `least` and `most` of the picture's height.
float lens_for(double distance, double least, double most, Random& random) {
  std::vector<float> fitting;
  for (const float focal : lenses) {
    const double radius = focal / (12 * distance);
    if (radius >= least && radius <= most) fitting.push_back(focal);
  }
  if (fitting.empty()) return distance < 6 ? lenses.front() : lenses.back();
  return fitting[random.below(static_cast<std::uint32_t>(fitting.size()))];
}

float one_lens(std::initializer_list<float> choices, Random& random) {
  return *(choices.begin() + random.below(static_cast<std::uint32_t>(choices.size())));
}

float focal_for(const Shot& shot, Random& random) {
  switch (shot.scene) {
    case Scene::earth_globe:
      return lens_for(shot.earth_distance, 0.3, 1.35, random);
    case Scene::moon_globe:
      return lens_for(shot.moon_distance, 0.3, 1.4, random);
    case Scene::eclipse:
      return lens_for(shot.moon_distance, 0.18, 0.5, random);
    case Scene::earth_moon:
      return lens_for(shot.earth_distance, 0.12, 0.45, random);
    case Scene::earth_limb:
    case Scene::moon_limb:
      return one_lens({14, 24, 24, 35, 50, 85}, random);
    case Scene::earth_night:
      return one_lens({14, 24, 35}, random);
    case Scene::earth_clouds:
      return one_lens({24, 35, 50, 85, 135}, random);
    case Scene::solar_array:
    case Scene::window:
    case Scene::plasma:
    case Scene::cabin:
      return one_lens({14, 24, 35}, random);
    case Scene::panel:
    case Scene::screen:
      return one_lens({35, 50, 70, 85}, random);
    case Scene::parachutes:
      return one_lens({200, 300, 400}, random);
    case Scene::moon_craters:
      return one_lens({50, 85, 135, 200, 300}, random);
    case Scene::earthrise:
      return one_lens({85, 135, 200, 300}, random);
    default:
      return one_lens({14, 24, 35, 50}, random);
  }
}

bool has_phase(Scene scene) {
  return scene == Scene::earth_globe || scene == Scene::moon_globe || scene == Scene::earth_moon;
}

const char* light_of(float phase) {
  if (phase < 0.45F) return "full";
  if (phase < 1.25F) return "gibbous";
  return phase < 1.85F ? "half" : "crescent";
}

class Planner {
 public:
  Planner(std::uint64_t seed, std::uint32_t count) : seed_(seed), count_(count), random_(seed, 41) {}

  std::vector<Shot> run() {
    const std::vector<int> sizes = event_sizes();
    int burst = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      const Shot first = event(i, sizes.size());
      if (sizes[i] == 1)
        shots_.push_back(first);
      else
        add_burst(first, sizes[i], ++burst);
    }
    std::stable_sort(shots_.begin(), shots_.end(), [](const Shot& a, const Shot& b) { return a.hours < b.hours; });
    std::size_t number = 0;
    for (Shot& shot : shots_) finish(shot, ++number);
    spoil_some();
    return std::move(shots_);
  }

 private:
  /// How many frames each event has: single pictures, and bursts spread evenly among them.
  std::vector<int> event_sizes() {
    std::vector<int> bursts;
    const int in_bursts = static_cast<int>(burst_share * count_ + 0.5);
    for (int left = in_bursts; left >= 3;) {
      const int size = std::min(left, 3 + static_cast<int>(random_.below(6)));
      if (left - size != 0 && left - size < 3)
        bursts.push_back(left >= 6 ? 3 : left);
      else
        bursts.push_back(size);
      left -= bursts.back();
    }
    int singles = static_cast<int>(count_);
    for (const int size : bursts) singles -= size;
    std::vector<int> sizes(static_cast<std::size_t>(singles), 1);
    sizes.insert(sizes.end(), bursts.begin(), bursts.end());
    for (std::size_t i = sizes.size(); i > 1; --i)
      std::swap(sizes[i - 1], sizes[random_.below(static_cast<std::uint32_t>(i))]);
    return sizes;
  }

  /// Event `i` of `all`: legs by their shares, scenes of a leg by golden-ratio steps, so that few pictures are varied,
  /// too.
  Shot event(std::size_t i, std::size_t all) {
    double place = (static_cast<double>(i) + 0.5) / static_cast<double>(all), total = 0;
    for (const Leg& leg : legs()) total += leg.share;
    place *= total;
    std::size_t number = 0;
    while (number + 1 < legs().size() && place > legs()[number].share) place -= legs()[number++].share;
    const Leg& leg = legs()[number];
    Shot shot;
    shot.category = leg.name;
    shot.scene = scene_of(leg, number);
    shot.hours = leg.begin + (leg.end - leg.begin) * random_.unit();
    if (shot.scene == Scene::eclipse) shot.hours = 113.2 + 0.9 * random_.unit();
    if (shot.scene == Scene::earthrise) shot.hours = 111.6 + 1.4 * random_.unit();
    if (shot.scene == Scene::moon_craters || shot.scene == Scene::moon_limb) shot.hours = 107 + 8 * random_.unit();
    if (shot.category == legs()[0].name) shot.hours = std::floor(shot.hours / 24) * 24 + 2 + 9 * random_.unit();
    if (shot.scene == Scene::launch) shot.hours = 0.02 + 0.05 * random_.unit();
    describe(shot);
    return shot;
  }

  Scene scene_of(const Leg& leg, std::size_t number) {
    turns_.resize(legs().size());
    double total = 0;
    for (const Choice& choice : leg.choices) total += choice.weight;
    const double golden = 0.6180339887 * ++turns_[number];
    double place = (golden - std::floor(golden)) * total;
    for (const Choice& choice : leg.choices) {
      place -= choice.weight;
      if (place < 0) return choice.scene;
    }
    return leg.choices.back().scene;
  }

  void describe(Shot& shot) {
    shot.seed = random_.bits();
    shot.earth_distance = static_cast<float>(earth_distance_at(shot.hours));
    shot.moon_distance = static_cast<float>(moon_distance_at(shot.hours));
    shot.focal = focal_for(shot, random_);
    if (has_phase(shot.scene)) {
      shot.phase = static_cast<float>(0.2 + 2.1 * random_.unit());
      shot.light = light_of(shot.phase);
    }
    const double tint = random_.unit();
    shot.palette = tint < 0.74 ? "neutral" : tint < 0.84 ? "warm" : tint < 0.94 ? "cold" : "monochrome";
    static constexpr const char* windows[] = {"forward", "left", "right", "overhead"};
    const bool outside = shot.hours < 0 || shot.scene == Scene::launch || shot.scene == Scene::parachutes ||
                         shot.scene == Scene::splashdown;
    const bool inside = shot.scene == Scene::panel || shot.scene == Scene::screen || shot.scene == Scene::cabin;
    if (!outside && !inside && shot.scene != Scene::solar_array) shot.window = windows[random_.below(4)];
    static constexpr const char* cameras[] = {"Meridian M5", "Meridian M9", "Lumen 70", "Porthole Mk II"};
    shot.camera = cameras[random_.below(10) < 6 ? random_.below(2) : 2 + random_.below(2)];
    const bool night = shot.scene == Scene::stars || shot.scene == Scene::milky_way || shot.scene == Scene::earth_night;
    static constexpr float day_times[] = {1.0F / 2000, 1.0F / 1000, 1.0F / 500, 1.0F / 250, 1.0F / 125};
    static constexpr float night_times[] = {0.5F, 1, 2, 4, 8, 15, 30};
    shot.exposure_seconds = night ? night_times[random_.below(7)] : day_times[random_.below(5)];
    shot.iso = night ? 1600U << random_.below(4) : 100U << random_.below(4);
    static constexpr float stops[] = {1.4F, 2, 2.8F, 4, 5.6F, 8, 11};
    shot.f_number = stops[night ? random_.below(3) : 2 + random_.below(5)];
    shot.lens = std::to_string(static_cast<int>(shot.focal)) + " mm";
    // The planted preference: scenes differ, light differs, and chance.
    Random taste(seed_, 1000 + static_cast<std::uint64_t>(shot.scene));
    const double phase = has_phase(shot.scene) ? 0.35 * std::sin(shot.phase) : 0.15;
    shot.appeal = static_cast<float>(0.15 + 0.45 * taste.unit() + phase + 0.08 * random_.normal());
    write_caption(shot, random_);
  }

  /// The frames of a burst: the same scene, the camera moved a little between them.
  void add_burst(const Shot& first, int size, int burst) {
    for (int i = 0; i < size; ++i) {
      Shot shot = first;
      shot.burst = burst;
      shot.hours += (i * (1.0 + 2 * random_.unit()) + 0.3) / 3600;
      shot.shift_x = static_cast<float>(0.02 * random_.normal());
      shot.shift_y = static_cast<float>(0.02 * random_.normal());
      shot.zoom = static_cast<float>(1 + 0.012 * random_.normal());
      shot.stops = static_cast<float>(0.12 * random_.normal());
      shot.appeal += static_cast<float>(0.02 * random_.normal());
      shots_.push_back(shot);
    }
  }

  static std::string id_of(std::size_t number) {
    char text[16];
    std::snprintf(text, sizeof text, "HV-%05zu", number);
    return text;
  }

  void finish(Shot& shot, std::size_t number) {
    shot.id = id_of(number);
    shot.frame_seed = random_bits(seed_, 0x10000 + number);
    shot.taken_at = iso_time(shot.hours);
    shot.mission_day = shot.hours < 0 ? "" : "Day " + std::to_string(static_cast<int>(shot.hours / 24) + 1);
    shot.appeal = std::clamp(shot.appeal, 0.0F, 1.0F);
  }

  /// Single failed pictures: almost black.
  void spoil_some() {
    const auto wanted = static_cast<std::size_t>(dark_share * count_ + 0.5);
    for (std::size_t spoilt = 0, tries = 0; spoilt < wanted && tries < 50 * wanted; ++tries) {
      Shot& shot = shots_[random_.below(count_)];
      if (shot.burst != 0 || shot.dark) continue;
      shot.dark = true;
      shot.stops = static_cast<float>(-6.5 - 2 * random_.unit());
      shot.appeal *= 0.1F;
      shot.title = random_.below(2) == 0 ? "Too dark" : "Underexposed: " + shot.title;
      shot.description = "The exposure failed; kept for the record. " + shot.description;
      shot.tags += "|underexposed";
      ++spoilt;
    }
  }

  std::uint64_t seed_;
  std::uint32_t count_;
  Random random_;
  std::vector<int> turns_;
  std::vector<Shot> shots_;
};

}  // namespace

std::string_view name_of(Scene scene) { return scene_names[static_cast<std::size_t>(scene)]; }

std::vector<Shot> plan_voyage(std::uint64_t seed, std::uint32_t count) { return Planner(seed, count).run(); }

}  // namespace vitrine::sample
