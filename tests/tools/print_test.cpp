// The print file of a calendar, read back by qpdf and poppler. Cutting, layout, names, and what goes wrong.
#include "tools/print/calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/calendar/days.h"
#include "tests/tools/folder.h"
#include "tests/tools/pictures.h"
#include "tests/tools/sentence.h"
#include "tools/ingest/cutter.h"
#include "tools/print/document.h"

using namespace vitrine;
namespace fs = std::filesystem;

namespace {

/// What a command prints.
std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t count = 1; count > 0;) {
    count = std::fread(buffer.data(), 1, buffer.size(), pipe);
    text.append(buffer.data(), count);
  }
  REQUIRE_MESSAGE(::pclose(pipe) == 0, command << ": " << text);
  return text;
}

std::vector<std::vector<std::string>> table_of(const std::string& text, std::size_t head) {
  std::vector<std::vector<std::string>> table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (head > 0 && head-- > 0) continue;
    std::istringstream words(line);
    table.emplace_back();
    for (std::string word; words >> word;) table.back().push_back(word);
  }
  return table;
}

struct Word {
  std::string text;
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// The words of a page, in points from the upper left corner of its media box.
std::vector<Word> words_of(const fs::path& pdf, int page) {
  const std::string number = std::to_string(page);
  const std::string text = output_of("pdftotext -bbox -f " + number + " -l " + number + " '" + pdf.string() + "' -");
  std::vector<Word> words;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    Word word;
    char content[256] = "";
    if (std::sscanf(line.c_str(), " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%255[^<]", &word.left,
                    &word.top, &word.right, &word.bottom, content) != 5)
      continue;
    word.text = content;
    words.push_back(word);
  }
  return words;
}

/// The only word of this text.
Word word_in(const std::vector<Word>& words, const std::string& text) {
  const auto is_it = [&](const Word& word) { return word.text == text; };
  REQUIRE_MESSAGE(std::count_if(words.begin(), words.end(), is_it) == 1, text);
  return *std::find_if(words.begin(), words.end(), is_it);
}

/// What is drawn on a page, as PDF's operators. `objects` are qpdf's JSON of them.
std::string contents_of(const nlohmann::json& objects, const fs::path& pdf, int page) {
  const std::string pages = output_of("qpdf --show-pages '" + pdf.string() + "'");
  const std::size_t at = pages.find("page " + std::to_string(page) + ": ");
  REQUIRE(at != std::string::npos);
  const std::string object = pages.substr(pages.find(": ", at) + 2, pages.find('\n', at) - pages.find(": ", at) - 2);
  const std::string contents = objects.at("obj:" + object).at("value").at("/Contents").get<std::string>();
  const std::string number = contents.substr(0, contents.find(' '));
  return output_of("qpdf --show-object=" + number + " --filtered-stream-data '" + pdf.string() + "'");
}

/// Detail that does not compress away, `count` files of different colours.
std::vector<fs::path> put_originals(const fs::path& folder, int count, int width, int height) {
  VipsImage* next = nullptr;
  require(vips_gaussnoise(&next, width / 8, height / 8, "mean", 110.0, "sigma", 50.0, nullptr));
  TestImage noise(next);
  require(vips_cast_uchar(noise.get(), &next, nullptr));
  noise.reset(next);
  require(vips_resize(noise.get(), &next, 8.0, "kernel", VIPS_KERNEL_LINEAR, nullptr));
  noise.reset(next);
  noise.reset(vips_image_copy_memory(noise.get()));
  std::vector<fs::path> files;
  for (int i = 0; i < count; ++i) {
    const double red = 40.0 + 12 * i, green = 60.0, blue = 120.0 - 8 * i;
    const std::array<double, 3> factors{1, 0.8, 0.6}, offsets{red, green, blue};
    require(vips_linear(noise.get(), &next, factors.data(), offsets.data(), 3, "uchar", TRUE, nullptr));
    const TestImage coloured(next);
    coloured->Type = VIPS_INTERPRETATION_sRGB;
    files.push_back(folder / ("original " + std::to_string(i) + ".jpg"));
    save(coloured, files.back());
  }
  return files;
}

