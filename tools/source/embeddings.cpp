#include "tools/source/embeddings.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <span>
#include <unordered_set>

#include "tools/console/console.h"
#include "tools/source/catalogue.h"
#include "tools/source/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t most_dimensions = 65536;

bool is_finite(std::span<const float> vector) {
  return std::all_of(vector.begin(), vector.end(), [](float value) { return std::isfinite(value); });
}

double length_of(std::span<const float> vector) {
  double sum = 0;
  for (const float value : vector) sum += static_cast<double>(value) * static_cast<double>(value);
  return std::sqrt(sum);
}

void remark(Embeddings& embeddings, const std::string& what, const std::vector<std::string>& ids) {
  if (!ids.empty()) embeddings.remarks.push_back(what + ": " + listed(ids) + ".");
}

}  // namespace

std::vector<std::string> read_ids(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const auto fail = [&file] { throw Failure("The ids \"" + file.string() + "\" cannot be read."); };
  if (!stream) fail();
  std::vector<std::string> ids;
  std::unordered_set<std::string> seen;
  for (std::string line; std::getline(stream, line);) {
    if (ids.empty() && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.ends_with('\r')) line.pop_back();
    if (!is_utf8(line)) throw Failure(file.filename().string() + " is not UTF-8. Save it as UTF-8.");
    if (!seen.insert(line).second)
      throw Failure(file.filename().string() + " has \"" + line + "\" twice; an id a line is expected, each once.");
    ids.push_back(line);
  }
  if (stream.bad()) fail();  // else the end of the file
  return ids;
}

void require_fit(const MatrixShape& shape, std::size_t count, const std::string& name, const std::string& owners) {
  if (shape.rows != count)
    throw Failure(name + " has " + std::to_string(shape.rows) + " rows, but there are " + std::to_string(count) + " " +
                  owners + ". There must be as many; or say with --ids whose the rows are.");
  if (shape.columns < 2 || shape.columns > most_dimensions)
    throw Failure(name + " has vectors of " + std::to_string(shape.columns) +
                  " numbers; between 2 and 65536 are expected.");
}

Embeddings assign_embeddings(const Matrix& matrix, const std::vector<std::string>& ids,
                             const std::unordered_map<std::string, std::int64_t>& rows, const std::string& name,
                             const std::string& owners) {
  require_fit({matrix.rows, matrix.columns}, ids.size(), name, owners);
  Embeddings embeddings;
  embeddings.vectors.dimension = static_cast<std::uint32_t>(matrix.columns);
  std::vector<std::string> unknown, zero, broken;
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    const std::span<const float> vector(matrix.values.data() + i * matrix.columns, matrix.columns);
    const auto row = rows.find(ids[i]);
    const double length = length_of(vector);
    if (row == rows.end()) {
      unknown.push_back(ids[i]);
    } else if (!is_finite(vector)) {
      broken.push_back(ids[i]);
    } else if (length == 0) {
      zero.push_back(ids[i]);
    } else {
      embeddings.vectors.rows.push_back(row->second);
      for (const float value : vector)
        embeddings.vectors.values.push_back(static_cast<float>(static_cast<double>(value) / length));
    }
  }
  remark(embeddings, "No image has the id of these vectors", unknown);
  remark(embeddings, "Vectors that are all zero count as missing", zero);
  remark(embeddings, "Vectors with numbers that are not finite count as missing", broken);
  if (embeddings.vectors.rows.empty()) throw Failure(name + " has no vector that can be used.");
  return embeddings;
}

}  // namespace vitrine
