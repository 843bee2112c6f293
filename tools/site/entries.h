// What stands at the top of a site, listed once: what makes, publishes and checks sites goes by it. Whatever else is
// there belongs to others (.git, CNAME ...).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

inline constexpr std::string_view page_name = "index.html";
inline constexpr std::string_view viewer_folder = "viewer";
inline constexpr std::string_view documents_folder = "api";  // core/documents/table.h
inline constexpr std::string_view data_folder = "data";
inline constexpr std::string_view thumbnails_folder = "thumbs";
inline constexpr std::string_view originals_folder = "originals";
inline constexpr std::string_view robots_name = "robots.txt";
inline constexpr std::string_view no_jekyll_name = ".nojekyll";  // hosts that run Jekyll would hide files
inline constexpr std::string_view marker_name = "vitrine-site.json";

struct SiteEntry {
  std::string_view name;
  bool listed;  // the manifest, or a list that it leads to, names its files with size and hash
};

inline constexpr std::array<SiteEntry, 9> site_entries = {{{page_name, true},
                                                           {viewer_folder, true},
                                                           {documents_folder, true},
                                                           {data_folder, true},
                                                           {thumbnails_folder, true},
                                                           {originals_folder, true},
                                                           {robots_name, false},
                                                           {no_jekyll_name, false},
                                                           {marker_name, false}}};

/// Whether `top_name`, without folders, is one of them.
constexpr bool is_site_entry(std::string_view top_name) {
  for (const SiteEntry& entry : site_entries)
    if (entry.name == top_name) return true;
  return false;
}

/// A path below one of the folders: below(data_folder, "layout.bin") == "data/layout.bin".
inline std::string below(std::string_view folder, std::string_view path) {
  return std::string(folder) + "/" + std::string(path);
}

/// "thumbs/256/3fa9c1d2.webp"
inline std::string thumbnail_path(std::uint32_t size, std::string_view key) {
  return below(thumbnails_folder, std::to_string(size) + "/" + std::string(key) + ".webp");
}

}  // namespace vitrine
