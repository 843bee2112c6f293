#include "tools/published/zipped_vectors.h"

#include <zlib.h>

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

}  // namespace

std::string zipped(std::string_view coded) {
  z_stream stream{};
  // Numbers along an axis repeat in runs, and hardly otherwise: to look for longer repeats takes sixty times as long
  // and makes the file larger.
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_and_gzip, 9, Z_RLE) != Z_OK)
    throw Failure("No memory to compress the coded vectors.");
  std::string bytes(deflateBound(&stream, coded.size()), '\0');
  give(stream, coded);
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int status = deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw Failure("The coded vectors could not be compressed.");
  return bytes;
}

Result<CodedVectors> unzipped(std::string_view file) {
  z_stream stream{};
  if (inflateInit2(&stream, window_and_gzip) != Z_OK) return failure("there is no memory to read it");
  give(stream, file);
  CodedVectors vectors;
  Result<void> taken;
  std::vector<std::uint8_t> part(std::size_t{1} << 20U);
  int status = Z_OK;
  while (status == Z_OK && taken) {
    stream.next_out = part.data();
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    taken = vectors.append(std::span(part).first(part.size() - stream.avail_out));
  }
  inflateEnd(&stream);
  if (!taken) return tl::unexpected<Error>(taken.error());
  if (status != Z_STREAM_END) return failure("its gzip is damaged");
  if (!vectors.complete()) return failure("it ends before its last axis");
  return vectors;
}

}  // namespace vitrine