/// Thirteen months from December 2026.
PrintedCalendar calendar_of(const std::vector<fs::path>& originals, const std::string& language) {
  PrintedCalendar calendar;
  calendar.plan.title = "Around the Moon";
  calendar.plan.language = language;
  calendar.plan.week_start = static_cast<std::uint32_t>(week_start_of(language));
  calendar.author = "The crew";
  for (int i = 0; i < 13; ++i) {
    char month[16];
    std::snprintf(month, sizeof month, "%d-%02d", 2026 + (11 + i) / 12, (11 + i) % 12 + 1);
    CalendarSlot slot;
    slot.month = month;
    calendar.plan.slots.push_back(slot);
    PrintedPicture picture;
    picture.id = "p" + std::to_string(i);
    picture.title = "Picture " + std::to_string(i);
    picture.credit = "Photographer";
    picture.license = "CC0";
    picture.original = originals.at(static_cast<std::size_t>(i) % originals.size());
    calendar.pictures.push_back(picture);
  }
  return calendar;
}

PrintOptions on_paper(const char* name, bool lies, PageLayout layout, const fs::path& file) {
  PrintOptions options;
  options.page.paper = *paper_of(name, lies);
  options.page.margin = usual_margin(options.page.paper);
  options.page.layout = layout;
  options.file = file;
  return options;
}

PrintReport print(const PrintedCalendar& calendar, const PrintOptions& options) {
  Console console(Console::Style::quiet);
  return print_calendar(calendar, options, console);
}

std::string reason(const PrintedCalendar& calendar, const PrintOptions& options) {
  return sentence_of([&] { print(calendar, options); });
}

/// Thirteen months of one small picture, upright, on one page each; that it has too few dots is accepted.
struct SmallCalendar {
  TemporaryFolder folder;
  PrintedCalendar calendar;
  PrintOptions options;

  SmallCalendar(const char* paper, const std::string& language)
      : calendar(calendar_of(put_originals(folder.path, 1, 900, 700), language)),
        options(on_paper(paper, false, PageLayout::above, folder.path / "calendar.pdf")) {
    options.accept_resolution = true;
  }
};

std::array<int, 3> middle_of(const CutPicture& picture) {
  VipsImage* image = nullptr;
  require(vips_jpegload_buffer(const_cast<char*>(picture.jpeg.data()), picture.jpeg.size(), &image, nullptr));
  const TestImage owner(image);
  double* point = nullptr;
  int count = 0;
  require(vips_getpoint(image, &point, &count, image->Xsize / 2, image->Ysize / 2, nullptr));
  REQUIRE(count == 3);
  const std::array<int, 3> colour{static_cast<int>(point[0]), static_cast<int>(point[1]), static_cast<int>(point[2])};
  g_free(point);
  return colour;
}

char name_of(const std::array<int, 3>& colour) {
  const std::array<bool, 3> on{colour[0] > 128, colour[1] > 128, colour[2] > 128};
  return on == std::array{true, true, true} ? 'W' : on[0] ? 'R' : on[1] ? 'G' : on[2] ? 'B' : '?';
}

bool nearly(double a, double b, double tolerance = 0.01) { return std::abs(a - b) <= tolerance; }

}  // namespace

TEST_CASE("paper and lengths by their names") {
  const Paper a3 = paper_of("A3", true).value();
  CHECK(nearly(a3.width, 1190.55));
  CHECK(nearly(a3.height, 841.89));
  CHECK(paper_of("letter", false)->height == doctest::Approx(792));
  CHECK(paper_of("Tabloid", false)->width == doctest::Approx(792));
  CHECK(paper_of("12x12", true)->width == doctest::Approx(864));
  CHECK_FALSE(paper_of("A1", false));
  CHECK(*length_of("3mm") == doctest::Approx(8.504).epsilon(0.001));
  CHECK(*length_of("3") == *length_of("3mm"));
  CHECK(*length_of("0.125in") == doctest::Approx(9));
  CHECK(length_of("1cm").value() == length_of("10 mm").value());
  for (const char* text : {"", "mm", "-3mm", "3 feet", "inf", "nan"}) CHECK_FALSE(length_of(text));
}

