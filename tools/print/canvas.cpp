#include "tools/print/canvas.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace vitrine {
namespace {

// Those of Debian's fonts-urw-base35 first, then what has more letters.
constexpr const char* serif = "P052, Amiri, Noto Serif, DejaVu Serif, serif";
constexpr const char* sans = "Nimbus Sans, Noto Sans, DejaVu Sans, sans-serif";

constexpr double weekend_tint = 0.955;
constexpr double hairline = 0.35, rule = 0.7;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

/// Without what no font has a sign for: control characters, separators of lines and paragraphs.
std::string drawable(const char* text) {
  std::string drawn;
  const char* const end = text + std::strlen(text);
  for (const char *at = text, *next = at; at < end; at = next) {
    next = g_utf8_next_char(at);
    const GUnicodeType kind = g_unichar_type(g_utf8_get_char_validated(at, end - at));
    const bool drawn_as_space =
        kind == G_UNICODE_CONTROL || kind == G_UNICODE_LINE_SEPARATOR || kind == G_UNICODE_PARAGRAPH_SEPARATOR;
    drawn.append(drawn_as_space ? " " : std::string(at, std::min(next, end)));
  }
  return drawn;
}

double in_points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

/// Around what is in a day's cell; above it a share of this.
double padding(const print_month& month) { return month.text_size * 0.7; }
constexpr double top_share = 0.7;

}  // namespace

Canvas::Canvas(double width, double height, double origin, const char* language, bool right_to_left)
    : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, width, height), &cairo_surface_destroy),
      cairo_(cairo_create(surface_.get()), &cairo_destroy),
      context_(pango_cairo_create_context(cairo_.get()), &g_object_unref),
      origin_(origin),
      right_to_left_(right_to_left) {
  cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4);
  // Type as it is designed, not as a screen's pixels would have it.
  const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
      cairo_font_options_create(), &cairo_font_options_destroy);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_cairo_context_set_resolution(context_.get(), 72);
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(), pango_language_from_string(language));
  pango_context_set_base_dir(context_.get(), right_to_left_ ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  check();
}

void Canvas::check() const {
  for (const cairo_status_t status : {cairo_status(cairo_.get()), cairo_surface_status(surface_.get())})
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

void Canvas::begin_page() {
  if (begun_) cairo_show_page(cairo_.get());
  begun_ = true;
  cairo_identity_matrix(cairo_.get());
  cairo_translate(cairo_.get(), origin_, origin_);
  check();
}

void Canvas::crop_marks(double width, double height, double bleed, double slug) {
  cairo_t* cairo = cairo_.get();
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_set_line_width(cairo, hairline);
  const double near = bleed + slug * 0.15, far = bleed + slug * 0.85;
  for (const double x : {0.0, width}) {
    for (const double y : {0.0, height}) {
      const double right = x > 0 ? 1 : -1, down = y > 0 ? 1 : -1;
      cairo_move_to(cairo, x + right * near, y);
      cairo_line_to(cairo, x + right * far, y);
      cairo_move_to(cairo, x, y + down * near);
      cairo_line_to(cairo, x, y + down * far);
    }
  }
  cairo_stroke(cairo);
}

const std::string& Canvas::finish() {
  if (begun_) cairo_show_page(cairo_.get());
  begun_ = false;
  cairo_surface_finish(surface_.get());
  check();
  return bytes_;
}

const std::string& Canvas::missing_letters() {
  missing_text_.clear();
  for (const gunichar letter : missing_) {
    char bytes[6];
    missing_text_.append(bytes, static_cast<std::size_t>(g_unichar_to_utf8(letter, bytes)));
  }
  return missing_text_;
}

// --- type ------------------------------------------------------------------------------------------------------

Canvas::Layout Canvas::set_in_type(const char* text, print_face face, double size, double width, int most_lines) {
  Layout layout(pango_layout_new(context_.get()), &g_object_unref);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, face == PRINT_SERIF ? serif : sans);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_width(layout.get(), std::max(1, static_cast<int>(width * PANGO_SCALE)));
  pango_layout_set_height(layout.get(), -most_lines);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  const std::string drawn = drawable(text);
  pango_layout_set_text(layout.get(), drawn.data(), static_cast<int>(drawn.size()));
  return layout;
}

