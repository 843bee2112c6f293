#include "tools/print/paper.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "tools/source/ascii.h"

namespace vitrine {
namespace {

constexpr double wire_room = 12 * millimetre;

struct NamedPaper {
  std::string_view name;
  double width, height;  // upright
};
constexpr std::array<NamedPaper, 7> papers = {{
    {"a5", 148 * millimetre, 210 * millimetre},
    {"a4", 210 * millimetre, 297 * millimetre},
    {"a3", 297 * millimetre, 420 * millimetre},
    {"a2", 420 * millimetre, 594 * millimetre},
    {"letter", 8.5 * inch, 11 * inch},
    {"tabloid", 11 * inch, 17 * inch},
    {"12x12", 12 * inch, 12 * inch},
}};

/// Inside the margins, and away from the wire, which is at the bottom of a page that hangs above another one.
Box printable(const PageSetup& setup, bool hangs_above) {
  Box box{setup.margin, setup.margin, setup.paper.width - 2 * setup.margin, setup.paper.height - 2 * setup.margin};
  if (setup.wire == WireEdge::none) return box;
  const bool left = setup.wire == WireEdge::left;
  (left ? box.width : box.height) -= wire_room;
  // Of a wire at the left, the pages of pictures are the backs, with the wire at their right.
  if (!hangs_above) (left ? box.x : box.y) += wire_room;
  return box;
}

/// The page down to `bottom`, with its bleed on the other three sides.
Box bled(const PageSetup& setup, double bottom) {
  return {-setup.bleed, -setup.bleed, setup.paper.width + 2 * setup.bleed, setup.bleed + bottom};
}

/// `height` at the bottom of `box`, which gets smaller by this and `gap`.
Box taken_from_bottom(Box& box, double height, double gap) {
  const Box taken{box.x, box.bottom() - height, box.width, height};
  box.height -= height + gap;
  return taken;
}

Box taken_from_top(Box& box, double height, double gap) {
  const Box taken{box.x, box.y, box.width, height};
  box.y += height + gap;
  box.height -= height + gap;
  return taken;
}

}  // namespace

double Paper::scale() const { return std::sqrt(width * height / (210 * millimetre * 297 * millimetre)); }

std::optional<Paper> paper_of(std::string_view name, bool lies) {
  const std::string wanted = lower(name);
  for (const NamedPaper& paper : papers)
    if (paper.name == wanted) return lies ? Paper{paper.height, paper.width} : Paper{paper.width, paper.height};
  return std::nullopt;
}

std::optional<double> length_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number) || number < 0) return std::nullopt;
  const std::string unit = lower(trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)}));
  if (unit.empty() || unit == "mm") return number * millimetre;
  if (unit == "cm") return number * 10 * millimetre;
  if (unit == "in") return number * inch;
  if (unit == "pt") return number;
  return std::nullopt;
}

double usual_margin(const Paper& paper) { return std::max(6 * millimetre, 0.04 * std::min(paper.width, paper.height)); }

PagePlan plan_page(const PageSetup& setup, PageKind kind) {
  const double u = setup.paper.scale();
  const double height = setup.paper.height;
  const bool fills = setup.fit == PictureFit::fill;
  PagePlan plan;
  Box rest = printable(setup, kind == PageKind::picture);
  const auto share_page = [&](double share, double gap) {
    const double split = share * height;
    plan.picture = fills ? bled(setup, split) : Box{rest.x, rest.y, rest.width, split - rest.y};
    rest = {rest.x, split + gap, rest.width, rest.bottom() - split - gap};
  };
  switch (kind) {
    case PageKind::picture:
      if (fills) {
        plan.picture = bled(setup, height + setup.bleed);
        break;
      }
      plan.credit = taken_from_bottom(rest, 9 * u, 5 * u);
      plan.picture = rest;
      break;
    case PageKind::cover:
      share_page(setup.paper.lies() ? 0.8 : 0.82, 12 * u);
      plan.credit = taken_from_bottom(rest, 9 * u, 4 * u);
      plan.heading = rest;
      break;
    case PageKind::month:
      share_page(0.56, 12 * u);
      [[fallthrough]];
    case PageKind::days:
      plan.credit = taken_from_bottom(rest, 9 * u, 5 * u);
      plan.heading = taken_from_top(rest, 40 * u, 6 * u);
      plan.body = rest;
      break;
    case PageKind::contacts:
      plan.heading = taken_from_top(rest, 26 * u, 12 * u);
      plan.body = rest;
      break;
  }
  return plan;
}

Placement place(const PictureSize& picture, const Box& box, PictureFit fit, double focus_x, double focus_y) {
  const double shape = static_cast<double>(picture.width) / picture.height, wanted = box.width / box.height;
  Placement placement{box, {}, 0};
  if (fit == PictureFit::whole) {
    Box& inner = placement.box;
    (shape > wanted ? inner.height : inner.width) = shape > wanted ? box.width / shape : box.height * shape;
    inner.x += (box.width - inner.width) / 2;
    inner.y += (box.height - inner.height) / 2;
  } else {
    PicturePart& part = placement.part;
    (shape > wanted ? part.width : part.height) = shape > wanted ? wanted / shape : shape / wanted;
    part.x = std::clamp(focus_x - part.width / 2, 0.0, 1 - part.width);
    part.y = std::clamp(focus_y - part.height / 2, 0.0, 1 - part.height);
  }
  placement.dots = placement.part.width * picture.width / (placement.box.width / inch);
  return placement;
}

}  // namespace vitrine
