// The plan of the voyage: which picture is taken when, of what, with which camera, and what is written about it. A
// plan is a function of seed and count alone, and each shot carries a seed of its own: a picture depends on nothing
// but its shot.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::sample {

enum class Scene {
  earth_globe,
  earth_limb,
  earth_night,
  earth_clouds,
  moon_globe,
  moon_craters,
  moon_limb,
  earthrise,
  earth_moon,
  eclipse,
  stars,
  milky_way,
  solar_array,
  window,
  plasma,
  panel,
  screen,
  cabin,
  pad,
  launch,
  parachutes,
  splashdown,
  count
};
std::string_view name_of(Scene scene);

struct Shot {
  std::string id;  // "HV-00017", in the order of time
  Scene scene = Scene::stars;
  std::uint64_t seed = 0;  // of what is seen; the frames of a burst share it
  std::uint64_t frame_seed = 0;

  double hours = 0;      // since launch
  std::string taken_at;  // ISO 8601, UTC
  std::string category;  // of the voyage's leg
  std::string subject, title, description, tags, window, mission_day;
  std::string camera, lens;
  float exposure_seconds = 0, f_number = 0;
  std::uint32_t iso = 0;

  float focal = 50;           // mm, on 24 mm of film height
  float earth_distance = 1;   // to the middle, in Earth's radii
  float moon_distance = 200;  // to the middle, in the Moon's radii
  float phase = 0;            // angle between sun and camera, seen from the subject: 0 full .. pi new
  float shift_x = 0, shift_y = 0, zoom = 1, stops = 0;  // of this frame
  std::string light;                                    // in words: "full", "gibbous", "half", "crescent", ""
  std::string palette;                                  // "neutral", "warm", "cold", "monochrome"
  int burst = 0;                                        // number of the burst; 0: a single picture
  bool dark = false;                                    // near-black
  float appeal = 0;                                     // how much voters like it: the planted preference
};

std::vector<Shot> plan_voyage(std::uint64_t seed, std::uint32_t count);

}  // namespace vitrine::sample
