// The paper of a calendar, and where things lie on it. No library. Lengths are in points, 1/72 inch; places are from
// the upper left corner of the trimmed page.
#pragma once

#include <optional>
#include <string_view>

#include "tools/ingest/cutter.h"

namespace vitrine {

inline constexpr double inch = 72, millimetre = 72 / 25.4;

/// "A5" .. "A2", "Letter", "Tabloid", "12x12", without regard to case.
inline constexpr std::string_view paper_names = "A5, A4, A3, A2, Letter, Tabloid or 12x12";

struct Box {
  double x = 0, y = 0, width = 0, height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

struct Paper {
  double width = 0, height = 0;  // trimmed

  bool lies() const { return width > height; }
  /// Of type and lines, relative to A4.
  double scale() const;
};

/// Upright, or on its long side. Nothing where there is no such paper.
std::optional<Paper> paper_of(std::string_view name, bool lies);

/// "3mm", "0.125in", "9pt"; a number alone is millimetres. Nothing where it is no length of 0 or more.
std::optional<double> length_of(std::string_view text);

/// Twice the bleed that printers ask for is more than any wants.
inline constexpr double most_bleed = 0.25 * inch;

enum class PageLayout {
  above,   // a page a month: the picture above its days
  spread,  // two pages a month: the picture, then its days
};
enum class PictureFit {
  fill,   // cropped to the page, about its focus
  whole,  // never cropped, inside the margins
};
enum class WireEdge { none, top, left };

struct PageSetup {
  Paper paper;
  double bleed = 3 * millimetre;
  double margin = 0;  // where only pictures are
  WireEdge wire = WireEdge::none;
  bool crop_marks = false;
  PageLayout layout = PageLayout::above;
  PictureFit fit = PictureFit::fill;
};

/// 4 % of the shorter side, 6 mm or more.
double usual_margin(const Paper& paper);

enum class PageKind { cover, month, picture, days, contacts };

/// Where the things of a page lie; a box that the page has not is empty.
struct PagePlan {
  Box picture;  // with the bleed, where pictures are cropped
  Box heading;
  Box body;    // the days, or the contact sheet's pictures
  Box credit;  // a line
};
PagePlan plan_page(const PageSetup& setup, PageKind kind);

/// A picture in a box.
struct Placement {
  Box box;           // what it covers: all of the box, or a part where it stays whole
  PicturePart part;  // what is seen of it
  double dots = 0;   // of the original, an inch
};

/// `focus` is the place of the picture, 0..1, that a crop keeps near its middle.
Placement place(const PictureSize& picture, const Box& box, PictureFit fit, double focus_x, double focus_y);

}  // namespace vitrine
