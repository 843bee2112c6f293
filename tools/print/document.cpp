#include "tools/print/document.h"

#include <signal.h>

#include "tools/module/module.h"
#include "tools/print/print.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr double slug = 10 * millimetre;  // room of the crop marks

print_box boundary(const Box& box) { return {box.x, box.y, box.width, box.height}; }

print_place boundary(Align place) {
  return place == Align::start ? PRINT_START : place == Align::centre ? PRINT_CENTRE : PRINT_END;
}

const std::uint8_t* bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

Module& print_module() {
  static Module module({"print",
                        "laid out the calendar's pages",
                        "libcairo2-dev, libpango1.0-dev, libqpdf-dev and libicu-dev",
                        {{"libcairo.so", "libcairo2"},
                         {"libpangocairo-1.0.so", "libpangocairo-1.0-0"},
                         {"libpango-1.0.so", "libpango-1.0-0"},
                         {"libqpdf.so", "libqpdf29"},
                         {"libicu", "libicu72"}}});
  return module;
}

/// Signals that end the process from outside wait while this lives: for all threads, of which libvips has some.
class Undisturbed {
 public:
  Undisturbed() {
    came = 0;
    struct sigaction wait {};
    wait.sa_handler = [](int number) { came = number; };
    for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending.at(i), &wait, &before_.at(i));
  }
  ~Undisturbed() {
    for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending.at(i), &before_.at(i), nullptr);
    if (came != 0) raise(came);
  }
  Undisturbed(const Undisturbed&) = delete;
  Undisturbed& operator=(const Undisturbed&) = delete;

 private:
  static constexpr std::array<int, 3> ending = {SIGINT, SIGTERM, SIGHUP};
  static inline volatile sig_atomic_t came = 0;
  std::array<struct sigaction, 3> before_{};
};

}  // namespace

struct PrintDocument::Functions {
  decltype(&print_names_of) names_of;
  decltype(&print_month_and_year) month_and_year;
  decltype(&print_open) open;
  decltype(&print_begin_page) begin_page;
  decltype(&print_add_picture) add_picture;
  decltype(&print_add_text) add_text;
  decltype(&print_add_month) add_month;
  decltype(&print_missing_letters) missing_letters;
  decltype(&print_finish) finish;
  decltype(&print_close) close;
};

const PrintDocument::Functions& PrintDocument::functions() {
  Module& module = print_module();
  static const Functions functions{module.function<decltype(print_names_of)>("print_names_of"),
                                   module.function<decltype(print_month_and_year)>("print_month_and_year"),
                                   module.function<decltype(print_open)>("print_open"),
                                   module.function<decltype(print_begin_page)>("print_begin_page"),
                                   module.function<decltype(print_add_picture)>("print_add_picture"),
                                   module.function<decltype(print_add_text)>("print_add_text"),
                                   module.function<decltype(print_add_month)>("print_add_month"),
                                   module.function<decltype(print_missing_letters)>("print_missing_letters"),
                                   module.function<decltype(print_finish)>("print_finish"),
                                   module.function<decltype(print_close)>("print_close")};
  return functions;
}

void PrintDocument::check(int status) {
  if (status != VITRINE_DONE) throw Failure("The calendar could not be printed: " + print_module().error());
}

std::string CalendarNames::number(int value) const {
  std::string text;
  for (const char digit : std::to_string(value)) text += digits.at(static_cast<std::size_t>(digit - '0'));
  return text;
}

CalendarNames PrintDocument::names(const std::string& language) {
  const auto read = std::make_unique<print_names>();
  check(functions().names_of(language.c_str(), read.get()));
  CalendarNames names;
  for (std::size_t i = 0; i < names.months.size(); ++i) names.months.at(i) = read->months[i];
  for (std::size_t i = 0; i < names.days.size(); ++i) {
    names.days.at(i) = read->days[i];
    names.rest.at(i) = read->rest[i] != 0;
  }
  for (std::size_t i = 0; i < names.digits.size(); ++i) names.digits.at(i) = read->digits[i];
  names.right_to_left = read->right_to_left != 0;
  return names;
}

std::string PrintDocument::month_and_year(const std::string& language, int year, int month) {
  std::array<char, 128> text{};
  check(functions().month_and_year(language.c_str(), year, month, text.data(), text.size()));
  return text.data();
}

PrintDocument::PrintDocument(const PageSetup& setup, const DocumentFacts& facts)
    : document_(nullptr, functions().close) {
  print_setup open{};
  open.width = setup.paper.width;
  open.height = setup.paper.height;
  open.bleed = setup.bleed;
  open.slug = setup.crop_marks ? slug : 0;
  open.title = facts.title.c_str();
  open.author = facts.author.c_str();
  open.language = facts.language.c_str();
  open.profile = bytes(facts.profile);
  open.profile_length = facts.profile.size();
  document_.reset(functions().open(&open));
  check(document_ ? VITRINE_DONE : VITRINE_FAILED);
}

void PrintDocument::begin_page() { check(functions().begin_page(document_.get())); }

void PrintDocument::add(const Box& box, const CutPicture& picture) {
  const print_picture added{boundary(box),       bytes(picture.jpeg),    picture.jpeg.size(),   picture.size.width,
                            picture.size.height, bytes(picture.profile), picture.profile.size()};
  check(functions().add_picture(document_.get(), &added));
}

void PrintDocument::add(const Box& box, const std::string& text, const TypeStyle& style) {
  print_text added{};
  added.box = boundary(box);
  added.text = text.c_str();
  added.face = style.face == Face::serif ? PRINT_SERIF : PRINT_SANS;
  added.size = style.size;
  added.least_size = style.least_size > 0 ? style.least_size : style.size;
  added.grey = style.grey;
  added.across = boundary(style.across);
  added.down = boundary(style.down);
  added.most_lines = style.lines;
  check(functions().add_text(document_.get(), &added));
}

void PrintDocument::add(const Box& box, const MonthTable& month, double number_size, double text_size) {
  std::array<const char*, 7> day_names{};
  std::array<int, 7> rest{};
  for (std::size_t i = 0; i < day_names.size(); ++i) {
    day_names.at(i) = month.day_names.at(i).c_str();
    rest.at(i) = month.rest.at(i) ? 1 : 0;
  }
  std::vector<const char*> weeks;
  for (const std::string& week : month.weeks) weeks.push_back(week.c_str());
  std::vector<std::vector<const char*>> entries(month.days.size());
  std::vector<print_day> days;
  for (std::size_t i = 0; i < month.days.size(); ++i) {
    const DayCell& day = month.days[i];
    for (const std::string& entry : day.entries) entries[i].push_back(entry.c_str());
    days.push_back({day.number.c_str(), entries[i].data(), static_cast<std::uint32_t>(entries[i].size()),
                    day.rest ? 1 : 0, day.moon});
  }
  const print_month added{boundary(box), day_names.data(), rest.data(), static_cast<std::uint32_t>(weeks.size()),
                          weeks.data(),  days.data(),      number_size, text_size};
  check(functions().add_month(document_.get(), &added));
}

std::string PrintDocument::missing_letters() const { return functions().missing_letters(document_.get()); }

void PrintDocument::write(const fs::path& file) {
  const Undisturbed undisturbed;
  const fs::path beside = fs::path(file) += ".part";
  std::error_code error;
  try {
    check(functions().finish(document_.get(), beside.c_str()));
    fs::rename(beside, file, error);
    if (error) throw Failure("The file " + file.string() + " cannot be written" + why(error));
  } catch (...) {
    fs::remove(beside, error);
    throw;
  }
}

}  // namespace vitrine
