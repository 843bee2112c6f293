#include <bit>
#include <cstring>

#include "tools/warehouse/internal/connection.h"

namespace vitrine {
namespace {

static_assert(std::endian::native == std::endian::little, "vectors are stored as little-endian float32");

void read_vectors(Statement& rows, Vectors& vectors) {
  while (rows.next()) {
    const std::span<const std::byte> bytes = rows.bytes(1);
    const auto dimension = static_cast<std::uint32_t>(bytes.size() / sizeof(float));
    if (vectors.dimension == 0) vectors.dimension = dimension;
    if (dimension != vectors.dimension || dimension == 0) continue;  // of another version: ingest makes them again
    vectors.rows.push_back(rows.integer(0));
    const std::size_t first = vectors.values.size();
    vectors.values.resize(first + dimension);
    std::memcpy(vectors.values.data() + first, bytes.data(), bytes.size());
  }
}

}  // namespace

Vectors Warehouse::vectors() const {
  Vectors vectors;
  Statement owners(*connection_,
                   "SELECT image, vector FROM embeddings JOIN images ON row = image WHERE presence <> 'vanished' "
                   "ORDER BY image");
  read_vectors(owners, vectors);
  if (!vectors.rows.empty()) {
    vectors.model = fact("embeddings_model");
    return vectors;
  }
  Statement ours(*connection_,
                 "SELECT image, vector FROM descriptors JOIN images ON row = image WHERE presence = 'here' "
                 "ORDER BY image");
  read_vectors(ours, vectors);
  vectors.model = descriptor_model;
  return vectors;
}

void Warehouse::put_descriptor(std::int64_t row, const std::vector<float>& descriptor) {
  Statement(*connection_,
            "INSERT INTO descriptors VALUES(?, ?) ON CONFLICT(image) DO UPDATE SET vector = excluded.vector", row,
            bytes_of(descriptor))
      .run();
}

std::vector<float> Warehouse::descriptor(std::int64_t row) const {
  Vectors vectors;
  Statement rows(*connection_, "SELECT image, vector FROM descriptors WHERE image = ?", row);
  read_vectors(rows, vectors);
  return vectors.values;
}

void Warehouse::set_embeddings(const Vectors& embeddings) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM embeddings").run();
    for (std::size_t i = 0; i < embeddings.rows.size(); ++i)
      Statement(*connection_, "INSERT INTO embeddings VALUES(?, ?)", embeddings.rows[i],
                bytes_of({embeddings.values.data() + i * embeddings.dimension, embeddings.dimension}))
          .run();
    set_fact("embeddings_model", embeddings.rows.empty() ? "" : embeddings.model);
  });
}

}  // namespace vitrine
