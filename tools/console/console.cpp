#include "tools/console/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "tools/console/words.h"

namespace vitrine {
namespace {

using Clock = std::chrono::steady_clock;

// Sentences and bars share one terminal: the writing thread locks the mutex and clears the current bar.
std::mutex output;
bool bar_stands = false;

void remove_bar() {
  if (bar_stands) {
    std::fputs("\r\033[K", stderr);
    bar_stands = false;
  }
}

void write_line(std::FILE* out, const std::string& line) {
  const std::lock_guard lock(output);
  remove_bar();
  std::fprintf(out, "%s\n", line.c_str());
  std::fflush(out);
}

std::string json_line(const std::string& event, const JsonFields& fields) {
  JsonFields all = {{"event", event}};
  all.insert(all.end(), fields.begin(), fields.end());
  return to_json_line(all);
}

bool speaks_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::strstr(value, "UTF-8") != nullptr || std::strstr(value, "utf8") != nullptr;
  }
  return false;
}

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

Console::Console(Style style) : style_(style) {}

void Console::say(const std::string& event, const std::string& sentence, const JsonFields& fields) {
  if (style_ == Style::json)
    write_line(stdout, json_line(event, fields));
  else if (style_ == Style::automatic)
    write_line(stdout, printable(sentence));
}

void Console::warn(const std::string& event, const std::string& sentence, const JsonFields& fields) {
  write_line(stderr, style_ == Style::json ? json_line(event, fields) : printable(sentence));
}

struct Progress::State {
  enum class Form { none, bar, lines, json };

  State(Console& to, std::string name, std::uint64_t steps) : console(to), label(std::move(name)), total(steps) {
    if (console.style() == Console::Style::json)
      form = Form::json;
    else if (console.style() == Console::Style::automatic)
      form = isatty(STDERR_FILENO) == 1 ? Form::bar : Form::lines;
  }

  /// A step shorter than this shows no progress; a longer one shows it at this interval.
  Clock::duration interval() const {
    using namespace std::chrono_literals;
    switch (form) {
      case Form::bar:
        return shown ? 100ms : 400ms;
      case Form::lines:
        return shown ? 10s : 2s;
      default:
        return 1s;
    }
  }

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start).count(); }

  std::string figures(std::uint64_t at) const {
    std::string text = grouped(at) + " of " + grouped(total);
    const double taken = seconds();
    if (at == 0 || taken <= 0) return text;
    const double rate = static_cast<double>(at) / taken;
    text += ", " + (rate < 10 ? std::to_string(rate).substr(0, 3) : grouped(static_cast<std::uint64_t>(rate))) + "/s";
    return at < total ? text + ", " + duration_text(static_cast<double>(total - at) / rate) + " left"
                      : text + ", " + duration_text(taken);
  }

  void draw_bar(std::uint64_t at) const {
    static const bool utf8 = speaks_utf8();
    const std::string numbers = figures(at);
    const std::size_t taken = label.size() + numbers.size() + 6;
    const std::size_t columns = terminal_width();
    std::string bar;
    if (columns > taken + 8) {
      const std::size_t width = std::min<std::size_t>(columns - taken, 40);
      const std::size_t full = total == 0 ? 0 : static_cast<std::size_t>(width * std::min(at, total) / total);
      for (std::size_t i = 0; i < width; ++i) bar += i < full ? (utf8 ? "━" : "=") : (utf8 ? "─" : ".");
      bar += "  ";
    }
    std::fprintf(stderr, "\r\033[K%s  %s%s", label.c_str(), bar.c_str(), numbers.c_str());
    std::fflush(stderr);
    bar_stands = true;
  }

  // REQUIRES: `output` is held.
  void show(std::uint64_t at) {
    if (form == Form::bar) {
      draw_bar(at);
    } else if (form == Form::lines) {
      std::fprintf(stderr, "%s: %s\n", label.c_str(), figures(at).c_str());
      std::fflush(stderr);
    } else {
      const auto done_now = static_cast<std::int64_t>(at);
      const JsonFields fields = {{"step", label}, {"done", done_now}, {"total", static_cast<std::int64_t>(total)}};
      std::fprintf(stdout, "%s\n", json_line("progress", fields).c_str());
      std::fflush(stdout);
    }
    shown = true;
    last_shown = at;
    last = Clock::now();
  }

  void advance(std::uint64_t steps) {
    const std::uint64_t at = done.fetch_add(steps) + steps;
    if (form == Form::none) return;
    const std::unique_lock lock(output, std::try_to_lock);  // another worker is writing: its line will do
    if (lock.owns_lock() && Clock::now() - last >= interval()) show(at);
  }

  void end() {
    const std::lock_guard lock(output);
    if (!shown) return;
    if (last_shown != done.load()) show(done.load());
    if (form == Form::bar) {
      std::fputc('\n', stderr);
      bar_stands = false;
    }
  }

  Console& console;
  const std::string label;
  const std::uint64_t total;
  Form form = Form::none;
  std::atomic<std::uint64_t> done{0};
  std::uint64_t last_shown = 0;
  const Clock::time_point start = Clock::now();
  Clock::time_point last = start;
  bool shown = false;
};

Progress::Progress(Console& console, std::string label, std::uint64_t total)
    : state_(std::make_unique<State>(console, std::move(label), total)) {}

Progress::~Progress() { state_->end(); }

void Progress::advance(std::uint64_t steps) { state_->advance(steps); }

}  // namespace vitrine