void Canvas::remember_missing(PangoLayout* layout) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
  PangoLayoutIter* place = pango_layout_get_iter(layout);
  do {
    const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(place);
    if (run == nullptr) continue;
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && glyph != PANGO_GLYPH_INVALID_INPUT)
        missing_.insert(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
    }
  } while (pango_layout_iter_next_run(place) != 0);
  pango_layout_iter_free(place);
}

double Canvas::draw(PangoLayout* layout, const print_box& box, Placed placed, double grey) {
  remember_missing(layout);
  // pango swaps left and right in a paragraph that does not read in the page's direction.
  const PangoDirection reads = pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(layout, 0));
  const bool swapped = (reads == PANGO_DIRECTION_RTL) != right_to_left_;
  const bool right = (placed.across == PRINT_END) != right_to_left_;
  pango_layout_set_alignment(layout, placed.across == PRINT_CENTRE ? PANGO_ALIGN_CENTER
                                     : right != swapped            ? PANGO_ALIGN_RIGHT
                                                                   : PANGO_ALIGN_LEFT);
  int height_units = 0;
  pango_layout_get_size(layout, nullptr, &height_units);
  const double height = in_points(height_units);
  const double room = box.height - height;
  const double down = placed.down == PRINT_START ? 0 : placed.down == PRINT_CENTRE ? room / 2 : room;
  cairo_set_source_rgb(cairo_.get(), grey, grey, grey);
  cairo_move_to(cairo_.get(), box.x, box.y + down);
  pango_cairo_show_layout(cairo_.get(), layout);
  check();
  return height;
}

void Canvas::text(const print_text& text) {
  constexpr double smaller = 0.96;
  const auto lines = static_cast<int>(std::max(1U, text.most_lines));
  double size = text.size;
  Layout layout = set_in_type(text.text, text.face, size, text.box.width, lines);
  while (pango_layout_is_ellipsized(layout.get()) != 0 && size > text.least_size) {
    size = std::max(text.least_size, size * smaller);
    layout = set_in_type(text.text, text.face, size, text.box.width, lines);
  }
  draw(layout.get(), text.box, {text.across, text.down}, text.grey);
}

// --- a month ---------------------------------------------------------------------------------------------------

print_box Canvas::strip(const print_box& box, double offset, double width) const {
  return {right_to_left_ ? box.x + box.width - offset - width : box.x + offset, box.y, width, box.height};
}

void Canvas::line(double x1, double x2, double y, double width, double grey) {
  cairo_set_source_rgb(cairo_.get(), grey, grey, grey);
  cairo_set_line_width(cairo_.get(), width);
  cairo_move_to(cairo_.get(), x1, y);
  cairo_line_to(cairo_.get(), x2, y);
  cairo_stroke(cairo_.get());
}

void Canvas::moon(int phase, double x, double y, double radius) {
  constexpr double dark = 0.35;
  cairo_t* cairo = cairo_.get();
  cairo_set_source_rgb(cairo, dark, dark, dark);
  cairo_set_line_width(cairo, hairline);
  const auto disc = [&](double from, double to) {
    cairo_new_path(cairo);
    cairo_arc(cairo, x, y, radius, from, to);
  };
  // The part in shadow, as it is seen from the north.
  if (phase == 0) disc(0, 2 * M_PI);
  if (phase == 1) disc(M_PI / 2, 3 * M_PI / 2);
  if (phase == 3) disc(-M_PI / 2, M_PI / 2);
  if (phase != 2) cairo_fill(cairo);
  disc(0, 2 * M_PI);
  cairo_stroke(cairo);
}

void Canvas::entries(const print_day& day, print_box box, double size) {
  const auto count = static_cast<int>(day.entry_count);
  if (count == 0) return;
  int line = 0;
  pango_layout_get_size(set_in_type("0", PRINT_SANS, size, box.width, 1).get(), nullptr, &line);
  int room = static_cast<int>(box.height / in_points(line));  // in lines
  const int shown = count <= room ? count : room - 1;
  for (int i = 0; i < shown; ++i) {
    const int left = shown - 1 - i + (shown < count ? 1 : 0);  // each of which gets a line
    const Layout layout = set_in_type(day.entries[i], PRINT_SANS, size, box.width, room - left);
    box.y += draw(layout.get(), box, {}, 0.15);
    room -= pango_layout_get_line_count(layout.get());
  }
  if (shown == count || room < 1) return;
  const std::string more = "+" + std::to_string(count - shown);
  draw(set_in_type(more.c_str(), PRINT_SANS, size, box.width, 1).get(), box, {}, 0.4);
}

