// Text and lines on pages, by pango and cairo. What they make is completed by tools/print/finish.h.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <set>
#include <string>

#include "tools/print/print.h"

namespace vitrine {

/// Draws pages one after another into a PDF in memory. Throws std::runtime_error where cairo fails. Colours are greys.
class Canvas {
 public:
  /// Pages are `width` x `height` with the origin `origin` points right of and below their corner. Lines start
  /// from the left or the right side.
  Canvas(double width, double height, double origin, const char* language, bool right_to_left);

  void begin_page();
  /// Outside the bleed, at the corners of a trimmed page of this size.
  void crop_marks(double width, double height, double bleed, double slug);
  void text(const print_text& text);
  void month(const print_month& month);

  /// Closes the last page: the PDF's bytes. Nothing is drawn afterwards.
  const std::string& finish();

  /// See print_missing_letters.
  const std::string& missing_letters();

 private:
  struct Placed {
    print_place across = PRINT_START, down = PRINT_START;
  };
  using Layout = std::unique_ptr<PangoLayout, decltype(&g_object_unref)>;

  Layout set_in_type(const char* text, print_face face, double size, double width, int most_lines);
  /// The layout's height.
  double draw(PangoLayout* layout, const print_box& box, Placed placed, double grey);
  void remember_missing(PangoLayout* layout);
  double entry(const char* text, const print_box& box, double size, double grey, int most_lines);
  void entries(const print_day& day, print_box box, double size);
  void day(const print_day& day, const print_box& cell, const print_month& month);
  void week(const char* text, const print_box& row, double gutter, const print_month& month);
  void moon(int phase, double x, double y, double radius);
  void line(double x1, double x2, double y, double width, double grey);
  /// A strip of `box` that begins `offset` from the side where lines start.
  print_box strip(const print_box& box, double offset, double width) const;
  void check() const;

  std::string bytes_;
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo_;
  std::unique_ptr<PangoContext, decltype(&g_object_unref)> context_;
  double origin_ = 0;
  bool right_to_left_ = false;
  bool begun_ = false;
  std::set<gunichar> missing_;
  std::string missing_text_;
};

}  // namespace vitrine
