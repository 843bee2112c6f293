// The interface of the core for the page: every Embind registration. What can fail returns a text, the error's
// sentence, where it would return its value; web/core.js turns it into an exception. Every number is taken: of a row, a
// facet or a picture that is not there nothing is known.
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <emscripten/bind.h>

#include "core/build.h"
#include "core/collection/collection.h"
#include "core/curation/structure.h"
#include "core/documents/table.h"
#include "core/embedding/coded_vectors.h"
#include "core/embedding/likeness.h"
#include "wasm/main/to_js.h"

namespace {

using emscripten::val;
using vitrine::CodedVectors;
using vitrine::Collection;
using vitrine::DocumentList;

template <class T>
val read_to_js(const std::string& bytes, const std::string& path) {
  auto document = vitrine::read<T>(bytes, path);
  return document ? vitrine::to_js(*document) : val(document.error().message);
}

// The text of an error, empty without one.
std::string sentence(const vitrine::Result<void>& result) { return result ? std::string() : result.error().message; }

// --- Collection -----------------------------------------------------------------------------------------------

val open_manifest(Collection& collection, const std::string& bytes, const std::string& path) {
  auto manifest = vitrine::read<vitrine::Manifest>(bytes, path);
  if (!manifest) return val(manifest.error().message);
  collection = Collection(*manifest);
  return vitrine::to_js(*manifest);
}

template <class Shard>
std::string append(Collection& collection, const std::string& bytes, const std::string& path) {
  const auto shard = vitrine::read<Shard>(bytes, path);
  if (!shard) return shard.error().message;
  const auto appended = collection.append(*shard);
  return appended ? std::string() : path + ": " + appended.error().message;
}

template <class T>
val view(std::span<const T> values) {
  return val(emscripten::typed_memory_view(values.size(), values.data()));
}
template <class T>
val view(const std::vector<T>& values) {
  return view(std::span(values));
}

/// Returns the list, for the names that the page shows.
val append_vocabularies(Collection& collection, const std::string& bytes, const std::string& path) {
  auto list = vitrine::read<vitrine::VocabularyList>(bytes, path);
  if (!list) return val(list.error().message);
  const auto appended = collection.append(*list);
  return appended ? vitrine::to_js(*list) : val(path + ": " + appended.error().message);
}

std::string append_tag(Collection& collection, const std::string& code, const std::string& levels) {
  return sentence(collection.append_tag(code, {reinterpret_cast<const std::int8_t*>(levels.data()), levels.size()}));
}

val run(Collection& collection, const std::string& address) {
  const vitrine::QueryResult& result = collection.run(vitrine::parse_query(address));
  val facet_counts = val::array();
  for (const auto& counts : result.facet_counts) facet_counts.call<void>("push", view(counts));
  val tag_counts = val::object();
  for (const auto& [tag, counts] : result.tag_counts) tag_counts.set(tag, view(counts));
  val answer = val::object();
  answer.set("order", vitrine::to_text(result.order));
  answer.set("rows", view(result.rows));
  answer.set("facetCounts", facet_counts);
  answer.set("clusterCounts", view(result.cluster_counts));
  answer.set("tagCounts", tag_counts);
  answer.set("firstDay", result.first_day);
  answer.set("daysPerBin", result.days_per_bin);
  answer.set("dayCounts", view(result.day_counts));
  answer.set("undated", result.undated);
  return answer;
}

// Every column from a row on: the page takes what each shard has brought.
val columns(const Collection& collection, std::uint32_t first) {
  val all = val::object();
  first = std::min(first, collection.size());
  const auto set = [&](const char* name, const auto& column) { all.set(name, view(std::span(column).subspan(first))); };
  set("width", collection.width());
  set("height", collection.height());
  set("colour", collection.colour());
  set("day", collection.day());
  set("cluster", collection.cluster());
  set("vector", collection.vector());
  set("brightness", collection.brightness());
  set("score", collection.score());
  set("master", collection.master());
  set("copyOf", collection.copy_of());
  set("dark", collection.dark());
  return all;
}

val active_rows(const Collection& collection) { return view(collection.active()); }

using TextOfRow = std::string_view (Collection::*)(std::uint32_t) const;
template <TextOfRow text>
std::string text_of(const Collection& collection, std::uint32_t row) {
  return row < collection.size() ? std::string((collection.*text)(row)) : std::string();
}

vitrine::Moment moment_of(const Collection& collection, std::uint32_t row) {
  return row < collection.size() ? collection.taken_at(row) : vitrine::Moment();
}
std::string taken_at(const Collection& collection, std::uint32_t row) { return to_text(moment_of(collection, row)); }

/// Moment::Precision.
int precision(const Collection& collection, std::uint32_t row) {
  return static_cast<int>(moment_of(collection, row).precision);
}
int row_of(const Collection& collection, const std::string& key) { return collection.row_of(key); }

val facet_values(const Collection& collection, std::uint32_t row, std::uint32_t facet) {
  const bool there = row < collection.size() && facet < collection.facets();
  return view(there ? collection.facet_values(row, facet) : std::span<const std::uint32_t>());
}

// --- the list of documents --------------------------------------------------------------------------------------

std::string open_list(DocumentList& list, const std::string& bytes, const std::string& path) {
  auto read = vitrine::read<DocumentList>(bytes, path);
  if (read) list = std::move(*read);
  return read ? std::string() : read.error().message;
}
std::string find_stored(const DocumentList& list, const std::string& logical) {
  return vitrine::find_stored(list.files, logical);
}

// --- curation -------------------------------------------------------------------------------------------------

/// Which rows the gate lets through. `master`: of all rows, by another cut than the published one; `kept`: rows.
void gate(Collection& collection, bool duplicates, bool copies, bool dark, const val& master, const val& kept) {
  const auto cut = emscripten::convertJSArrayToNumberVector<std::int32_t>(master);
  const auto spared = emscripten::convertJSArrayToNumberVector<std::uint32_t>(kept);
  collection.admit(vitrine::active(
      {duplicates, copies, dark},
      {cut.empty() ? collection.master() : cut, collection.copy_of(), collection.dark(), spared}, collection.size()));
}

struct Duplicates {
  vitrine::Structure structure;
  std::vector<std::uint32_t> rows;
  vitrine::DuplicateGroups groups;
};

std::string append_shard(Duplicates& duplicates, const std::string& bytes, const std::string& path) {
  const auto shard = vitrine::read<vitrine::DuplicateShard>(bytes, path);
  if (!shard) return shard.error().message;
  const auto appended = vitrine::append(duplicates.structure, duplicates.rows, *shard);
  return appended ? std::string() : path + ": " + appended.error().message;
}

/// Numbers of the structure's pictures; views. Masters that are not there, and parts that are not of all pictures, are
/// left out; a threshold below the structure's floor is the floor.
val cut(Duplicates& duplicates, std::uint32_t threshold, int linkage, const val& masters, const val& part) {
  const std::uint32_t pictures = duplicates.structure.size();
  vitrine::Decisions decisions{emscripten::convertJSArrayToNumberVector<std::uint32_t>(masters),
                               emscripten::convertJSArrayToNumberVector<std::uint32_t>(part)};
  std::erase_if(decisions.masters, [pictures](std::uint32_t master) { return master >= pictures; });
  if (decisions.part.size() != pictures) decisions.part.clear();
  duplicates.groups = vitrine::duplicate_groups(duplicates.structure, std::max(threshold, vitrine::similarity_floor),
                                                static_cast<vitrine::Linkage>(linkage), decisions);
  val answer = val::object();
  answer.set("master", view(duplicates.groups.master));
  answer.set("similarity", view(duplicates.groups.similarity));
  answer.set("weakest", view(duplicates.groups.weakest));
  answer.set("uncertain", duplicates.groups.uncertain);
  return answer;
}

val rows_of(const Duplicates& duplicates) { return view(duplicates.rows); }

// --- CodedVectors ---------------------------------------------------------------------------------------------

std::string append_bytes(CodedVectors& vectors, const std::string& bytes) {
  return sentence(vectors.append({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
}
std::uint32_t count(const CodedVectors& vectors) { return vectors.header().count; }
std::uint32_t dimension(const CodedVectors& vectors) { return vectors.header().dimension; }
float step(const CodedVectors& vectors) { return vectors.header().step; }
float fidelity(const CodedVectors& vectors) { return vectors.header().fidelity; }
std::uint32_t address(const CodedVectors& vectors) { return reinterpret_cast<std::uintptr_t>(vectors.data()); }

val by_likeness(const CodedVectors& vectors, std::uint32_t to) {
  std::vector<std::uint32_t> order;
  if (vectors.axes() > 0 && to < vectors.header().count) order = vitrine::by_likeness(vectors, to);
  return vitrine::to_js(order);
}

/// The path of a document of the table, by its name.
std::string document_path(const std::string& name, std::uint32_t number) {
  for (const vitrine::DocumentEntry& entry : vitrine::document_table())
    if (entry.name == name) return vitrine::path_of(entry.document, number);
  return {};
}

val image_shards(std::uint32_t rows, std::uint32_t first_shard) {
  val shards = val::array();
  for (const vitrine::ShardRange& range : vitrine::image_shards(rows, first_shard)) {
    val shard = val::object();
    shard.set("first", range.first);
    shard.set("count", range.count);
    shards.call<void>("push", shard);
  }
  return shards;
}

std::string logical_path(const std::string& stored) { return vitrine::logical_path(stored); }
std::string build() { return vitrine::build_id; }

}  // namespace

EMSCRIPTEN_BINDINGS(vitrine) {
  emscripten::function("build", &build);
  emscripten::function("readDetails", &read_to_js<vitrine::DetailsShard>);
  emscripten::function("readClusters", &read_to_js<vitrine::ClusterList>);
  emscripten::function("readClusterMembers", &read_to_js<vitrine::ClusterMembers>);
  emscripten::function("readCuration", &read_to_js<vitrine::CurationPatch>);
  emscripten::function("readCalendar", &read_to_js<vitrine::CalendarPlan>);
  emscripten::function("readBoard", &read_to_js<vitrine::CalendarBoard>);
  emscripten::function("documentPath", &document_path);
  emscripten::function("imageShards", &image_shards);
  emscripten::function("logicalPath", &logical_path);
  emscripten::constant("detailsShardRows", vitrine::details_shard_rows);
  emscripten::constant("duplicateShardPictures", vitrine::duplicate_shard_pictures);

  emscripten::class_<Collection>("Collection")
      .constructor<>()
      .function("open", &open_manifest)
      .function("append", &append<vitrine::ImageShard>)
      .function("appendText", &append<vitrine::TextShard>)
      .function("appendVocabularies", &append_vocabularies)
      .function("appendTag", &append_tag)
      .function("run", &run)
      .function("gate", &gate)
      .function("active", &active_rows)
      .function("columns", &columns)
      .function("key", &text_of<&Collection::key>)
      .function("id", &text_of<&Collection::id>)
      .function("title", &text_of<&Collection::title>)
      .function("takenAt", &taken_at)
      .function("precision", &precision)
      .function("rowOf", &row_of)
      .function("facetValues", &facet_values)
      .property("size", &Collection::size);

  emscripten::class_<DocumentList>("DocumentList")
      .constructor<>()
      .function("open", &open_list)
      .function("find", &find_stored);

  emscripten::class_<Duplicates>("Duplicates")
      .constructor<>()
      .function("append", &append_shard)
      .function("rows", &rows_of)
      .function("cut", &cut);

  emscripten::class_<CodedVectors>("CodedVectors")
      .constructor<>()
      .function("append", &append_bytes)
      .function("hasHeader", &CodedVectors::has_header)
      .function("count", &count)
      .function("dimension", &dimension)
      .function("stride", &CodedVectors::stride)
      .function("axes", &CodedVectors::axes)
      .function("complete", &CodedVectors::complete)
      .function("step", &step)
      .function("fidelity", &fidelity)
      .function("data", &address)
      .function("byLikeness", &by_likeness);
}
