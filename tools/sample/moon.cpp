#include "tools/sample/moon.h"

#include "core/random.h"
#include "tools/sample/noise.h"

namespace vitrine::sample {
namespace {

struct Basin {
  Vec centre;
  float radius;
};
struct Crater {
  Vec centre;
  float radius;
  float fresh;  // 0 worn .. 1 young
};

Vec random_direction(Random& random) {
  return normalised(
      {static_cast<float>(random.normal()), static_cast<float>(random.normal()), static_cast<float>(random.normal())});
}

/// Maria lie on one half, as on the real Moon.
std::vector<Basin> basins_of(std::uint64_t seed) {
  Random random(seed, 21);
  std::vector<Basin> basins;
  for (int i = 0; i < 15; ++i) {
    Vec centre = random_direction(random);
    centre.z = std::abs(centre.z);
    if (i > 11) centre.z = -centre.z;
    const auto radius = static_cast<float>(i > 11 ? 0.10 + 0.10 * random.unit() : 0.14 + 0.24 * random.unit());
    basins.push_back({normalised(Vec{centre.x, centre.y * 0.9F + 0.12F, centre.z}), radius});
  }
  return basins;
}

/// N(> r) falls with r^-2; the largest first, so that the small lie on the large.
std::vector<Crater> craters_of(std::uint64_t seed, float smallest) {
  Random random(seed, 22);
  std::vector<Crater> craters;
  constexpr double largest = 0.14;
  constexpr double density = 0.55;
  for (double radius = largest; radius > smallest;) {
    const double count = density / (radius * radius);
    radius /= std::sqrt(1 + 1 / count);
    const double young = random.unit();
    craters.push_back({random_direction(random), static_cast<float>(radius), static_cast<float>(young * young)});
  }
  return craters;
}

/// Height over the crater's radius at `t` radii from its middle.
float profile(float t, float fresh, float wide) {
  const float depth = (0.26F - 0.12F * wide) * (0.35F + 0.65F * fresh), rim = 0.07F * (0.3F + 0.7F * fresh);
  if (t >= 1) return rim * std::max(0.0F, 1 / (t * t * t) - 0.094F * square(t - 1) - 0.02F);
  const float bowl = std::max(t * t * (1 + 0.25F * wide) - 1, -1 + 0.16F * wide);
  const float peak = wide > 0.3F ? 0.10F * wide * fresh * quick_exp(-square(t / 0.14F)) : 0;
  return rim * t * t + depth * std::min(0.0F, bowl) + peak;
}

/// Texels of a face inside a cone about `centre`.
struct Box {
  int left, right, bottom, top;
};
bool box_of(Vec centre, float angle, int face, int side, Box& box) {
  const FaceAxes& axes = cube_faces[static_cast<std::size_t>(face)];
  const float f = dot(centre, axes.forward), u = dot(centre, axes.right), v = dot(centre, axes.up);
  const auto extent = [&](float across, int& first, int& last) {
    const float middle = std::atan2(across, f), norm = std::sqrt(across * across + f * f);
    const float half = std::asin(std::min(1.0F, std::sin(std::min(angle, 1.5F)) / std::max(norm, 1e-6F)));
    const float low = std::max(middle - half, -0.79F), high = std::min(middle + half, 0.79F);
    first = floor_of((std::tan(low) + 1) * 0.5F * real(side)) - 1;
    last = floor_of((std::tan(high) + 1) * 0.5F * real(side)) + 1;
    return low < high;
  };
  if (!extent(u, box.left, box.right) || !extent(v, box.bottom, box.top)) return false;
  constexpr int border = CubeMap<2>::border;
  box = {std::max(box.left, -border), std::min(box.right, side + border - 1), std::max(box.bottom, -border),
         std::min(box.top, side + border - 1)};
  return box.left <= box.right && box.bottom <= box.top && f > -0.5F;
}

class Surface {
 public:
  Surface(std::uint64_t seed, std::uint32_t noise_seed, CubeMap<2>& map)
      : seed_(noise_seed), map_(map), basins_(basins_of(seed)), craters_(craters_of(seed, 1.6F * map.texel_angle())) {}

  void make(int face) {
    for (int row = -2; row < map_.side() + 2; ++row)
      for (int column = -2; column < map_.side() + 2; ++column)
        map_.at(face, column, row) = ground(normalised(map_.direction(face, column, row)));
    for (std::size_t i = 0; i < craters_.size(); ++i) stamp(craters_[i], face, static_cast<std::uint32_t>(i));
    map_.reduce(face);
  }