TEST_CASE("12 megapixels on A3 with its bleed are 4000 pixels on 426 mm") {
  const PageSetup setup = on_paper("A3", true, PageLayout::spread, "").page;
  const Box box = plan_page(setup, PageKind::picture).picture;
  CHECK(place({4000, 3000}, box, PictureFit::fill, 0.5, 0.5).dots == doctest::Approx(238.498));
  // Above its days too: its width is the page's.
  const Box above = plan_page(setup, PageKind::month).picture;
  CHECK(place({4000, 3000}, above, PictureFit::fill, 0.5, 0.5).dots == doctest::Approx(238.498));
}

TEST_CASE("a crop has the box's shape and keeps the focus; a whole picture is never cut") {
  const Box box{-9, -9, 618, 418};
  for (const PictureSize size : {PictureSize{4000, 3000}, {3000, 4000}, {618, 418}, {9000, 100}, {1, 1}}) {
    for (const double focus : {0.0, 0.31, 0.5, 1.0}) {
      const Placement filled = place(size, box, PictureFit::fill, focus, focus);
      const PicturePart& part = filled.part;
      CHECK(filled.box.width == box.width);
      CHECK(part.width * size.width / (part.height * size.height) == doctest::Approx(box.width / box.height));
      CHECK(std::max(part.width, part.height) == doctest::Approx(1));
      CHECK(part.x >= 0);
      CHECK(part.y >= 0);
      CHECK(part.x + part.width <= doctest::Approx(1));
      CHECK(part.y + part.height <= doctest::Approx(1));
      CHECK(part.x <= focus);
      CHECK(focus <= doctest::Approx(part.x + part.width));
      const Placement whole = place(size, box, PictureFit::whole, focus, focus);
      CHECK(whole.part.width == 1);
      CHECK(whole.part.height == 1);
      CHECK(whole.box.width / whole.box.height == doctest::Approx(static_cast<double>(size.width) / size.height));
      CHECK(whole.box.width <= box.width * 1.000001);
      CHECK(whole.box.height <= box.height * 1.000001);
    }
  }
}

TEST_CASE("texts keep to the margins and off the wire; whole pictures too") {
  for (const char* name : {"A5", "A4", "A2", "Letter", "Tabloid", "12x12"}) {
    for (const bool lies : {false, true}) {
      for (const WireEdge wire : {WireEdge::none, WireEdge::top, WireEdge::left}) {
        for (const PageKind kind :
             {PageKind::cover, PageKind::month, PageKind::picture, PageKind::days, PageKind::contacts}) {
          PageSetup setup = on_paper(name, lies, PageLayout::above, "").page;
          setup.wire = wire;
          setup.fit = PictureFit::whole;
          const PagePlan plan = plan_page(setup, kind);
          const double free = 12 * millimetre, edge = setup.margin - 0.001;
          // The back of a page has the wire at its other side.
          const bool back = kind == PageKind::picture;
          const double left = edge + (wire == WireEdge::left && !back ? free : 0);
          const double right = edge + (wire == WireEdge::left && back ? free : 0);
          const double top = edge + (wire == WireEdge::top && !back ? free : 0);
          const double bottom = edge + (wire == WireEdge::top && back ? free : 0);
          for (const Box& box : {plan.picture, plan.heading, plan.body, plan.credit}) {
            if (box.width <= 0) continue;
            CHECK(box.height > 0);
            CHECK(box.x >= left);
            CHECK(box.y >= top);
            CHECK(box.right() <= setup.paper.width - right);
            CHECK(box.bottom() <= setup.paper.height - bottom);
          }
        }
      }
    }
  }
}

