// Names of colours, for the facet by colour: twelve that people tell apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/documents/documents.h"

namespace vitrine {

/// In the order they are listed: red, orange, yellow, green, teal, blue, purple, pink, brown, grey, black, white.
const std::vector<std::string>& colour_names();

/// Index into colour_names() of 0xRRGGBB, by lightness, chroma and hue in Oklab
/// (https://bottosson.github.io/posts/oklab/).
std::uint32_t colour_name_of(std::uint32_t rgb);

/// The names of a picture's dominant colours that fill at least an eighth of it together, ascending.
std::vector<std::uint32_t> colour_names_of(const std::vector<DominantColour>& colours);

}  // namespace vitrine