void Canvas::day(const print_day& day, const print_box& cell, const print_month& month) {
  const double pad = padding(month);
  print_box inside = strip(cell, pad, cell.width - 2 * pad);
  inside.y += pad * top_share;
  const Layout number = set_in_type(day.number, PRINT_SERIF, month.number_size, inside.width, 1);
  const double height = draw(number.get(), inside, {}, day.rest != 0 ? 0.42 : 0);
  if (day.moon >= 0) {
    PangoRectangle ink;
    pango_layout_get_extents(number.get(), &ink, nullptr);
    const double radius = month.number_size * 0.22, middle = in_points(ink.y) + in_points(ink.height) / 2;
    const print_box place = strip(inside, in_points(ink.width) + 2 * radius, 2 * radius);
    moon(day.moon, place.x + radius, inside.y + middle, radius);
  }
  inside.y += height;
  inside.height = cell.y + cell.height - inside.y - pad * 0.3;
  entries(day, inside, month.text_size);
}

/// On one line with the numbers of its days.
void Canvas::week(const char* text, const print_box& row, double gutter, const print_month& month) {
  if (*text == '\0') return;
  const double pad = padding(month);
  print_box place = strip(row, 0, gutter - pad);
  const Layout number = set_in_type("0", PRINT_SERIF, month.number_size, row.width, 1);
  const Layout week = set_in_type(text, PRINT_SANS, month.text_size * 0.92, place.width, 1);
  place.y +=
      pad * top_share + in_points(pango_layout_get_baseline(number.get()) - pango_layout_get_baseline(week.get()));
  draw(week.get(), place, {}, 0.55);
}

void Canvas::month(const print_month& month) {
  constexpr std::uint32_t days = 7;
  const bool numbered =
      std::any_of(month.weeks, month.weeks + month.row_count, [](const char* week) { return *week != '\0'; });
  const double gutter = numbered ? month.text_size * 2.2 : 0;
  const double names = month.text_size * 2.1;
  const print_box grid = strip({month.box.x, month.box.y + names, month.box.width, month.box.height - names}, gutter,
                               month.box.width - gutter);
  const double width = grid.width / days;
  const double height = grid.height / month.row_count;
  const double bottom = grid.y + height * month.row_count;
  const double pad = padding(month);
  for (std::uint32_t i = 0; i < days; ++i) {
    print_box column = strip(grid, i * width, width);
    if (month.rest[i] != 0) {
      cairo_set_source_rgb(cairo_.get(), weekend_tint, weekend_tint, weekend_tint);
      cairo_rectangle(cairo_.get(), column.x, grid.y, width, bottom - grid.y);
      cairo_fill(cairo_.get());
    }
    column = strip({column.x, month.box.y, width, names}, pad, width - 2 * pad);
    draw(set_in_type(month.day_names[i], PRINT_SANS, month.text_size * 1.12, column.width, 1).get(), column,
         {PRINT_START, PRINT_CENTRE}, month.rest[i] != 0 ? 0.5 : 0.25);
  }
  for (std::uint32_t row = 0; row < month.row_count; ++row) {
    const double y = grid.y + row * height;
    line(grid.x, grid.x + grid.width, y, row == 0 ? rule : hairline, row == 0 ? 0 : 0.55);
    week(month.weeks[row], {month.box.x, y, month.box.width, height}, gutter, month);
    for (std::uint32_t i = 0; i < days; ++i) {
      const print_day& here = month.days[row * days + i];
      const print_box column = strip(grid, i * width, width);
      if (*here.number != '\0') day(here, {column.x, y, width, height}, month);
    }
  }
  line(grid.x, grid.x + grid.width, bottom, hairline, 0.55);
}

}  // namespace vitrine