TEST_CASE("names of months are those of Intl") {
  const std::vector<std::string> languages = {"en", "de", "de-CH", "fr", "es", "ar", "he", "ja", "ru", "zh", "fi"};
  std::string list;
  for (const std::string& language : languages) list += "'" + language + "',";
  const std::string script =
      "for (const language of [" + list +
      "]) { const f = new Intl.DateTimeFormat(language, {month: 'long', calendar: 'gregory', timeZone: 'UTC'});"
      "for (let m = 0; m < 12; ++m) console.log(f.format(new Date(Date.UTC(2027, m, 1))));"
      "const y = new Intl.DateTimeFormat(language, {month: 'long', year: 'numeric', calendar: 'gregory', "
      "numberingSystem: 'latn',"
      "timeZone: 'UTC'}); console.log(y.format(new Date(Date.UTC(2027, 7, 1)))); }";
  std::istringstream expected(output_of("node -e \"" + script + "\""));
  for (const std::string& language : languages) {
    CAPTURE(language);
    const CalendarNames names = PrintDocument::names(language);
    for (const std::string& month : names.months) {
      std::string line;
      std::getline(expected, line);
      CHECK(month == line);
    }
    std::string line;
    std::getline(expected, line);
    // Digits of Arabic and spaces of Russian differ between versions of CLDR.
    if (language != "ar" && language != "ru") CHECK(PrintDocument::month_and_year(language, 2027, 8) == line);
    CHECK(names.right_to_left == (language == "ar" || language == "he"));
  }
  const CalendarNames german = PrintDocument::names("de");
  CHECK(german.days == std::array<std::string, 7>{"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"});
  CHECK(german.rest == std::array{false, false, false, false, false, true, true});
  CHECK(german.number(2027) == "2027");
  CHECK(PrintDocument::names("ar-EG").number(25) == "٢٥");
  CHECK(PrintDocument::names("ar-EG").rest == std::array{false, false, false, false, true, true, false});
  CHECK(PrintDocument::names("fa").months[0] == "ژانویه");  // of the page's calendar, not of Persia's
}

TEST_CASE("a part is cut out of the upright picture, whatever its orientation") {
  const TemporaryFolder folder;
  const PictureCutter cutter;
  const std::array<std::string, 8> upright{"RG/BW", "GR/WB", "WB/GR", "BW/RG", "RB/GW", "BR/WG", "WG/BR", "GW/RB"};
  for (const char* format : {"a.jpg", "a.tif"}) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
      CAPTURE(std::string(format));
      CAPTURE(orientation);
      const TestImage image = four_fields(1200, 800);
      vips_image_set_int(image.get(), VIPS_META_ORIENTATION, orientation);
      save(image, folder.path / format);
      const PictureSize size = cutter.measure(folder.path / format).value();
      CHECK(size.width == (orientation < 5 ? 1200 : 800));
      for (std::size_t field = 0; field < 4; ++field) {
        for (const std::uint32_t most : {200U, 5000U}) {
          const PicturePart part{field % 2 == 0 ? 0 : 0.5, field < 2 ? 0 : 0.5, 0.5, 0.5};
          const Result<CutPicture> cut = cutter.cut(folder.path / format, part, most);
          REQUIRE(cut);
          CHECK(cut->size.width == std::min(most, size.width / 2));
          CHECK(std::abs(static_cast<double>(cut->size.height) * size.width / size.height - cut->size.width) <= 1.5);
          CHECK(name_of(middle_of(*cut)) ==
                upright.at(static_cast<std::size_t>(orientation - 1)).at(field + field / 2));
        }
      }
    }
  }
}

