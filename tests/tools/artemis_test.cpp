// Ingest of the 515 real photos of ../shared; skipped with a sentence where they are not.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "tests/tools/folder.h"
#include "tools/verbs/verbs.h"
#include "tools/warehouse/warehouse.h"

using namespace vitrine;

namespace {

namespace fs = std::filesystem;

const fs::path artemis = fs::path(VITRINE_SHARED) / "data" / "artemis";

/// Share of images whose nearest other image, by Euclidean distance, has the same category.
double agreement(const Vectors& vectors, const std::map<std::int64_t, std::string>& categories) {
  const std::size_t count = vectors.rows.size(), dimension = vectors.dimension;
  std::size_t same = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t best = i;
    float most = -2;
    for (std::size_t j = 0; j < count; ++j) {
      float cosine = 0;
      for (std::size_t k = 0; k < dimension; ++k)
        cosine += vectors.values[i * dimension + k] * vectors.values[j * dimension + k];
      if (j != i && cosine > most) most = cosine, best = j;
    }
    if (categories.at(vectors.rows[i]) == categories.at(vectors.rows[best])) ++same;
  }
  return static_cast<double>(same) / static_cast<double>(count);
}

}  // namespace

TEST_CASE("515 real photos: all are ingested, and the descriptor finds similar pictures") {
  if (!fs::exists(artemis / "metadata.csv")) {
    MESSAGE("Skipped: the photos are not at " << artemis.string());
    return;
  }
  const TemporaryFolder folder;
  IngestOptions options;
  options.folder = artemis;
  options.warehouse = folder.path / "w.db";
  options.sizes = {256};
  CommonOptions common;
  Console console(Console::Style::quiet);
  CHECK(ingest(options, common, console) == ExitCode::success);
  CHECK(ingest(options, common, console) == ExitCode::success);

  Warehouse warehouse(options.warehouse, Warehouse::Mode::write);
  const std::vector<ImageRecord> images = warehouse.images();
  REQUIRE(images.size() == 515);
  std::map<std::int64_t, std::string> categories;
  std::size_t dated = 0;
  for (const ImageRecord& image : images) {
    CHECK(image.presence == Presence::here);
    CHECK(std::max(image.width, image.height) == 896);
    CHECK(fs::file_size(warehouse.thumbnail(256, image.sha256)) > 100);
    if (image.taken_at.known()) ++dated;
    for (const auto& [name, value] : image.fields)
      if (name == "category") categories[image.row] = value;
  }
  CHECK(dated == 513);  // 506 in the metadata, 7 more in EXIF
  CHECK(warehouse.vectors().model == "embeddings.npy");
  CHECK(warehouse.vectors().dimension == 512);
  CHECK(agreement(warehouse.vectors(), categories) > 0.82);

  warehouse.set_embeddings({});
  const Vectors descriptors = warehouse.vectors();
  CHECK(descriptors.model == "vitrine-descriptor-1");
  REQUIRE(descriptors.rows.size() == 515);
  const double share = agreement(descriptors, categories);
  MESSAGE("nearest neighbour by the visual descriptor shares the category: " << 100 * share << " %");
  CHECK(share >= 0.75);
}