 private:
  float mare(Vec d) const {
    const Vec wobble{fractal(d * 3.2F, 6, seed_, 0.6F), fractal(d * 3.2F, 6, seed_ + 10, 0.6F),
                     fractal(d * 3.2F, 6, seed_ + 20, 0.6F)};
    const Vec p = d + wobble * 0.16F;
    float most = 0;
    for (const Basin& basin : basins_) {
      const float distance = length(p - basin.centre) / basin.radius;
      most = std::max(most, smooth(1.12F, 0.72F, distance));
    }
    return most;
  }
  std::array<float, 2> ground(Vec d) const {
    const float flat = mare(d);
    const float hills = fractal(d * 3, 5, seed_ + 30) * 0.006F + fractal(d * 26, 5, seed_ + 40, 0.6F) * 0.0011F;
    const float height = mix(hills, hills * 0.1F - 0.004F, flat);
    const float mottled = fractal(d * 6, 6, seed_ + 50, 0.62F);
    const float albedo = mix(0.150F * (1 + 0.20F * mottled), 0.062F * (1 + 0.30F * mottled), flat);
    return {height, albedo};
  }
  /// Craters in a mare are those that came after it.
  bool drowned(const Crater& crater, std::uint32_t number) const {
    return mare(crater.centre) > 0.4F &&
           unit(hash(static_cast<int>(number), 1, 0, seed_)) < (crater.radius > 0.02F ? 0.985F : 0.88F);
  }
  void stamp(const Crater& crater, int face, std::uint32_t number) {
    const bool rayed = crater.fresh > 0.955F && crater.radius > 0.009F && crater.radius < 0.05F;
    const float reach = crater.radius * (rayed ? 16 : 2.1F);
    Box box;
    if (!box_of(crater.centre, reach * 1.1F, face, map_.side(), box) || drowned(crater, number)) return;
    Vec east, north;
    frame_of(crater.centre, east, north);
    const float wide = smooth(0.006F, 0.05F, crater.radius);
    const float bend = unit(hash(static_cast<int>(number), 2, 0, seed_)) * 50;
    for (int row = box.bottom; row <= box.top; ++row) {
      for (int column = box.left; column <= box.right; ++column) {
        const Vec offset = normalised(map_.direction(face, column, row)) - crater.centre;
        float t = length(offset) / crater.radius;
        if (t * crater.radius > reach) continue;
        auto& texel = map_.at(face, column, row);
        const float x = dot(offset, east), y = dot(offset, north);
        const float along = 1 / std::max(1e-7F, std::sqrt(x * x + y * y));
        const float ragged = crater.radius > 4 * map_.texel_angle()
                                 ? noise(Vec{x * along * 2.2F, y * along * 2.2F, bend}, seed_ + 60)
                                 : 0;
        t *= 1 + 0.10F * ragged;
        if (t < 1) texel[0] *= 1 - 0.85F * crater.fresh * smooth(1, 0.8F, t);
        if (t < 2.1F) texel[0] += crater.radius * profile(t, crater.fresh, wide);
        const float bright = crater.fresh * crater.fresh * crater.fresh;
        if (t < 2.1F) texel[1] *= 1 + 0.55F * bright * smooth(2.1F, 0.8F, t);
        if (rayed) {
          const float spoke = fractal(x * along * 3 + bend, y * along * 3 - bend, 3, seed_ + 70, 0.8F);
          const float streak =
              smooth(0.05F, 0.75F, spoke + 0.25F * noise(Vec{x, y, 0} * (2 / crater.radius), seed_ + 80));
          texel[1] += 0.11F * streak * smooth(16, 1.5F, t) * smooth(0.6F, 1.4F, t);
        }
      }
    }
  }