TEST_CASE("colours keep their RGB profile; others become sRGB") {
  const TemporaryFolder folder;
  const PictureCutter cutter;
  const TestImage srgb = plain_colour(200, 100, 180, 90, 40);
  const auto cut = [&](const char* name) { return cutter.cut(folder.path / name, {}, 100).value(); };
  VipsImage* next = nullptr;
  require(vips_icc_transform(srgb.get(), &next, "p3", "input_profile", "srgb", nullptr));
  const TestImage wide(next);
  save(wide, folder.path / "wide.png");
  const void* profile = nullptr;
  std::size_t length = 0;
  require(vips_image_get_blob(wide.get(), VIPS_META_ICC_NAME, &profile, &length));
  const CutPicture kept = cut("wide.png");
  CHECK(kept.profile == std::string(static_cast<const char*>(profile), length));
  CHECK(std::abs(middle_of(kept)[0] - 180) > 4);  // the numbers of its own space
  require(vips_colourspace(wide.get(), &next, VIPS_INTERPRETATION_RGB16, nullptr));
  save(TestImage(next), folder.path / "deep.png");
  CHECK(cut("deep.png").profile == kept.profile);
  CHECK(std::abs(middle_of(cut("deep.png"))[0] - middle_of(kept)[0]) <= 3);

  require(vips_icc_transform(srgb.get(), &next, "cmyk", "input_profile", "srgb", nullptr));
  save(TestImage(next), folder.path / "cmyk.jpg");
  save(srgb, folder.path / "plain.png");
  require(vips_colourspace(srgb.get(), &next, VIPS_INTERPRETATION_B_W, nullptr));
  save(TestImage(next), folder.path / "grey.png");
  vips_image_set_blob_copy(srgb.get(), VIPS_META_ICC_NAME, "no profile", 10);
  save(srgb, folder.path / "garbage.jpg");
  for (const char* name : {"cmyk.jpg", "plain.png", "grey.png", "garbage.jpg"}) {
    CAPTURE(std::string(name));
    CHECK(cut(name).profile == cutter.srgb());
  }
  CHECK(std::abs(middle_of(cut("cmyk.jpg"))[0] - 180) <= 12);
  CHECK(std::abs(middle_of(cut("plain.png"))[1] - 90) <= 4);
}

TEST_CASE("A3 landscape with bleed, of thirteen originals, read back by qpdf and poppler") {
  const TemporaryFolder folder;
  const std::vector<fs::path> originals = put_originals(folder.path, 13, 5120, 3840);
  PrintedCalendar calendar = calendar_of(originals, "en");
  calendar.plan.events = {{"2026-12-24", "2026-12-26", "Holidays"}, {"2026-12-25", "2026-12-25", "Anna"}};
  calendar.plan.moon = {{"2026-12-24", "01:28", 2}};
  const fs::path file = folder.path / "calendar.pdf";
  const PrintOptions options = on_paper("A3", true, PageLayout::spread, file);
  const PrintReport report = print(calendar, options);
  CHECK(report.pages == 28);
  CHECK(report.least_dots == 305);

  output_of("qpdf --check '" + file.string() + "'");
  const auto json =
      nlohmann::json::parse(output_of("qpdf --json=2 --json-key=qpdf '" + file.string() + "'"))["qpdf"][1];
  int pages = 0;
  for (const auto& [name, object] : json.items()) {
    if (!object.contains("value") || !object["value"].is_object() || object["value"].value("/Type", "") != "/Page")
      continue;
    ++pages;
    const auto box = [&](const char* key) { return object["value"].at(key).get<std::vector<double>>(); };
    const std::vector<double> media = box("/MediaBox"), bleed = box("/BleedBox"), trim = box("/TrimBox");
    CHECK(nearly(trim[2] - trim[0], 420 * millimetre));
    CHECK(nearly(trim[3] - trim[1], 297 * millimetre));
    CHECK(nearly(trim[0] - bleed[0], 3 * millimetre));
    CHECK(nearly(bleed[2] - trim[2], 3 * millimetre));
    CHECK(nearly(trim[1] - bleed[1], 3 * millimetre));
    CHECK(bleed == media);
    CHECK_FALSE(object["value"].contains("/Group"));
  }
  CHECK(pages == 28);

  const auto fonts = table_of(output_of("pdffonts '" + file.string() + "'"), 2);
  CHECK(fonts.size() >= 2);
  for (const auto& font : fonts) {
    CAPTURE(font[0]);
    CHECK(font[0].find('+') == 6);  // a subset
    // ... emb sub uni object ID
    CHECK(font.at(font.size() - 5) == "yes");
    CHECK(font.at(font.size() - 3) == "yes");
  }

  const auto images = table_of(output_of("pdfimages -list '" + file.string() + "'"), 2);
  CHECK(images.size() == 14 + 13);
  for (const auto& image : images) {
    CHECK(image.at(5) == "icc");
    CHECK(image.at(8) == "jpeg");
    CHECK(std::stoi(image.at(12)) <= 300);
    CHECK(std::stoi(image.at(13)) <= 300);
    CHECK(std::stoi(image.at(12)) >= 298);  // no pixel less than there may be
  }

  const std::string objects = json.dump();
  for (const char* key : {"/Group\"", "/CreationDate", "GTS_PDFX"})
    CHECK_FALSE_MESSAGE(holds(objects, key), std::string(key));
  CHECK(holds(objects, "/OutputIntents"));
  for (const std::string& contents :
       {contents_of(json, file, 1), contents_of(json, file, 3), contents_of(json, file, 28)}) {
    for (const char* colour : {" rg", " RG", " k\n", " K\n", " cs", " CS"})
      CHECK_FALSE_MESSAGE(holds(contents, colour), std::string(colour));
    CHECK(holds(contents, "\n0 g"));
  }

  const std::string facts = output_of("pdfinfo '" + file.string() + "'");
  CHECK(holds(facts, "Around the Moon"));
  CHECK(holds(facts, "The crew"));
  const std::string december = output_of("pdftotext -f 3 -l 3 '" + file.string() + "' -");
  for (const char* text : {"December", "2026", "Thu", "Holidays", "Anna", "Picture 0", "Photographer", "CC0", "31"})
    CHECK_MESSAGE(holds(december, text), text);
  const std::string last = output_of("pdftotext -f 27 -l 28 '" + file.string() + "' -");
  CHECK(holds(last, "December"));
  CHECK(holds(last, "2027"));
  CHECK(holds(last, "Picture 12"));
}

