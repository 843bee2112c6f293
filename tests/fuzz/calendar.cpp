// core/calendar: columns are written as they were read, and what they hold can be judged and searched.
#include <cmath>
#include <vector>

#include "core/calendar/columns.h"
#include "core/calendar/search.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

namespace {

constexpr std::uint32_t most_rows = 40;  // of a search that ends soon

void search(const CalendarColumns& columns) {
  std::vector<std::int32_t> clusters;
  for (std::uint32_t row = 0; row < columns.count; ++row) clusters.push_back(static_cast<std::int32_t>(row % 4) - 1);
  CalendarModel model(columns, clusters);
  model.set_slots({{0, {}, {}}, {6, {0.7, 0.8, 0.3}, {0.1}}, {12, {0.3, 0.2, 0.9}, {0.1, 0.2}}});
  for (const Objective objective : {Objective::balanced, Objective::classic}) {
    model.set_objective(objective, default_weights(objective));
    for (const char method : {'A', 'E', 'F'}) {
      CalendarSearch search(model, method);
      while (!search.step(20)) {
      }
      expect(model.error_of(search.board()).empty(), "what is found is a board");
      expect(std::isfinite(model.score(search.board()).total), "a board has a total");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<CalendarColumns> columns = read_columns({data, size});
  if (!columns) return expect(!columns.error().message.empty(), "an error is a sentence"), 0;
  const std::string written = write_columns(*columns);
  if (columns->count == 0) return 0;  // without rows the flags of a file are not kept
  expect(written == text_of(data, size), "what was read is written as it was");
  if (columns->count <= most_rows) search(*columns);
  return 0;
}
