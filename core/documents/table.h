// The one table of pre-rendered documents: where each lives in a site. Its struct is described once (describe.h), and
// what is described can be written and read. The generator and the page take paths and
// shards from here, a test walks the table: write, then read, is the identity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/documents.h"
#include "core/result.h"

namespace vitrine {

/// Every document there is, one row each: its name, its path ("%" stands for a number of four digits or more) and its
/// struct. The number, the path, write and read follow from the row.
#define VITRINE_DOCUMENTS(DOCUMENT)                                \
  DOCUMENT(collection, "api/collection.json", Manifest)            \
  DOCUMENT(images, "api/images/%.json", ImageShard)                \
  DOCUMENT(details, "api/details/%.json", DetailsShard)            \
  DOCUMENT(text, "api/text/%.json", TextShard)                     \
  DOCUMENT(vocabularies, "api/vocabularies.json", VocabularyList)  \
  DOCUMENT(clusters, "api/clusters.json", ClusterList)             \
  DOCUMENT(cluster_members, "api/clusters/%.json", ClusterMembers) \
  DOCUMENT(duplicates, "api/duplicates/%.json", DuplicateShard)    \
  DOCUMENT(curation, "api/curation.json", CurationPatch)           \
  DOCUMENT(calendar, "api/calendar.json", CalendarPlan)            \
  DOCUMENT(files, "api/files/%.json", FileList)                    \
  DOCUMENT(documents, "api/documents.json", DocumentList)

#define VITRINE_NUMBER(name, path, type) name,
enum class Document : std::uint8_t { VITRINE_DOCUMENTS(VITRINE_NUMBER) };
#undef VITRINE_NUMBER

struct DocumentEntry {
  Document document;
  std::string_view name;
  std::string_view path;
};

/// All documents.
const std::vector<DocumentEntry>& document_table();

/// The logical path: path_of(Document::images, 3) == "api/images/0003.json".
std::string path_of(Document document, std::uint32_t number = 0);

/// The path in a site: "api/images/0003.json" with a hash of 3fa9c1d2... is "api/images/0003.3fa9c1d2.json".
std::string stored_path(std::string_view path, std::string_view sha256);
/// The inverse of stored_path.
std::string logical_path(std::string_view stored);

/// Where `files`, by path, keep a document: the stored path of a logical one, "" when it is not among them.
std::string find_stored(const std::vector<FileEntry>& files, std::string_view logical);
/// Whether the manifest lists a file: the page itself, the first rows and the list of documents. That list has all
/// others but pictures.
bool is_in_manifest(std::string_view stored);

/// Shard `number` of the images (and of the text, and of the files) covers rows [first, first + count) of `rows`.
/// `first_shard`: Manifest::first_shard.
struct ShardRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
std::vector<ShardRange> image_shards(std::uint32_t rows, std::uint32_t first_shard);

/// The text of a document: UTF-8 JSON with "schema" first, without spaces. Invalid UTF-8 becomes U+FFFD.
#define VITRINE_WRITE(name, path, type) std::string write(const type& document);
VITRINE_DOCUMENTS(VITRINE_WRITE)
#undef VITRINE_WRITE
std::string write(const CalendarBoard& board);
std::string write(const CalendarSettings& settings);

/// Reads a document. The error names `path`, column and row:
/// `api/images/0003.json: column "score"[17]: a number expected, found a string`. Unknown keys are ignored.
/// T is one of the structs above, CalendarBoard, ViewerParts (viewer.json), Settings (vitrine.json) or its part
/// CalendarSettings, which refuse unknown keys: these three have no schema key.
template <class T>
Result<T> read(std::string_view bytes, std::string_view path);

}  // namespace vitrine
