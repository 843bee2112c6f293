// vitrine build: ingest, analyse and render in one.
#include "tools/module/module.h"
#include "tools/site/publisher.h"
#include "tools/site/viewer.h"
#include "tools/source/paths.h"
#include "tools/verbs/verbs.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

struct BuildOptions {
  IngestOptions ingest;
  AnalyseOptions analyse;
  RenderOptions render;
};

// "site" and "site/" keep theirs in "site.warehouse.db".
fs::path warehouse_beside(const fs::path& site) {
  const fs::path place = fs::absolute(site).lexically_normal();
  fs::path file = place.has_filename() ? site : site.parent_path();
  if (!file.has_filename() || file.filename() == "." || file.filename() == "..")
    throw Failure("\"" + site.string() + "\" has no name for the warehouse: name it with --warehouse FILE.");
  return file += ".warehouse.db";
}

void require_outside(const fs::path& place, const fs::path& folder, const std::string& what) {
  if (lies_in(place, folder)) {
    throw Failure("The " + what + " " + place.string() + " would lie inside " + folder.string() +
                  ", where its thumbnails would be taken for pictures next time: choose a place outside.");
  }
}

// Errors of the options are found before the pictures are read.
void check_beforehand(const BuildOptions& options) {
  require_replaceable(options.render.site);
  require_outside(options.render.site, options.ingest.folder, "site");
  require_outside(options.ingest.warehouse, options.ingest.folder, "warehouse");
  open_viewer(options.render.viewer);
}

ExitCode build(BuildOptions options, const CommonOptions& common, Console& console) {
  if (options.ingest.warehouse.empty()) options.ingest.warehouse = warehouse_beside(options.render.site);
  options.analyse.warehouse = options.render.warehouse = options.ingest.warehouse;
  check_beforehand(options);
  const ExitCode read = ingest(options.ingest, common, console);
  if (common.dry_run && !fs::exists(options.ingest.warehouse)) {
    console.say("plan", "The site would then be made in " + options.render.site.string() + ". Nothing was written.",
                {{"site", options.render.site.string()}});
    return read;
  }
  try {
    analyse(options.analyse, common, console);
  } catch (const ModuleMissing& missing) {
    console.warn("not_analysed", std::string(missing.what()) + " The site is made without it.",
                 {{"message", missing.what()}});
  }
  const ExitCode updated = update_calendar(options.analyse, common, console);
  const ExitCode made = render(options.render, common, console);
  if (made != ExitCode::success) return made;
  return read == ExitCode::success ? updated : read;
}

}  // namespace

void add_build(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("build", "Make a site of a folder of pictures");
  auto options = std::make_shared<BuildOptions>();
  add_ingest_options(*verb, options->ingest, "SITE.warehouse.db beside the site");
  add_analyse_options(*verb, options->analyse);
  verb->add_option("-o,--output", options->render.site, "The site's folder; replaced as a whole")
      ->required()
      ->type_name("SITE");
  verb->add_option("--viewer", options->render.viewer, "The page's files [beside the program]")->type_name("DIR");
  verb->footer(R"(Examples:
  vitrine build Pictures -o site
  vitrine build Pictures -o site --title "A summer" --credit "Ann Other" --license CC-BY-4.0
  vitrine build Pictures -o site --embeddings clip.npy --model "CLIP ViT-B/32" -k 40
  vitrine build Pictures -o site --originals link    publish the files themselves too

A second run reads only what changed.)");
  verb->callback([options, &common, &code] {
    Console console(style_of(common));
    code = build(*options, common, console);
  });
}

}  // namespace vitrine
