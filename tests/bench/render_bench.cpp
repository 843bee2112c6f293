// render-bench [PICTURES [THUMBNAIL_BYTES]]: render of a made warehouse, thumbnails linked: the first run, which hashes
// the thumbnails, one after nothing changed, one after a title did. Prints milliseconds of processor time as JSON.
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/fixtures/made_warehouse.h"
#include "tests/tools/scratch.h"
#include "tools/site/site.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

ImageRecord made_picture(std::uint32_t number) {
  ImageRecord image = MadeRow(number).record();
  const ImageRecord here = picture(1);
  image.presence = Presence::here;
  image.file = "folder/IMG_" + std::to_string(number) + ".JPG";
  image.sha256 = sha256(image.id);
  image.width = here.width;
  image.height = here.height;
  image.features = here.features;
  return image;
}

Analysis made_analysis(const Warehouse& warehouse) {
  Analysis analysis;
  analysis.coded = std::string(2'000'000, 'x');
  analysis.dimension = 512;
  const std::vector<ImageRecord> images = warehouse.images();
  analysis.clusters.resize(40);
  for (std::size_t i = 0; i < images.size(); ++i) {
    analysis.coded_rows.push_back(images[i].row);
    analysis.clusters[i % 40].members.push_back({images[i].row, 0.5F});
    std::vector<NeighbourRecord> near;
    for (std::size_t j = 1; j <= 12; ++j) near.push_back({images[(i + j) % images.size()].row, 0.87654F});
    analysis.neighbours.emplace_back(images[i].row, near);
  }
  for (std::uint32_t id = 0; id < 40; ++id) {
    analysis.clusters[id].id = id;
    analysis.clusters[id].medoid = analysis.clusters[id].members.front().row;
  }
  return analysis;
}

Warehouse made_warehouse(const fs::path& file, std::uint32_t count, std::size_t bytes) {
  Warehouse warehouse(file, Warehouse::Mode::write);
  warehouse.transaction([&] {
    put_made_facts(warehouse);
    for (std::uint32_t number = 0; number < count; ++number) {
      const ImageRecord image = made_picture(number);
      warehouse.put(image);
      for (const std::uint32_t size : {256U, 1024U})
        put_file(warehouse.thumbnail(size, image.sha256), image.id + std::string(bytes, 'x'));
    }
  });
  warehouse.set_analysis(made_analysis(warehouse));
  return warehouse;
}

}  // namespace

int main(int argc, char** argv) {
  const auto count = static_cast<std::uint32_t>(argc > 1 ? std::atol(argv[1]) : 12217);
  const std::size_t bytes = argc > 2 ? static_cast<std::size_t>(std::atol(argv[2])) : 10'000;
  const Scratch scratch;
  Console console(Console::Style::quiet);
  { const Warehouse made = made_warehouse(scratch / "w.db", count, bytes); }
  const Viewer viewer = open_viewer(put_viewer(scratch / "viewer"));
  const auto render = [&](const char* what) {
    const std::clock_t start = std::clock();
    const Warehouse warehouse(scratch / "w.db", Warehouse::Mode::read);
    const Site site = make_site(warehouse, viewer, {0, true}, console);
    publish(scratch / "site", site.files, console);
    const double milliseconds = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf(", \"%s\": %.0f", what, milliseconds);
  };
  std::printf("{\"pictures\": %u", count);
  render("first");
  render("nothing changed");
  {
    Warehouse warehouse(scratch / "w.db", Warehouse::Mode::write);
    ImageRecord image = warehouse.published().front();
    image.title = "Another title";
    warehouse.put(image);
  }
  render("one title changed");
  std::printf("}\n");
  return 0;
}
