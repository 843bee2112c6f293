// The part of an address that core reads: a query is the same when it is written and read again, and can be asked;
// a date that reads is the same when it is written and read again. tests/fuzz/address.mjs has the page's part.
#include <string>

#include "core/collection/collection.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

namespace {

Collection small_collection() {
  Manifest manifest;
  manifest.clusters = 2;
  manifest.count = 3;
  manifest.facets = {{"a", "", false, {"b", "c"}, {}}};
  TagEntry tag;
  tag.code = "crew";
  tag.accepted = 27.4F;
  tag.step = 0.25F;
  manifest.tags = {tag};
  ImageShard shard;
  shard.count = 3;
  shard.key = {"AAAAAAAA", "BBBBBBBB", "CCCCCCCC"};
  shard.id = {"1", "2", "3"};
  shard.title = {"full moon", "", "earth"};
  shard.taken_at = {"2026-04-06T14:03:11-04:00", "1889", ""};
  shard.width = shard.height = {4, 0, 6};
  shard.colour = {0x123456, 0, 0xFFEEDD};
  shard.brightness = {0.5F, missing_number, 0.25F};
  shard.title_rank = {1, missing_index, 0};
  shard.cluster = {0, 1, missing_index};
  shard.facets = {{"a", {0, 1, 1, 3}, {0, 0, 1}}};
  Collection collection(manifest);
  const bool taken = collection.append(shard) && collection.append(TextShard{0, shard.title, {"moon", "b c", ""}}) &&
                     collection.append_tag("crew", std::vector<std::int8_t>{-3, no_level, 127});
  expect(taken, "the collection takes its shards");
  return collection;
}

void check_query(std::string_view address) {
  static Collection collection = small_collection();
  const Query query = parse_query(address);
  const std::string written = to_address(query);
  expect(parse_query(written) == query, "a query reads back as written");
  expect(to_address(parse_query(written)) == written, "an address is written the same again");
  expect(written.find_first_of(" #\n") == std::string::npos, "an address holds nothing that ends it");
  for (const std::uint32_t row : collection.run(query).rows) expect(row < 3, "rows are those of the collection");
}

void check_moment(std::string_view text) {
  const Result<Moment> moment = parse_moment(text);
  if (!moment) return;
  const Result<Moment> again = parse_moment(to_text(*moment));
  expect(again.has_value() && *again == *moment, "a date reads back as written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_query(text_of(data, size));
  check_moment(text_of(data, size));
  return 0;
}
