// The owner's vectors: the picture of each row of an .npy file, and which rows are unusable.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "tools/source/npy.h"
#include "tools/warehouse/records.h"

namespace vitrine {

struct Embeddings {
  Vectors vectors;                   // of unit length
  std::vector<std::string> remarks;  // sentences: rows that are missing, and why
};

/// The ids of a text file, one a line. Throws Failure: unreadable, an id twice.
std::vector<std::string> read_ids(const std::filesystem::path& file);

/// Throws Failure when a matrix of this shape cannot be the vectors of `count` pictures. `name` is the file's, `owners`
/// says in sentences what there is one of for each row ("rows of metadata.csv").
void require_fit(const MatrixShape& shape, std::size_t count, const std::string& name, const std::string& owners);

/// Row i of the matrix belongs to ids[i]; `rows` gives the warehouse row of an id. All-zero rows, rows with a number
/// that is not finite, and ids that are unknown are reported and left out. Throws Failure like require_fit.
Embeddings assign_embeddings(const Matrix& matrix, const std::vector<std::string>& ids,
                             const std::unordered_map<std::string, std::int64_t>& rows, const std::string& name,
                             const std::string& owners);

}  // namespace vitrine
