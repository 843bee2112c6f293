// The readers of all documents, each tried on the same bytes: what reads is written back and reads as the same,
// what does not read says why, and a shard that reads can be queried or cut.
#include <algorithm>
#include <string>
#include <vector>

#include "core/collection/collection.h"
#include "core/curation/structure.h"
#include "core/documents/table.h"
#include "tests/fuzz/expect.h"

using namespace vitrine;

namespace {

template <class T>
Result<T> read_sentence(std::string_view bytes) {
  Result<T> document = read<T>(bytes, "a.json");
  if (!document) expect(document.error().message.starts_with("a.json"), "an error names the file");
  return document;
}

template <class T>
void round_trip(std::string_view bytes) {
  const Result<T> document = read_sentence<T>(bytes);
  if (!document) return;
  const std::string written = write(*document);
  const Result<T> again = read_sentence<T>(written);
  expect(again.has_value(), "what was written reads");
  expect(write(*again) == written, "what was read again is the same");
}

void query(Collection& collection) {
  for (const char* address : {"", "q=a&order=title", "f.a=b&order=-colour", "from=2026-01-01&order=score", "cluster=0",
                              "t.a=1&order=tag.a"}) {
    const QueryResult& result = collection.run(parse_query(address));
    std::vector<std::uint32_t> rows = result.rows;
    std::sort(rows.begin(), rows.end());
    expect(rows.empty() || rows.back() < collection.size(), "rows are those of the collection");
    expect(std::adjacent_find(rows.begin(), rows.end()) == rows.end(), "no row comes twice");
  }
}

/// A collection of this one shard, with a vocabulary for each of its facets.
void query_shard(std::string_view bytes) {
  const Result<ImageShard> shard = read<ImageShard>(bytes, "a.json");
  if (!shard) return;
  Manifest manifest;
  manifest.clusters = 3;
  for (const FacetColumn& facet : shard->facets)
    manifest.facets.push_back({facet.name, "", false, {"b", "c", "d"}, {}});
  Collection collection(manifest);
  if (!collection.append(*shard)) return;
  expect(collection.size() == shard->count, "a shard brings as many rows as it counts");
  for (std::uint32_t row = 0; row < collection.size(); ++row) {
    expect(collection.row_of(collection.key(row)) >= 0, "every key is found");
    expect(parse_moment(to_text(collection.taken_at(row))) == collection.taken_at(row), "a date reads back as written");
    for (std::uint32_t facet = 0; facet < manifest.facets.size(); ++facet)
      for (const std::uint32_t value : collection.facet_values(row, facet))
        expect(value < 3, "values of a facet are in its vocabulary");
  }
  query(collection);
}

void query_text(std::string_view bytes) {
  const Result<TextShard> shard = read<TextShard>(bytes, "a.json");
  Collection collection;
  if (shard && collection.append(*shard)) query(collection);
}

void query_manifest(std::string_view bytes) {
  const Result<Manifest> manifest = read<Manifest>(bytes, "a.json");
  if (!manifest) return;
  Collection collection(*manifest);
  const std::vector<std::int8_t> levels(std::min(manifest->count, 9U));
  for (const TagEntry& tag : manifest->tags)
    expect(collection.append_tag(tag.code, levels).has_value() == (manifest->count <= 9), "a tag has a level a row");
  query(collection);
}

/// All values of the list, chosen in a collection whose manifest leaves them out.
void query_vocabularies(std::string_view bytes) {
  const Result<VocabularyList> list = read<VocabularyList>(bytes, "a.json");
  if (!list) return;
  Manifest manifest;
  for (const FacetValues& one : list->facets) {
    Facet facet;
    facet.name = one.name;
    facet.more = static_cast<std::uint32_t>(one.values.size());
    manifest.facets.push_back(facet);
  }
  Collection collection(manifest);
  if (!collection.append(*list)) return;
  for (const FacetValues& one : list->facets)
    for (const std::string& value : one.values) collection.run({.facets = {{one.name, {value}}}});
}

/// A structure of this one shard, cut by each linkage.
void cut_shard(std::string_view bytes) {
  const Result<DuplicateShard> shard = read<DuplicateShard>(bytes, "a.json");
  Structure structure;
  std::vector<std::uint32_t> rows;
  if (!shard || !append(structure, rows, *shard)) return;
  expect(structure.size() == shard->count && rows.size() == shard->count,
         "a shard brings as many pictures as it counts");
  for (const Linkage linkage : {Linkage::single, Linkage::complete, Linkage::representative}) {
    const DuplicateGroups cut = duplicate_groups(structure, 95'000, linkage);
    for (const std::uint32_t master : cut.master) expect(cut.master.at(master) == master, "a master stands for itself");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = text_of(data, size);
  round_trip<Manifest>(bytes);
  round_trip<ImageShard>(bytes);
  round_trip<DetailsShard>(bytes);
  round_trip<TextShard>(bytes);
  round_trip<ClusterList>(bytes);
  round_trip<ClusterMembers>(bytes);
  round_trip<DuplicateShard>(bytes);
  round_trip<CurationPatch>(bytes);
  round_trip<FileList>(bytes);
  round_trip<DocumentList>(bytes);
  round_trip<VocabularyList>(bytes);
  round_trip<CalendarPlan>(bytes);
  round_trip<CalendarBoard>(bytes);
  round_trip<CalendarSettings>(bytes);
  read_sentence<Settings>(bytes);
  query_manifest(bytes);
  query_shard(bytes);
  query_text(bytes);
  query_vocabularies(bytes);
  cut_shard(bytes);
  return 0;
}
