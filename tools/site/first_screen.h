// The first screen: the first pictures of a site as HTML, painted before any script and usable as links without
// one; and the sheet of the ratios and colours it uses, because the page's policy forbids style attributes.
//
// web/index.html is the template. Render fills in, HTML-escaped: {{title}} {{language}} {{description}} {{style}}
// {{script}} {{count}} ("12,217 pictures") {{build}}; and as markup: {{head}} (the sheet of this header and the
// preloads; stands in <head> after the page's own sheet) and {{first_screen}}:
//
//   <section class="group" data-heading="2026-04-06">
//     <h2 class="heading">6 April 2026 <span class="count">153</span></h2>
//     <div class="rows">
//       <a class="tile r150 c3fa9c1" href="thumbs/1024/KEY.webp" data-key="KEY">
//         <img src="thumbs/256/KEY.webp" srcset="thumbs/256/KEY.webp 256w, thumbs/1024/KEY.webp 1024w" sizes="360px"
//              width="1500" height="1000" alt="TITLE" decoding="async" fetchpriority="high"></a>
//       <a class="tile r100 blank" data-key="KEY"><span class="name">TITLE</span></a>      (without a picture)
//     </div>
//   </section>
//
// in the published order, one section a heading: day, month or year as heading_of says, data-heading="" and
// "Without a date" for those without. The count is the heading's in the whole collection; the last section may
// show fewer. The sheet has for each ratio used .r150{--ratio:1.5} (clamped to 0.25..5, two digits) and for each
// colour .c3fa9c1{background-color:#3fa9c1}; the page's own sheet lays out a row with var(--ratio). The first
// four images have fetchpriority="high", those after the sixteenth loading="lazy".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/documents.h"

namespace vitrine {

struct FirstScreen {
  std::string html;
  std::string sheet;
};

/// Headings are by day, or by month where a day has fewer than four pictures on average ("day" or "month").
/// `taken_at`: of every published row, "" where not known.
enum class HeadingLevel : std::uint8_t { day, month };
HeadingLevel heading_level(const std::vector<std::string>& taken_at);

/// "2026-04-06", "2026-04" or "2026"; "" for a moment that is not known: what the moment's precision allows.
std::string heading_of(const std::string& taken_at, HeadingLevel level);

/// "6 April 2026", "April 2026", "2026", "Without a date".
std::string heading_text(const std::string& heading);

inline constexpr std::uint32_t first_screen_pictures = 40;

/// `shard` begins with the first row, `active` says which of its rows are shown, `taken_at` is that of every row that
/// the page shows; `sizes` the thumbnails', ascending.
FirstScreen first_screen(const ImageShard& shard, const std::vector<std::uint8_t>& active,
                         const std::vector<std::string>& taken_at, const std::vector<std::uint32_t>& sizes);

/// Text as HTML: & < > " ' escaped, control characters left out.
std::string escape_html(std::string_view text);

}  // namespace vitrine
