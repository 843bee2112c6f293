#include "tools/source/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "tools/console/console.h"

namespace vitrine {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string reason() { return why({errno, std::generic_category()}); }

}  // namespace

std::string why(const std::error_code& error) {
  const bool full = error == std::errc::no_space_on_device || error.value() == EDQUOT;
  return ": " + error.message() + "." + (full ? " Make room and run again." : "");
}

std::string read_file(const std::filesystem::path& file, std::size_t most) {
  const File in(std::fopen(file.c_str(), "rb"));
  if (!in) throw Failure(file.string() + " cannot be read" + reason());
  std::error_code unknown;
  std::string bytes;
  const std::uintmax_t size = std::filesystem::is_regular_file(file) ? std::filesystem::file_size(file, unknown) : 0;
  bytes.resize(std::min(most, static_cast<std::size_t>(size)));
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), in.get()));
  if (std::ferror(in.get()) != 0 || !std::filesystem::is_regular_file(file))
    throw Failure(file.string() + " cannot be read: it is not a file, or the disk refused.");
  return bytes;
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  File out(std::fopen(file.c_str(), "wb"));
  if (!out || std::fwrite(bytes.data(), 1, bytes.size(), out.get()) != bytes.size() || std::fclose(out.release()) != 0)
    throw Failure(file.string() + " cannot be written" + reason());
}

void replace_file(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code error;
  if (std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error))
    return write_file(file, bytes);
  const std::filesystem::path beside = std::filesystem::path(file) += ".new";
  try {
    write_file(beside, bytes);
    std::filesystem::rename(beside, file, error);
    if (error) throw Failure(file.string() + " cannot be written" + why(error));
  } catch (...) {
    std::filesystem::remove(beside, error);
    throw;
  }
}

}  // namespace vitrine
