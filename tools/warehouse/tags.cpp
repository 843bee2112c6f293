#include <cstring>
#include <iterator>
#include <sstream>

#include "tools/warehouse/internal/connection.h"

namespace vitrine {
namespace {

std::vector<float> floats_of(std::span<const std::byte> bytes) {
  std::vector<float> values(bytes.size() / sizeof(float));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

// Codes hold no spaces.
std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
  return text;
}

std::vector<std::string> codes_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

Tagging Warehouse::tagging() const {
  Tagging tagging;
  Statement settings(*connection_, "SELECT calibration, accepted_from, tentative_from, vectors FROM tagging");
  if (!settings.next()) return tagging;
  tagging.calibration = settings.text(0);
  tagging.accepted_from = settings.real(1);
  tagging.tentative_from = settings.real(2);
  tagging.vectors = settings.text(3);
  Statement rows(*connection_, "SELECT image FROM tag_rows ORDER BY position");
  while (rows.next()) tagging.rows.push_back(rows.integer(0));
  Statement tags(*connection_,
                 "SELECT code, label, description, type, all_of, none_of, accepted, tentative, prompt, scores "
                 "FROM tags ORDER BY position");
  while (tags.next())
    tagging.tags.push_back({tags.text(0), tags.text(1), tags.text(2), tags.text(3), codes_of(tags.text(4)),
                            codes_of(tags.text(5)), floats_of(tags.bytes(8)), floats_of(tags.bytes(9)), tags.real(6),
                            tags.real(7)});
  return tagging;
}

void Warehouse::set_tagging(const Tagging& tagging) {
  transaction([&] {
    for (const char* table : {"DELETE FROM tagging", "DELETE FROM tag_rows", "DELETE FROM tags"})
      connection_->run(table);
    if (tagging.tags.empty()) return;
    Statement(*connection_, "INSERT INTO tagging VALUES(?, ?, ?, ?)", tagging.calibration, tagging.accepted_from,
              tagging.tentative_from, tagging.vectors)
        .run();
    for (std::size_t i = 0; i < tagging.rows.size(); ++i)
      Statement(*connection_, "INSERT INTO tag_rows VALUES(?, ?)", i, tagging.rows[i]).run();
    for (std::size_t i = 0; i < tagging.tags.size(); ++i) {
      const TagRecord& tag = tagging.tags[i];
      Statement(*connection_, "INSERT INTO tags VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", i, tag.code, tag.label,
                tag.description, tag.type, joined(tag.all_of), joined(tag.none_of), tag.accepted, tag.tentative,
                bytes_of(tag.prompt), bytes_of(tag.scores))
          .run();
    }
  });
}

}  // namespace vitrine
