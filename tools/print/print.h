// The boundary of libvitrine-print.so, in plain C: what `vitrine calendar --pdf` asks of cairo, pango, qpdf and ICU.
// Opened by tools/module. With every change of a struct here raise VITRINE_BOUNDARY in core/build.h. How it fails:
// core/boundary.h.
//
// Lengths are in points, 1/72 inch, from the upper left corner of the trimmed page, x to the right, y down. Texts are
// UTF-8 and end with a zero byte. One thread at a time.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct print_document print_document;

struct print_box {
  double x, y, width, height;
};

struct print_setup {
  double width, height;  // of the trimmed page
  double bleed;          // beyond each of its edges
  double slug;           // beyond the bleed, on each side, for marks; 0: none
  const char* title;
  const char* author;
  const char* language;    // BCP 47: "de-CH"
  const uint8_t* profile;  // ICC, of sRGB: the output intent
  size_t profile_length;
};

/// A JPEG in RGB, put below everything else on its page.
struct print_picture {
  struct print_box box;
  const uint8_t* jpeg;
  size_t jpeg_length;
  uint32_t pixel_width, pixel_height;
  const uint8_t* profile;  // ICC
  size_t profile_length;
};

/// In which the language reads: start is the left side, or the right side in Arabic.
enum print_place { PRINT_START, PRINT_CENTRE, PRINT_END };

enum print_face { PRINT_SERIF, PRINT_SANS };

struct print_text {
  struct print_box box;
  const char* text;
  enum print_face face;
  double size;        // of the type
  double least_size;  // a text that is too wide is set in smaller type, down to this; then it ends with an ellipsis
  double grey;        // 0 black .. 1 white
  enum print_place across;
  enum print_place down;  // start: at the top of the box
  uint32_t most_lines;
};

struct print_day {
  const char* number;  // "": no day is here
  const char* const* entries;
  uint32_t entry_count;
  int rest;  // of the weekend
  int moon;  // phase as MoonPhase has it; -1: none
};

/// A month: a row with the names of the days, then `row_count` rows of seven days, in the order the language reads.
struct print_month {
  struct print_box box;
  const char* const* day_names;  // 7
  const int* rest;               // 7: whether the column is of the weekend
  uint32_t row_count;            // 4 .. 6
  const char* const* weeks;      // a text for each row, in the margin at its start; "": none
  const struct print_day* days;  // row_count x 7
  double number_size;
  double text_size;
};

/// What the language calls months and days, without context ("stand-alone").
struct print_names {
  char months[12][64];
  char days[7][32];  // short, from Monday
  int rest[7];       // from Monday: the weekend where the language is spoken
  char digits[10][8];
  int right_to_left;
};

const char* print_build(void);
const char* print_error(void);

/// Returns a status.
int print_names_of(const char* language, struct print_names* names);

/// "December 2026" as the language has it, in `text` of `size` bytes, ended by a zero byte. Returns a status.
int print_month_and_year(const char* language, int year, int month, char* text, size_t size);

/// Begins a document of no pages. The texts and bytes are copied.
print_document* print_open(const struct print_setup* setup);

/// Begins a page. Returns a status.
int print_begin_page(print_document* document);
/// These add to the page that was begun last. Each returns a status. Bytes go to a file without name at once.
int print_add_picture(print_document* document, const struct print_picture* picture);
int print_add_text(print_document* document, const struct print_text* text);
int print_add_month(print_document* document, const struct print_month* month);

/// The letters, each once, for which no font is installed; "" where there are none.
const char* print_missing_letters(print_document* document);

/// Writes the document. Returns a status; after a failure `file` may be there in part.
int print_finish(print_document* document, const char* file);
void print_close(print_document* document);

#ifdef __cplusplus
}
#endif