TEST_CASE("the same input gives the same bytes; crop marks lie outside the bleed") {
  const TemporaryFolder folder;
  const PrintedCalendar calendar = calendar_of(put_originals(folder.path, 1, 900, 700), "en");
  PrintOptions options = on_paper("A3", true, PageLayout::above, folder.path / "calendar.pdf");
  options.accept_resolution = true;
  print(calendar, options);
  const std::string bytes = bytes_of(options.file);
  print(calendar, options);
  CHECK(bytes_of(options.file) == bytes);
  CHECK_FALSE(fs::exists(options.file.string() + ".part"));

  options.page.crop_marks = true;
  print(calendar, options);
  const auto boxes = table_of(output_of("pdfinfo -box '" + options.file.string() + "'"), 0);
  const auto box = [&](const std::string& name) {
    return *std::find_if(boxes.begin(), boxes.end(), [&](const auto& row) { return !row.empty() && row[0] == name; });
  };
  CHECK(box("MediaBox:")[1] == "0.00");
  CHECK(box("BleedBox:")[1] == "28.35");
  CHECK(box("TrimBox:")[1] == "36.85");
}

TEST_CASE("the days of every month are on the page, each once, in its place") {
  SmallCalendar small("A5", "en-GB");
  auto& [folder, calendar, options] = small;
  options.week_numbers = false;
  // From a year with six rows from Monday in May, and four from Monday in February.
  for (std::size_t i = 0; i < 13; ++i) {
    char month[16];
    std::snprintf(month, sizeof month, "%d-%02d", 2027 + static_cast<int>(i) / 12, static_cast<int>(i) % 12 + 1);
    calendar.plan.slots[i].month = month;
    calendar.pictures[i].title = "x";
    calendar.pictures[i].credit = calendar.pictures[i].license = "";
  }
  print(calendar, options);
  const double edge = options.page.bleed + options.page.margin - 0.5;
  std::size_t most_rows = 0, least_rows = 9;
  for (int i = 0; i < 13; ++i) {
    CAPTURE(i);
    const std::vector<Word> words = words_of(options.file, 2 + i);
    const MonthGrid grid = *month_grid(2027 + i / 12, i % 12 + 1, 1);
    std::map<int, double> tops;
    for (int day = 1; day <= grid.days; ++day) {
      CAPTURE(day);
      const Word word = word_in(words, std::to_string(day));
      const int place = grid.first + day - 1;
      const auto [row, fresh] = tops.emplace(place / 7, word.top);
      CHECK(nearly(row->second, word.top, 0.5));
      if (place >= 7) CHECK(word.top > tops.at(place / 7 - 1) + 5);
      if (place % 7 > 0 && day > 1) CHECK(word.left > word_in(words, std::to_string(day - 1)).right);
      const double credit = word_in(words, "x").top;
      CHECK(word.bottom < credit);
    }
    CHECK(tops.size() == static_cast<std::size_t>(grid.rows));
    most_rows = std::max(most_rows, tops.size());
    least_rows = std::min(least_rows, tops.size());
    for (const Word& word : words) {
      CHECK(word.left >= edge);
      CHECK(word.right <= options.page.paper.width + 2 * options.page.bleed - edge);
      CHECK(word.bottom <= options.page.paper.height + 2 * options.page.bleed - edge + 2);
    }
  }
  CHECK(most_rows == 6);
  CHECK(least_rows == 4);
}

