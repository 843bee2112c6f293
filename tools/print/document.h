// A PDF through libvitrine-print.so, which the first document opens.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/print/paper.h"

struct print_document;

namespace vitrine {

/// What a language calls months and days, without context.
struct CalendarNames {
  std::array<std::string, 12> months;
  std::array<std::string, 7> days;  // short, from Monday
  std::array<bool, 7> rest{};       // from Monday: the weekend where the language is spoken
  std::array<std::string, 10> digits;
  bool right_to_left = false;

  /// In the language's digits.
  std::string number(int value) const;
};

enum class Face { serif, sans };
enum class Align { start, centre, end };  // start: where the language's lines begin; at the top

struct TypeStyle {
  Face face = Face::sans;
  double size = 0;
  double least_size = 0;  // what is too wide becomes smaller, down to this; then it ends with an ellipsis. 0: size
  double grey = 0;        // 0 black .. 1 white
  Align across = Align::start, down = Align::start;
  unsigned lines = 1;
};

struct DayCell {
  std::string number;  // "": no day is here
  std::vector<std::string> entries;
  bool rest = false;  // of the weekend
  int moon = -1;      // see MoonPhase; -1: none
};

struct MonthTable {
  std::array<std::string, 7> day_names;
  std::array<bool, 7> rest{};
  std::vector<std::string> weeks;  // of each row; "": none
  std::vector<DayCell> days;       // 7 a row
};

struct DocumentFacts {
  std::string title, author, language;
  std::string_view profile;  // ICC, of sRGB
};

class PrintDocument {
 public:
  /// Throws Failure when the module or a library it needs is not there.
  PrintDocument(const PageSetup& setup, const DocumentFacts& facts);

  /// Throws Failure.
  static CalendarNames names(const std::string& language);
  /// "December 2026", "2026年12月". REQUIRES: month 1 .. 12. Throws Failure.
  static std::string month_and_year(const std::string& language, int year, int month);

  // Each throws Failure. What is added is on the page that was begun last.
  void begin_page();
  void add(const Box& box, const CutPicture& picture);
  void add(const Box& box, const std::string& text, const TypeStyle& style);
  void add(const Box& box, const MonthTable& month, double number_size, double text_size);

  /// The letters for which no font is installed, each once.
  std::string missing_letters() const;

  /// Writes beside `file`, then renames. Signals that end the process wait until it is done, so that nothing is left in
  /// part. Throws Failure.
  void write(const std::filesystem::path& file);

 private:
  struct Functions;
  static const Functions& functions();
  static void check(int status);

  std::unique_ptr<print_document, void (*)(print_document*)> document_;
};

}  // namespace vitrine
