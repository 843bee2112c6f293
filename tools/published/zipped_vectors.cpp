#include "tools/published/zipped_vectors.h"

#include <zlib.h>

#include <functional>
#include <span>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {
namespace {

constexpr int window_and_gzip = 15 + 16;

// zlib's interface reads through a pointer that is not const.
void give(z_stream& stream, std::string_view bytes) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
}

/// Hands on what is in a zipped file, part by part, to its end.
Result<void> unzip(std::string_view file, const std::function<Result<void>(std::span<const std::uint8_t>)>& take) {
  z_stream stream{};
  if (inflateInit2(&stream, window_and_gzip) != Z_OK) return failure("there is no memory to read it");
  give(stream, file);
  Result<void> taken;
  std::vector<std::uint8_t> part(std::size_t{1} << 20U);
  int status = Z_OK;
  while (status == Z_OK && taken) {
    stream.next_out = part.data();
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    taken = take(std::span(part).first(part.size() - stream.avail_out));
  }
  inflateEnd(&stream);
  if (!taken) return taken;
  if (status != Z_STREAM_END) return failure("its gzip is damaged");
  return {};
}

}  // namespace

std::string zipped(std::string_view coded) {
  z_stream stream{};
  // Numbers along an axis repeat in runs, and hardly otherwise: to look for longer repeats takes sixty times as long
  // and makes the file larger.
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_and_gzip, 9, Z_RLE) != Z_OK)
    throw Failure("No memory to compress a file of numbers.");
  std::string bytes(deflateBound(&stream, coded.size()), '\0');
  give(stream, coded);
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int status = deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw Failure("A file of numbers could not be compressed.");
  return bytes;
}

Result<CodedVectors> unzipped(std::string_view file) {
  CodedVectors vectors;
  const Result<void> read =
      unzip(file, [&vectors](std::span<const std::uint8_t> bytes) { return vectors.append(bytes); });
  if (!read) return tl::unexpected<Error>(read.error());
  if (!vectors.complete()) return failure("it ends before its last axis");
  return vectors;
}

Result<std::vector<std::uint8_t>> unzipped_bytes(std::string_view file, std::size_t most) {
  std::vector<std::uint8_t> all;
  const Result<void> read = unzip(file, [&all, most](std::span<const std::uint8_t> bytes) -> Result<void> {
    if (bytes.size() > most - all.size()) return failure("it has more than " + std::to_string(most) + " bytes");
    all.insert(all.end(), bytes.begin(), bytes.end());
    return {};
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return all;
}

}  // namespace vitrine