TEST_CASE("in Hebrew days go from right to left, and so do lines") {
  SmallCalendar small("A4", "he");
  auto& [folder, calendar, options] = small;
  calendar.plan.events = {{"2027-08-04", "2027-08-04", "רביעי"}, {"2027-08-05", "2027-08-05", "latin"}};
  print(calendar, options);
  const std::vector<Word> words = words_of(options.file, 10);  // August 2027 begins on a Sunday
  for (int day = 1; day < 7; ++day)
    CHECK(word_in(words, std::to_string(day)).left > word_in(words, std::to_string(day + 1)).right);
  const double middle = options.page.paper.width / 2 + options.page.bleed;
  CHECK(word_in(words, "1").right > middle);
  CHECK(word_in(words, "2027").right < middle);  // the year is at the end of the line
  // poppler gives letters of this script one by one.
  CHECK(words.front().left > middle);
  CHECK(word_in(words, "latin").right == doctest::Approx(word_in(words, "5").right).epsilon(0.01));
  const auto resh = std::find_if(words.rbegin(), words.rend(), [](const Word& word) { return word.text == "ר"; });
  REQUIRE(resh != words.rend());
  CHECK(resh->right == doctest::Approx(word_in(words, "4").right).epsilon(0.01));
}

TEST_CASE("entries keep to their day's cell; those without room are counted") {
  SmallCalendar small("A4", "en-GB");
  auto& [folder, calendar, options] = small;
  options.week_numbers = false;
  const std::string endless =
      "Donaudampfschifffahrtsgesellschaftskapitaenswitwenverein and then very many words after it";
  calendar.plan.events = {{"2027-02-10", "2027-02-10", endless},
                          {"2027-02-17", "2027-02-17", "alpha"},
                          {"2027-02-17", "2027-02-17", "beta"}};
  for (int i = 0; i < 40; ++i) calendar.plan.events.push_back({"2027-02-24", "2027-02-24", "e" + std::to_string(i)});
  print(calendar, options);
  const std::vector<Word> words = words_of(options.file, 4);  // February 2027: four rows from a Monday
  CHECK(word_in(words, "alpha").bottom <= word_in(words, "beta").bottom);
  CHECK(word_in(words, "alpha").top > word_in(words, "17").top);
  CHECK(word_in(words, "beta").bottom < word_in(words, "24").top);
  const auto counted = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.text[0] == '+'; });
  REQUIRE(counted != words.end());
  const auto shown = std::count_if(words.begin(), words.end(), [](const Word& word) {
    return word.text[0] == 'e' && std::isdigit(word.text[1]) != 0;
  });
  CHECK(shown >= 1);
  CHECK(std::stoi(counted->text) == 40 - shown);
  CHECK(counted->bottom < word_in(words, "CC0").top);
  // The endless one is cut within its own cell, which is as wide as a week's seventh.
  const double next = word_in(words, "11").left;
  for (const Word& word : words)
    if (word.top > word_in(words, "10").bottom && word.bottom < word_in(words, "17").top) CHECK(word.right < next);
}

