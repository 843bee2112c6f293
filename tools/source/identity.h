// Identity of a picture: ids as the owner gives them, keys as addresses carry them.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "tools/source/metadata.h"

namespace vitrine {

/// The column that identifies a row: the one asked for, else "id", else the first called "*_id" whose texts are
/// all there and all different; none otherwise. Throws Failure when the one asked for is not there.
std::optional<std::size_t> id_column(const Metadata& metadata, const std::string& wanted);

/// Keys of one collection: 8 base64url characters of SHA-256(id). They are file names too, so two that differ only
/// in case are one; the second id then takes the next 8 characters of its hash.
class Keys {
 public:
  /// A key that is in use.
  void reserve(const std::string& key);
  /// A free key for this id; it is in use from now on.
  std::string take(const std::string& id);

 private:
  std::set<std::string> taken_;  // in lower case
};

}  // namespace vitrine