  std::uint32_t seed_;
  CubeMap<2>& map_;
  std::vector<Basin> basins_;
  std::vector<Crater> craters_;
};

/// Small craters, one to a cell of space, as the slope they give; `scale` is cells a radius.
Vec pits(Vec p, float scale, std::uint32_t seed) {
  const Vec q = p * scale;
  const int x = floor_of(q.x), y = floor_of(q.y), z = floor_of(q.z);
  const std::uint32_t bits = hash(x, y, z, seed);
  const float size = unit(bits);
  const float radius = 0.12F + 0.33F * size * size;
  const float room = 1 - 2 * radius;
  const Vec centre{real(x) + radius + room * unit(bits * 0x9e3779b9U),
                   real(y) + radius + room * unit(bits * 0x85ebca6bU),
                   real(z) + radius + room * unit(bits * 0xc2b2ae35U)};
  const Vec from = q - centre;
  const float distance = length(from), t = distance / radius;
  if (t >= 1) return {};
  // h / r = -a (1 - t^2)^2 + rim; its slope, outwards.
  const float slope = t < 0.8F ? 0.75F * t * (1 - 0.6F * t * t) : -0.9F * (1 - t) * (t - 0.6F) * 5;
  return from * (slope * (0.5F + 0.5F * unit(bits * 0x27d4eb2fU)) / std::max(distance, 1e-6F));
}

}  // namespace

Moon::Moon(std::uint64_t seed, int side, const InParallel& in_parallel)
    : seed_(static_cast<std::uint32_t>(random_bits(seed, 2))), map_(side) {
  Surface surface(seed, seed_, map_);
  in_parallel(6, [&](std::size_t face) { surface.make(static_cast<int>(face)); });
}

Colour Moon::surface(const Meeting& meeting, Vec ray, float footprint, const View& view) const {
  const Vec place = turned(meeting.normal, -view.spin), sun = turned(view.sun, -view.spin);
  const float eye = std::max(0.02F, -dot(meeting.normal, ray));
  const float here = footprint / std::sqrt(eye + 0.02F);
  const FacePoint point = face_point(place);
  const int level = map_.level_for(here);
  Vec gradient;
  const float height = map_.curved(place, point, level, gradient);
  float albedo = map_.linear(point, level)[1];
  gradient = gradient * 1.25F;
  const float texel = map_.texel_angle();
  int octaves = 0;
  for (float wide = texel * 1.5F; wide > here * 1.2F && octaves < 6; wide *= 0.5F, ++octaves) {
    const float scale = 0.30F / wide;
    gradient += pits(place, scale, seed_ + 300 + static_cast<std::uint32_t>(octaves));
    gradient +=
        pits(place + Vec{0.37F, 0.11F, 0.73F}, scale * 0.77F, seed_ + 320 + static_cast<std::uint32_t>(octaves)) * 0.8F;
  }
  if (octaves > 0) {
    const Slope rough = fractal_slope(place * (0.35F / texel), octaves, seed_ + 340, 0.5F);
    gradient += rough.gradient * 0.075F;
    albedo *= 1 + 0.10F * rough.value;
  }
  const Vec normal = normalised(place - (gradient - place * dot(gradient, place)));
  const float sun_flat = dot(place, sun);
  float sunny = dot(normal, sun);
  if (sunny > 0 && sun_flat < 0.4F && sun_flat > -0.2F) {
    const Vec towards = normalised(sun - place * sun_flat);
    const float rise = sun_flat / std::sqrt(1 - sun_flat * sun_flat);
    float step = std::max(2 * texel, 3 * here), blocked = 0;
    for (int i = 0; i < 7; ++i, step *= 1.55F) {
      const float needed = height + step * rise + 0.5F * step * step;
      const float above = height_at(normalised(place + towards * step), level) * 1.25F + height * -0.25F - needed;
      blocked = std::max(blocked, above / (0.16F * step + 0.0003F));
    }
    sunny *= 1 - smooth(0, 0.35F, blocked);
  }
  const Colour tint = mix(Colour{1.0F, 0.965F, 0.915F}, Colour{0.95F, 0.97F, 1.0F}, smooth(0.11F, 0.06F, albedo));
  Colour light = view.earthshine * (albedo * (0.35F + 0.65F * std::max(0.0F, dot(meeting.normal, view.earth))));
  if (sunny > 0) {
    const float law = 2 * sunny / (sunny + eye * 0.8F + 0.05F);
    light += Colour{1, 1, 1} * (albedo * std::min(law, 1.6F) * smooth(-0.06F, 0.02F, sun_flat + 0.04F) * 1.55F);
  }
  return light * tint;
}

void Moon::paint(Canvas& canvas, const Camera& camera, const View& view) const {
  const Vec towards = view.globe.centre - camera.place;
  const float distance = length(towards);
  const float sine = view.globe.radius * 1.02F / distance;
  const float cosine = sine >= 1 ? -2 : std::sqrt(1 - sine * sine);
  const Vec centre = towards * (1 / distance);
  const float pixel = canvas.pixel() * camera.tangent;
  canvas.each([&](float x, float y, Colour& colour) {
    const Vec ray = camera.ray(x, y);
    if (dot(ray, centre) < cosine) return;
    Meeting meeting = meet(camera.place, ray, view.globe, pixel);
    if (meeting.distance <= 0 || meeting.height > 0.012F) return;
    if (meeting.height > -0.012F) {
      // The limb is as rugged as the ground below it.
      const float footprint = meeting.distance * pixel / view.globe.radius;
      Vec unused;
      const Vec below = turned(meeting.nearest, -view.spin);
      const float relief = 1.25F * map_.curved(below, face_point(below), map_.level_for(footprint), unused);
      meeting.coverage = clamp01((relief - meeting.height) / footprint + 0.5F);
    }
    if (meeting.coverage <= 0) return;
    const float footprint = meeting.distance * pixel / view.globe.radius;
    colour = mix(colour, surface(meeting, ray, footprint, view), meeting.coverage);
  });
}

}  // namespace vitrine::sample