TEST_CASE("too few pixels stop, unless they are accepted") {
  const TemporaryFolder folder;
  const std::vector<fs::path> originals = put_originals(folder.path, 1, 896, 672);
  const PrintedCalendar calendar = calendar_of(originals, "en");
  PrintOptions options = on_paper("A3", true, PageLayout::spread, folder.path / "calendar.pdf");
  const std::string stopped = reason(calendar, options);
  CHECK(holds(stopped, "150 are the least"));
  CHECK(holds(stopped, "cover 53"));
  CHECK(holds(stopped, "March 2027 53"));
  CHECK(holds(stopped, "--accept-resolution"));
  CHECK_FALSE(fs::exists(options.file));
  options.accept_resolution = true;
  CHECK(print(calendar, options).least_dots == 53);
  CHECK(fs::exists(options.file));
}

TEST_CASE("originals that are not there, or damaged, are named; nothing is left of the file") {
  const TemporaryFolder folder;
  const std::vector<fs::path> originals = put_originals(folder.path, 1, 900, 700);
  PrintedCalendar calendar = calendar_of(originals, "en");
  PrintOptions options = on_paper("A5", false, PageLayout::above, folder.path / "out" / "calendar.pdf");
  options.accept_resolution = true;
  fs::create_directory(folder.path / "out");
  calendar.pictures[2].original = folder.path / "gone.jpg";
  calendar.pictures[3].id = "";
  calendar.pictures[4].original = "";
  const std::string missing = reason(calendar, options);
  CHECK(holds(missing, "February 2027: there is no file " + (folder.path / "gone.jpg").string()));
  CHECK(holds(missing, "March 2027 has no picture"));
  CHECK(holds(missing, "April 2027: the picture p4 has no file"));
  CHECK(holds(missing, "--months"));
  CHECK(holds(missing, "bring the files back"));

  calendar = calendar_of(originals, "en");
  calendar.pictures[3].id = "";
  CHECK_FALSE(holds(reason(calendar, options), "folder that was ingested"));

  calendar = calendar_of(originals, "en");
  calendar.pictures[12].original = folder.path / "damaged.jpg";
  const std::string whole = bytes_of(originals[0]);
  write_bytes(folder.path / "damaged.jpg", whole.substr(0, whole.size() / 2));
  const std::string damaged = reason(calendar, options);
  CHECK(holds(damaged, "damaged.jpg of December 2027"));
  CHECK(holds(damaged, "cut short"));
  CHECK(fs::is_empty(folder.path / "out"));

  calendar = calendar_of(originals, "en");
  options.file = folder.path / "no folder" / "calendar.pdf";
  CHECK(holds(reason(calendar, options), "No such file or directory"));
}

TEST_CASE("letters that no font has are told; a language that is none is a sentence") {
  const PictureCutter cutter;
  const PageSetup setup = on_paper("A5", false, PageLayout::above, "").page;
  PrintDocument document(setup, {"t", "", "en", cutter.srgb()});
  document.begin_page();
  const TypeStyle style{.face = Face::serif, .size = 12};
  document.add(Box{10, 10, 300, 40}, "plain ديسمبر אבג", style);
  CHECK(document.missing_letters().empty());
  document.add(Box{10, 10, 300, 40}, "a\x01\tb\n\x1B[1m\x7F\xC2\x85\u2028\u2029", style);  // spaces
  CHECK(document.missing_letters().empty());
  document.add(Box{10, 10, 300, 40}, "x\uE123y\uE123", style);
  CHECK(document.missing_letters() == "\uE123");
  CHECK(holds(sentence_of([] { PrintDocument::names("not a language!"); }), "could not be printed"));
}
