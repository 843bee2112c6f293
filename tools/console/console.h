// Output of a verb: sentences and progress, for people on a terminal, plain lines elsewhere, or one JSON
// object a line with --json. And Failure, the one exception of the tools.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "core/documents/json.h"

namespace vitrine {

/// Exit codes, documented in `vitrine --help`.
enum class ExitCode : int {
  success = 0,
  failed = 1,     // could not be done; the sentence says why
  usage = 2,      // the command line is wrong
  incomplete = 3  // done, but some input was skipped (ingest, build) or something was found (check)
};

/// A failure a person can act on: its text is a sentence.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& sentence, ExitCode exit_code = ExitCode::failed)
      : std::runtime_error(sentence), code(exit_code) {}
  ExitCode code;
};

class Console {
 public:
  enum class Style { automatic, quiet, json };

  explicit Console(Style style);

  /// A sentence for people; with --json the object {"event":event, ...fields}.
  void say(const std::string& event, const std::string& sentence, const JsonFields& fields = {});
  /// The same on standard error, also when quiet.
  void warn(const std::string& event, const std::string& sentence, const JsonFields& fields = {});

  Style style() const { return style_; }

 private:
  Style style_;
};

/// Progress of one long step: a bar with rate and time left on a terminal, a plain line now and then elsewhere.
/// Thread-safe: several workers may advance it.
class Progress {
 public:
  Progress(Console& console, std::string label, std::uint64_t total);
  ~Progress();  // ends the line
  void advance(std::uint64_t steps = 1);

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine
