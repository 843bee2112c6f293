#include <algorithm>
#include <unordered_map>

#include "tools/console/console.h"
#include "tools/warehouse/internal/connection.h"

namespace vitrine {
namespace {

std::string_view text_of(Presence presence) {
  switch (presence) {
    case Presence::here:
      return "here";
    case Presence::vanished:
      return "vanished";
    case Presence::none:
      break;
  }
  return "none";
}

Presence presence_of(std::string_view text) {
  if (text == "here") return Presence::here;
  return text == "vanished" ? Presence::vanished : Presence::none;
}

}  // namespace

std::vector<ImageRecord> Warehouse::images() const {
  std::vector<ImageRecord> images;
  std::unordered_map<std::int64_t, std::size_t> places;
  Statement rows(
      *connection_,
      "SELECT row, id, key, file, presence, bytes, modified_ns, sha256, width, height, taken_at, title, "
      "description, credit, license, source_url, camera, exif_taken_at, exif_camera FROM images ORDER BY row");
  while (rows.next()) {
    ImageRecord image;
    image.row = rows.integer(0);
    image.id = rows.text(1);
    image.key = rows.text(2);
    image.file = rows.text(3);
    image.presence = presence_of(rows.text(4));
    image.bytes = rows.number<std::uint64_t>(5);
    image.modified_ns = rows.integer(6);
    image.sha256 = rows.text(7);
    image.width = rows.number<std::uint32_t>(8);
    image.height = rows.number<std::uint32_t>(9);
    image.taken_at = parse_moment(rows.text(10)).value_or(Moment{});
    image.title = rows.text(11);
    image.description = rows.text(12);
    image.credit = rows.text(13);
    image.license = rows.text(14);
    image.source_url = rows.text(15);
    image.camera = rows.text(16);
    image.exif_taken_at = parse_moment(rows.text(17)).value_or(Moment{});
    image.exif_camera = rows.text(18);
    places.emplace(image.row, images.size());
    images.push_back(std::move(image));
  }
  Statement fields(*connection_, "SELECT image, name, value FROM fields ORDER BY image, position");
  while (fields.next()) images[places.at(fields.integer(0))].fields.emplace_back(fields.text(1), fields.text(2));
  Statement features(*connection_,
                     "SELECT image, brightness, contrast, saturation, dark_ratio, colour, sharpness, focus_x, focus_y "
                     "FROM features");
  while (features.next())
    images[places.at(features.integer(0))].features = VisualFeatures{features.real(1),
                                                                     features.real(2),
                                                                     features.real(3),
                                                                     features.real(4),
                                                                     features.number<std::uint32_t>(5),
                                                                     {},
                                                                     features.real_or_missing(6),
                                                                     features.real_or_missing(7),
                                                                     features.real_or_missing(8)};
  Statement colours(*connection_, "SELECT image, rgb, proportion FROM dominant_colours ORDER BY image, position");
  while (colours.next())
    images[places.at(colours.integer(0))].features->colours.push_back(
        {colours.number<std::uint32_t>(1), colours.real(2)});
  return images;
}

std::vector<ImageRecord> Warehouse::published() const {
  std::vector<ImageRecord> images = this->images();
  std::erase_if(images, [](const ImageRecord& image) { return image.presence == Presence::vanished; });
  std::sort(images.begin(), images.end(), [](const ImageRecord& a, const ImageRecord& b) {
    if (a.taken_at.known() != b.taken_at.known()) return a.taken_at.known();
    if (a.taken_at.known() && a.taken_at.local_seconds != b.taken_at.local_seconds)
      return a.taken_at.local_seconds > b.taken_at.local_seconds;
    return a.id < b.id;
  });
  return images;
}

std::int64_t Warehouse::put(const ImageRecord& image) {
  std::int64_t row = image.row;
  transaction([&] {
    const std::string taken_at = to_text(image.taken_at), exif_taken_at = to_text(image.exif_taken_at);
    if (row == 0) {
      Statement(*connection_,
                "INSERT INTO images(id, key, file, presence, bytes, modified_ns, sha256, width, height, taken_at, "
                "title, description, credit, license, source_url, camera, exif_taken_at, exif_camera) "
                "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                image.id, image.key, image.file, text_of(image.presence), image.bytes, image.modified_ns, image.sha256,
                image.width, image.height, taken_at, image.title, image.description, image.credit, image.license,
                image.source_url, image.camera, exif_taken_at, image.exif_camera)
          .run();
      row = connection_->last_row();
    } else {
      Statement(*connection_,
                "UPDATE images SET id = ?, key = ?, file = ?, presence = ?, bytes = ?, modified_ns = ?, sha256 = ?, "
                "width = ?, height = ?, taken_at = ?, title = ?, description = ?, credit = ?, license = ?, "
                "source_url = ?, camera = ?, exif_taken_at = ?, exif_camera = ? WHERE row = ?",
                image.id, image.key, image.file, text_of(image.presence), image.bytes, image.modified_ns, image.sha256,
                image.width, image.height, taken_at, image.title, image.description, image.credit, image.license,
                image.source_url, image.camera, exif_taken_at, image.exif_camera, row)
          .run();
      if (connection_->changed_rows() == 0)
        throw Failure("The warehouse " + quoted(connection_->file()) + " has no row " + std::to_string(row) + ".");
    }
    Statement(*connection_, "DELETE FROM fields WHERE image = ?", row).run();
    for (std::size_t i = 0; i < image.fields.size(); ++i)
      Statement(*connection_, "INSERT INTO fields VALUES(?, ?, ?, ?)", row, i, image.fields[i].first,
                image.fields[i].second)
          .run();
    Statement(*connection_, "DELETE FROM features WHERE image = ?", row).run();
    Statement(*connection_, "DELETE FROM dominant_colours WHERE image = ?", row).run();
    if (!image.features) return;
    const VisualFeatures& features = *image.features;
    Statement(*connection_, "INSERT INTO features VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", row, features.brightness,
              features.contrast, features.saturation, features.dark_ratio, features.colour, features.sharpness,
              features.focus_x, features.focus_y)
        .run();
    for (std::size_t i = 0; i < features.colours.size(); ++i)
      Statement(*connection_, "INSERT INTO dominant_colours VALUES(?, ?, ?, ?)", row, i, features.colours[i].rgb,
                features.colours[i].proportion)
          .run();
  });
  return row;
}

std::vector<ColumnRecord> Warehouse::columns() const {
  std::vector<ColumnRecord> columns;
  Statement rows(*connection_, "SELECT name, label, published, facet, multiple FROM columns ORDER BY position");
  while (rows.next())
    columns.push_back({rows.text(0), rows.text(1), rows.integer(2) != 0, rows.integer(3) != 0, rows.integer(4) != 0});
  return columns;
}

void Warehouse::set_columns(const std::vector<ColumnRecord>& columns) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM columns").run();
    for (std::size_t i = 0; i < columns.size(); ++i)
      Statement(*connection_, "INSERT INTO columns VALUES(?, ?, ?, ?, ?, ?)", i, columns[i].name, columns[i].label,
                columns[i].published, columns[i].facet, columns[i].multiple)
          .run();
  });
}

std::vector<SkippedFile> Warehouse::skipped() const {
  std::vector<SkippedFile> files;
  Statement rows(*connection_, "SELECT file, reason FROM skipped ORDER BY position");
  while (rows.next()) files.push_back({rows.text(0), rows.text(1)});
  return files;
}

void Warehouse::set_skipped(const std::vector<SkippedFile>& files) {
  transaction([&] {
    Statement(*connection_, "DELETE FROM skipped").run();
    for (std::size_t i = 0; i < files.size(); ++i)
      Statement(*connection_, "INSERT INTO skipped VALUES(?, ?, ?)", i, files[i].file, files[i].reason).run();
  });
}

}  // namespace vitrine
