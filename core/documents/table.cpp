#include "core/documents/table.h"

#include <algorithm>

#include "core/number/number.h"

namespace vitrine {
namespace {

constexpr std::size_t hash_digits = 8;

bool is_hash(std::string_view text) {
  return text.size() == hash_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

const std::vector<DocumentEntry>& document_table() {
#define VITRINE_ENTRY(name, path, type) {Document::name, #name, path},
  static const std::vector<DocumentEntry> table = {VITRINE_DOCUMENTS(VITRINE_ENTRY)};
#undef VITRINE_ENTRY
  return table;
}

std::string path_of(Document document, std::uint32_t number) {
  const std::string pattern(document_table()[static_cast<std::size_t>(document)].path);
  const std::size_t place = pattern.find('%');
  if (place == std::string::npos) return pattern;
  return pattern.substr(0, place) + padded(number, 4) + pattern.substr(place + 1);
}

std::string stored_path(std::string_view path, std::string_view sha256) {
  const std::size_t dot = std::min(path.rfind('.'), path.size());
  std::string stored(path.substr(0, dot));
  stored += '.';
  stored += sha256.substr(0, hash_digits);
  stored += path.substr(dot);
  return stored;
}

std::string logical_path(std::string_view stored) {
  const std::size_t dot = stored.rfind('.');
  if (dot == std::string_view::npos || dot < hash_digits + 1) return std::string(stored);
  const std::size_t hash = dot - hash_digits;
  if (stored[hash - 1] != '.' || !is_hash(stored.substr(hash, hash_digits))) return std::string(stored);
  return std::string(stored.substr(0, hash - 1)) + std::string(stored.substr(dot));
}

std::string find_stored(const std::vector<FileEntry>& files, std::string_view logical) {
  const std::string_view stem = logical.substr(0, logical.rfind('.'));
  const auto before = [](const FileEntry& file, std::string_view path) { return file.path < path; };
  for (auto at = std::lower_bound(files.begin(), files.end(), stem, before);
       at != files.end() && at->path.rfind(stem, 0) == 0; ++at) {
    if (logical_path(at->path) == logical) return at->path;
  }
  return {};
}

bool is_in_manifest(std::string_view stored) {
  const std::string logical = logical_path(stored);
  return logical == "index.html" || logical == path_of(Document::images, 0) || logical == path_of(Document::documents);
}

std::vector<ShardRange> image_shards(std::uint32_t rows, std::uint32_t first_shard) {
  std::vector<ShardRange> shards;
  std::uint32_t size = std::max(first_shard, 1U), next = second_shard_rows;
  for (std::uint32_t first = 0; first < rows; size = next, next = std::min(2 * next, largest_shard_rows)) {
    const std::uint32_t count = std::min(size, rows - first);
    shards.push_back({first, count});
    first += count;
  }
  return shards;
}

}  // namespace vitrine
