// core/calendar: columns of a calendar that are read give back the bytes of the file, and a model of them judges and
// finds boards.
#include <algorithm>
#include <cmath>
#include <span>

#include "core/calendar/search.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = read_columns({data, size});
  if (!read) {
    expect(!read.error().message.empty(), "an error is a sentence");
    return 0;
  }
  const std::string file = write_columns(*read);
  if (read->count > 0) expect(text_of(data, size) == file, "what is read is written again");

  const std::uint32_t count = std::min(read->count, 40U);
  if (count < read->count) return 0;
  std::vector<std::int32_t> clusters;
  for (std::uint32_t row = 0; row < count; ++row) clusters.push_back(static_cast<std::int32_t>(row % 4) - 1);
  CalendarModel model(*read, clusters);
  model.set_slots({{0, {}, {}}, {6, {0.7, 0.8, 0.3}, {0.1}}, {12, {0.3, 0.2, 0.9}, {0, 0.2}}});
  for (const Objective objective : {Objective::balanced, Objective::classic}) {
    model.set_objective(objective, default_weights(objective));
    for (const char method : {'A', 'E', 'F'}) {
      CalendarSearch search(model, method);
      while (!search.step(20)) {
      }
      expect(model.error_of(search.board()).empty(), "a board that is found is one");
      const Score score = model.score(search.board());
      expect(std::isfinite(score.total), "a total is a number");
    }
  }
  return 0;
}
