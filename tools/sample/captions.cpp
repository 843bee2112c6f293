#include "tools/sample/captions.h"

#include <cmath>
#include <vector>

namespace vitrine::sample {
namespace {

/// "{light}" in a text becomes the light in words, "{Light}" with a capital letter.
struct Caption {
  const char* subject;
  const char* tags;
  std::vector<const char*> titles;
  std::vector<const char*> sentences;
};

const Caption& caption_of(Scene scene) {
  static const std::array<Caption, static_cast<std::size_t>(Scene::count)> captions{{
      {"Earth",
       "globe|clouds|oceans",
       {"{Light} Earth", "Home, {light}", "The whole Earth, {light}", "Earth in the dark",
        "A {light} Earth, drifting away", "Blue and white", "Looking back"},
       {"Weather systems turn over open ocean; the line between day and night is soft where the air bends the light.",
        "The continents show brown and green between the clouds, the poles white.",
        "Nothing around it: the whole of home in one frame.",
        "A low sun lights the cloud tops along the terminator from the side."}},
      {"Earth",
       "limb|atmosphere|clouds",
       {"The thin blue line", "Horizon over open ocean", "Along the limb", "Clouds to the edge of the world",
        "The curve of the Earth", "Morning over the cloud decks"},
       {"The air is a rim of blue no thicker than a fingernail at arm's length.",
        "Cloud streets run to the horizon, where the atmosphere fades from white to black.",
        "Storms stand out by their shadows; above the limb there is nothing.",
        "One orbit lasts an hour and a half, and there is a sunrise in each."}},
      {"Earth",
       "night|city lights|airglow",
       {"Cities under a green sky", "Airglow", "Night pass", "Lights along a coast", "Aurora from above",
        "Before sunrise, from orbit", "The night side"},
       {"Towns glow amber through gaps in the clouds; the thin green shell above is the air's own light.",
        "Curtains of aurora stand on the upper atmosphere, green below and red above.",
        "Held by hand against the glass; the stars drew short lines.", "A first band of colour announces the sun."}},
      {"Earth",
       "clouds|oceans|from above",
       {"Looking straight down", "Sun glint", "Cloud patterns", "Coast and shallows", "Over the desert",
        "A storm's arms", "Silver water"},
       {"Where the sun's mirror image falls, the sea turns to metal and every current shows.",
        "Convection breaks the cloud deck into cells.", "The shallows are turquoise, the deep is nearly black.",
        "From straight above, relief shows by shadow alone."}},
      {"Moon",
       "globe|maria|craters",
       {"{Light} Moon", "The Moon, {light}", "Maria and highlands", "The far side, {light}",
        "Growing larger every hour", "A {light} Moon ahead"},
       {"Dark plains of old lava lie in basins; the bright rays are young.",
        "Along the terminator every rim throws a shadow; away from it the ground looks flat.",
        "Seen by nobody on Earth from this side.",
        "The grey is many greys: brown maria, white ejecta, and something like blue."}},
      {"Moon",
       "craters|terminator|close-up",
       {"Craters in low sun", "Rims and shadows", "Ground with a long history", "A chain of craters",
        "At the terminator", "Terraces and a central peak", "Nothing but craters"},
       {"Craters lie on craters: the sharp ones are young, the soft ones have been rained on by dust for ages.",
        "The sun stands a few degrees high; each pebble-sized thing here is as large as a house.",
        "A long lens flattens the slopes and the light puts them back.",
        "Shadows are black: there is no air to fill them."}},
      {"Moon",
       "limb|craters|horizon",
       {"The edge of the Moon", "Lunar horizon", "Mountains on the limb", "Skimming the far side",
        "Black sky, grey ground"},
       {"The horizon is close and uneven, and above it the sky is black.",
        "The limb is rugged where highlands stand in profile.",
        "Closest approach: the ground moves visibly through the window."}},
      {"Earth and Moon",
       "earthrise|limb|craters",
       {"Earthrise", "Earth over the limb", "Home, setting", "Signal again", "A marble over the highlands",
        "Rising {light} Earth"},
       {"After forty minutes of silence behind the Moon, home comes up over the edge, and with it the radio.",
        "Both are lit by the same sun from the same side.", "The only colour in sight.",
        "Everybody moved to one window."}},
      {"Earth and Moon",
       "globe|distance",
       {"Two worlds", "Earth and Moon in one frame", "How far apart they are", "The pair, {light}", "Between the two"},
       {"Both show the same phase, lit by the same sun.", "For a few hours both fit into one frame.",
        "The Moon is nearer and looks larger than it is; the Earth is brighter by far."}},
      {"Sun",
       "eclipse|corona|stars",
       {"Totality", "The corona", "Eclipse from beyond the Moon", "Streamers", "The black Moon", "Sun behind the Moon",
        "Diamond ring"},
       {"From here the Moon covers the sun for most of an hour; the corona reaches out for many solar radii.",
        "Earthshine shows the maria on the side turned away from the sun.",
        "Fine plumes at the poles, wide streamers at the equator.", "Nobody said a word for a while."}},
      {"Stars",
       "night|constellations",
       {"Star field", "Unfamiliar brightness", "Stars without twinkle", "Long exposure", "Cabin lights out",
        "A new constellation"},
       {"With the cabin lights out and the window in shadow, the sky fills.",
        "The ship turns slowly to spread the sun's heat: the stars become arcs.",
        "Stars do not twinkle here. Their colours are plain to see."}},
      {"Stars",
       "night|milky way",
       {"The Milky Way", "Dust lanes", "Toward the centre of the galaxy", "River of stars",
        "Dark clouds, bright clouds"},
       {"Clouds of stars and clouds of dust, without any air between.", "Thirty seconds on a braced camera.",
        "The bright bulge is the middle of the galaxy."}},
      {"Spacecraft",
       "solar array|exterior",
       {"The wing in sunlight", "Solar array", "A wing and a world", "Blue cells, black sky", "Wing camera"},
       {"The camera at the tip of the wing looks back along the cells.",
        "Each cell is as large as a hand; together they feed the whole ship.",
        "The wings turn by themselves to face the sun."}},
      {"Cabin",
       "window|view|interior",
       {"A window with a view", "At the window", "Somebody left the blind open", "The best seat", "Watching it go by"},
       {"Four panes thick, with a ring of screws around, and always somebody in front of it.",
        "Light from outside falls on the frame.", "The lamps of the cabin are mirrored in the glass."}},
      {"Spacecraft",
       "plasma|window|entry",
       {"Entry interface", "Inside the fire", "Plasma", "Eleven kilometres a second"},
       {"The air outside glows pink and orange; nothing can be heard from the ground.",
        "Streaks of light run past the window."}},
      {"Instruments",
       "controls|switches|interior",
       {"Main panel", "Switches and dials", "Everything green", "Breakers, second row", "The right-hand console",
        "Pressure and flow"},
       {"Every switch has a guard, a label and a place in the checklist.", "Needles where they should be.",
        "The cabin lamps are dimmed for the night shift."}},
      {"Instruments",
       "display|curves|interior",
       {"Trajectory display", "Attitude", "Telemetry", "The curve and the plan", "Burn in ten minutes"},
       {"The measured curve lies on the planned one.", "Numbers run down the side while the curve is drawn.",
        "The display is the brightest thing in the cabin."}},
      {"Cabin",
       "interior|hatch|lamps",
       {"Through the tunnel", "Cabin, looking aft", "Night lights", "The hatch", "Tidy for once", "Room for four"},
       {"Bags are strapped to every wall: there is no floor here.", "The light at the end is the docking window.",
        "Blue rails show where hands may hold on."}},
      {"Spaceport",
       "pad|sky|reflection",
       {"The pad at dusk", "Waiting", "Morning over the lagoon", "Rollout", "Clouds over the pad", "Floodlights on",
        "Still water"},
       {"The rocket stands in its tower; the lagoon doubles it.", "A wet year: the water came up to the road.",
        "Photographed from the causeway, as every month.",
        "Wind kept the crews away; the pictures were taken meanwhile."}},
      {"Spaceport",
       "launch|fire|smoke",
       {"Liftoff", "Clear of the tower", "Daylight at dawn", "A second sun", "Going"},
       {"The light came first; the sound took twelve seconds more.", "The exhaust lit the clouds from inside.",
        "Everything for nine minutes of this."}},
      {"Spacecraft",
       "parachutes|sky",
       {"Three good parachutes", "Mains", "Under canopy", "Orange and white"},
       {"All three opened, one after the other.", "Photographed from the recovery ship with a long lens.",
        "From Mach 32 to the pace of a cyclist."}},
      {"Ocean",
       "splashdown|sea|recovery",
       {"Splashdown", "Home on the water", "Waiting for the ship", "Afloat", "Evening on the ocean"},
       {"The capsule floats upright; the sea is kind today.", "Scorched, wet and safe.",
        "The recovery ship arrives in twenty minutes."}},
  }};
  return captions[static_cast<std::size_t>(scene)];
}

const char* one_of(const std::vector<const char*>& texts, Random& random) {
  return texts[random.below(static_cast<std::uint32_t>(texts.size()))];
}

std::string with_light(std::string text, const std::string& light) {
  for (const char* mark : {"{light}", "{Light}"}) {
    for (std::size_t place = text.find(mark); place != std::string::npos; place = text.find(mark)) {
      std::string word = light.empty() ? "sunlit" : light;
      if (mark[1] == 'L') word[0] = static_cast<char>(word[0] - 'a' + 'A');
      text.replace(place, 7, word);
    }
  }
  return text;
}

/// "1/250 s", "4 s".
std::string exposure_text(float seconds) {
  if (seconds >= 0.5F) return std::to_string(static_cast<int>(seconds + 0.5F)) + " s";
  return "1/" + std::to_string(static_cast<int>(1 / seconds + 0.5F)) + " s";
}

std::string circumstances(const Shot& shot) {
  std::string text = shot.window.empty() ? "Taken" : "Taken through the " + shot.window + " window";
  text += " at " + std::to_string(static_cast<int>(shot.focal)) + " mm, " + exposure_text(shot.exposure_seconds);
  if (shot.hours > 24 && shot.hours < 232) {
    const int thousands = static_cast<int>(shot.earth_distance * 6.371F + 0.5F);
    text += ", " + std::to_string(thousands) + ",000 km from Earth";
  }
  return text + ".";
}

}  // namespace

void write_caption(Shot& shot, Random& random) {
  const Caption& caption = caption_of(shot.scene);
  shot.subject = caption.subject;
  shot.title = with_light(one_of(caption.titles, random), shot.light);
  shot.description = with_light(one_of(caption.sentences, random), shot.light) + " " + circumstances(shot);
  shot.tags = caption.tags;
  if (!shot.light.empty()) shot.tags += "|" + shot.light;
  if (shot.palette == "monochrome") shot.tags += "|black and white";
}

}  // namespace vitrine::sample
