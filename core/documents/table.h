// The one table of pre-rendered documents: where each lives in a site. Its struct is described once (describe.h), and
// what is described can be written and read: none can exist on one side only. The generator and the page take paths and
// shards from here, a test walks the table: write, then read, is the identity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/documents.h"
#include "core/result.h"

namespace vitrine {

enum class Document : std::uint8_t {
  collection,
  images,
  details,
  text,
  clusters,
  cluster_members,
  duplicates,
  curation,
  files,
  documents
};

struct DocumentEntry {
  Document document;
  std::string_view name;
  std::string_view path;  // "%" stands for a number of four digits or more
};

/// Every document there is, once.
const std::vector<DocumentEntry>& document_table();

/// The logical path: path_of(Document::images, 3) == "api/images/0003.json".
std::string path_of(Document document, std::uint32_t number = 0);

/// The path in a site: "api/images/0003.json" with a hash of 3fa9c1d2... is "api/images/0003.3fa9c1d2.json".
std::string stored_path(std::string_view path, std::string_view sha256);
/// The inverse of stored_path.
std::string logical_path(std::string_view stored);

/// Where `files`, by path, keep a document: the stored path of a logical one, "" when it is not among them.
std::string find_stored(const std::vector<FileEntry>& files, std::string_view logical);
/// Whether the manifest lists it: everything that is not a document, and the documents of a first view. The others
/// grow in number with the collection, and api/documents.json lists them.
bool is_in_manifest(std::string_view stored);

/// Shard `number` of the images (and of the text) covers rows [first, first + count) of `rows`.
struct ShardRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
std::vector<ShardRange> image_shards(std::uint32_t rows);

/// The text of a document: UTF-8 JSON with "schema" first, without spaces. Invalid UTF-8 becomes U+FFFD.
std::string write(const Manifest& document);
std::string write(const ImageShard& document);
std::string write(const DetailsShard& document);
std::string write(const TextShard& document);
std::string write(const ClusterList& document);
std::string write(const ClusterMembers& document);
std::string write(const DuplicateShard& document);
std::string write(const CurationPatch& document);
std::string write(const FileList& document);

/// Reads a document. The error names `path`, column and row:
/// `api/images/0003.json: column "score"[17]: a number expected, found a string`. Unknown keys are ignored.
/// T is one of the structs above, ViewerParts (viewer.json) or Settings (vitrine.json, which refuses unknown keys):
/// these two have no schema key.
template <class T>
Result<T> read(std::string_view bytes, std::string_view path);

}  // namespace vitrine
