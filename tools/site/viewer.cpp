#include "tools/site/viewer.h"

#include <algorithm>
#include <utility>

#include "core/documents/table.h"
#include "tools/console/console.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr const char* how_to_get = " Build it with \"tools/build wasm\", or name another one with --viewer.";

fs::path default_folder() {
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path();
  const fs::path installed = program / "../share/vitrine/viewer";
  const fs::path built = program / "../wasm/viewer";
  for (const fs::path& folder : {installed, built})
    if (fs::exists(folder / "viewer.json")) return fs::canonical(folder);
  throw Failure("The viewer (the page's own files) was not found in " + installed.lexically_normal().string() +
                " nor in " + built.lexically_normal().string() + "." + how_to_get);
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "viewer"))
    if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder).generic_string());
  std::sort(files.begin(), files.end());
  return files;
}

void require_file(const Viewer& viewer, const std::string& role, const std::string& file) {
  if (!std::binary_search(viewer.files.begin(), viewer.files.end(), file)) {
    throw Failure("The viewer in " + viewer.folder.string() + " is not complete: its " + role + " \"" + file +
                  "\" is missing." + how_to_get);
  }
}

}  // namespace

Viewer open_viewer(const fs::path& folder) {
  Viewer viewer;
  viewer.folder = folder.empty() ? default_folder() : folder;
  const fs::path list = viewer.folder / "viewer.json";
  if (!fs::is_regular_file(list) || !fs::is_directory(viewer.folder / "viewer")) {
    throw Failure("There is no viewer in " + viewer.folder.string() + ": viewer.json and viewer/ are expected." +
                  how_to_get);
  }
  Result<ViewerParts> parts = read<ViewerParts>(read_file(list), list.string());
  if (!parts) throw Failure(parts.error().message + "." + how_to_get);
  viewer.parts = std::move(*parts);
  viewer.files = files_below(viewer.folder);
  require_file(viewer, "script", viewer.parts.script);
  require_file(viewer, "style", viewer.parts.style);
  require_file(viewer, "late script", viewer.parts.late_script);
  require_file(viewer, "late style", viewer.parts.late_style);
  require_file(viewer, "main module", viewer.parts.core);
  for (const ModuleEntry& module : viewer.parts.modules) require_file(viewer, module.name + " module", module.path);
  viewer.page = read_file(viewer.folder / viewer.parts.page_template);
  return viewer;
}

}  // namespace vitrine
