// `vitrine sample`: a folder of pictures of a voyage from Earth to the Moon and back, with metadata, ground truth and,
// if wanted, ballots. The same settings make the same bytes, whatever the number of jobs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "tools/console/console.h"

namespace vitrine {

struct SampleSettings {
  std::filesystem::path folder;
  std::uint32_t count = 240;
  std::uint64_t seed = 1;
  std::uint32_t width = 1600, height = 1067;
  bool votes = false;
  unsigned jobs = 0;  // 0: all cores
};

/// What is in the folder:
///   pictures/HV-00001.jpg ...   with EXIF
///   metadata.csv, vitrine.json  published
///   truth.csv                   file, scene, burst, dark, failed, palette, light, focal, appeal; not for publication
///   votes.csv                   voter, winner, loser, voted_at: choices between two pictures, by truth.csv's appeal
///   ballots.csv                 voter, shown, chosen: 5 of 50 pictures, by appeal and chance
///   rankings.csv                voter, category, picture, rank: the best three of each category, likewise
///   sample.json                 the settings; says that the folder is ours to replace
/// Throws Failure when the folder holds something else, or cannot be written.
void make_sample(const SampleSettings& settings, Console& console);

/// Whether the folder holds exactly this already. Throws Failure when it holds something that is not ours.
bool is_made(const SampleSettings& settings);

}  // namespace vitrine
