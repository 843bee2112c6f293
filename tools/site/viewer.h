// The viewer: the page's files as the wasm build bundled them (build/wasm/viewer, or share/vitrine/viewer where it
// is installed). viewer.json there names scripts, styles, main module, modules and template (ViewerParts in
// core/documents/documents.h); all of its viewer/ is published as it is.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/documents/documents.h"

namespace vitrine {

struct Viewer {
  std::filesystem::path folder;
  ViewerParts parts;
  std::string page;                // the HTML template (first_screen.h)
  std::vector<std::string> files;  // all below viewer/, sorted: "viewer/app.1a2b3c4d.js" ...
};

/// Opens the viewer in `folder`; empty: ../share/vitrine/viewer, then ../wasm/viewer, from the running program.
/// Throws Failure when there is none or it is not complete.
Viewer open_viewer(const std::filesystem::path& folder);

}  // namespace vitrine
