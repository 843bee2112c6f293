#include "tools/site/thumbnail_hashes.h"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <string_view>
#include <unordered_map>

#include "tools/parallel/parallel.h"
#include "tools/source/files.h"
#include "tools/source/sha256.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

struct Stamp {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

struct Listed {
  Stamp stamp;
  std::string sha256;
};

// A list kept by name: "name bytes time sha256" a line.
using List = std::unordered_map<std::string, Listed>;

template <class Number>
Number take_number(std::string_view& line) {
  Number number{};
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  line.remove_prefix(static_cast<std::size_t>(end - line.data()));
  line.remove_prefix(std::min<std::size_t>(1, line.size()));
  return number;
}

List read_list(const fs::path& file) {
  List list;
  if (!fs::is_regular_file(file)) return list;
  const std::string text = read_file(file);
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string name(line.substr(0, space));
    line.remove_prefix(std::min(space + 1, line.size()));
    const auto bytes = take_number<std::uint64_t>(line);
    const auto modified_ns = take_number<std::int64_t>(line);
    if (line.size() == 64)  // else a line that a killed run did not finish
      list[name] = {{bytes, modified_ns}, std::string(line)};
  }
  return list;
}

Stamp stamp_of(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Failure("The thumbnail " + file.string() +
                  " is missing: run vitrine ingest again, it makes what is missing.");
  }
  return {static_cast<std::uint64_t>(status.st_size),
          std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

void write_list(const fs::path& file, const std::vector<std::string>& names, const std::vector<Stamp>& stamps,
                const std::vector<FileHash>& hashes) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += names[i] + " " + std::to_string(stamps[i].bytes) + " " + std::to_string(stamps[i].modified_ns) + " " +
            hashes[i].sha256 + "\n";
  }
  try {
    replace_file(file, text);
  } catch (const std::exception&) {
    // The list only saves time: on a read-only disk, render works without it.
  }
}

}  // namespace

std::vector<FileHash> hashes_of(const std::vector<fs::path>& files, const fs::path& folder, unsigned jobs,
                                bool remember, Console& console) {
  const fs::path file = folder / "hashes";
  const List list = read_list(file);
  std::vector<FileHash> hashes(files.size());
  std::vector<std::string> names;
  std::vector<Stamp> stamps;
  std::vector<std::size_t> unread;
  names.reserve(files.size());
  stamps.reserve(files.size());
  const std::size_t skip = folder.native().size() + 1;
  for (std::size_t i = 0; i < files.size(); ++i) {
    names.push_back(files[i].native().substr(skip));
    stamps.push_back(stamp_of(files[i]));
    hashes[i].bytes = stamps[i].bytes;
    const auto known = list.find(names[i]);
    if (known != list.end() && known->second.stamp == stamps[i])
      hashes[i].sha256 = known->second.sha256;
    else
      unread.push_back(i);
  }
  Progress progress(console, "Hashing thumbnails", unread.size());
  in_parallel(unread.size(), jobs, [&](std::size_t at) {
    hashes[unread[at]].sha256 = sha256_of_file(files[unread[at]]);
    progress.advance();
  });
  if (!unread.empty() && remember) write_list(file, names, stamps, hashes);
  return hashes;
}

}  // namespace vitrine
