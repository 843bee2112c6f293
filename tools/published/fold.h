// Folding of text for search, as web/fold.js folds what a visitor types; tests/fold.tsv holds both to one table.
// Compatibility decomposition (NFKD), marks removed, case folded; letters and numbers make words, everything
// else parts them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// The words of a text, folded, in their order: "Élan, d'été" gives "elan", "d", "ete". Bytes that are not UTF-8
/// part words.
std::vector<std::string> folded_words(std::string_view text);

/// The same with one space between.
std::string fold(std::string_view text);

}  // namespace vitrine
