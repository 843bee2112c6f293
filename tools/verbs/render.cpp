// vitrine render: a warehouse becomes a site. Lean: thumbnails and vectors are made by then.
#include "tools/console/words.h"
#include "tools/site/checker.h"
#include "tools/site/publisher.h"
#include "tools/site/site.h"
#include "tools/site/viewer.h"
#include "tools/source/paths.h"
#include "tools/verbs/verbs.h"
#include "tools/warehouse/warehouse.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

void require_apart(const RenderOptions& options, const Warehouse& warehouse) {
  if (lies_in(options.warehouse, options.site)) {
    throw Failure("The warehouse " + options.warehouse.string() +
                  " lies inside the site, which is replaced as a whole: keep it elsewhere.");
  }
  const std::string folder = warehouse.fact("folder");
  if (!folder.empty() && lies_in(folder, options.site)) {
    throw Failure("The pictures in " + folder +
                  " lie inside the site, which is replaced as a whole: name another "
                  "folder for the site.");
  }
}

void list(const std::string& event, const std::string& verb, const std::vector<std::string>& paths, Console& console) {
  for (const std::string& path : paths) console.say(event, verb + " " + path, {{"path", path}});
}

void say_plan(const RenderOptions& options, const Changes& changes, Console& console) {
  list("would_add", "would add", changes.added, console);
  list("would_change", "would change", changes.changed, console);
  list("would_remove", "would remove", changes.removed, console);
  console.say("plan",
              options.site.string() + ": " + counted(changes.added.size(), "file", "files") + " to add, " +
                  grouped(changes.changed.size()) + " to change, " + grouped(changes.removed.size()) + " to remove, " +
                  grouped(changes.unchanged) + " unchanged. Nothing was written.",
              {{"site", options.site.string()},
               {"added", static_cast<std::int64_t>(changes.added.size())},
               {"changed", static_cast<std::int64_t>(changes.changed.size())},
               {"removed", static_cast<std::int64_t>(changes.removed.size())},
               {"unchanged", static_cast<std::int64_t>(changes.unchanged)}});
}

std::uint64_t bytes_of(const Site& site) {
  std::uint64_t bytes = 0;
  for (const SiteFile& file : site.files) bytes += file.bytes;
  return bytes;
}

void say_done(const RenderOptions& options, const Site& site, const Changes& changes, Console& console) {
  const std::uint64_t bytes = bytes_of(site);
  const std::string what = counted(site.manifest.count, "picture", "pictures") + ", " +
                           counted(site.files.size(), "file", "files") + ", " + bytes_text(bytes);
  const std::string how = changes.none() ? " is up to date: " : ": ";
  console.say("rendered", options.site.string() + how + what + ", build " + site.manifest.build + ".",
              {{"site", options.site.string()},
               {"pictures", static_cast<std::int64_t>(site.manifest.count)},
               {"files", static_cast<std::int64_t>(site.files.size())},
               {"bytes", static_cast<std::int64_t>(bytes)},
               {"build", site.manifest.build},
               {"changed", !changes.none()}});
}

void remark(const Site& site, Console& console) {
  if (site.not_analysed > 0) {
    console.warn("not_analysed",
                 counted(site.not_analysed, "picture has", "pictures have") +
                     " no neighbours yet, having no vector or come after the last analysis: vitrine analyse brings "
                     "them in.",
                 {{"pictures", static_cast<std::int64_t>(site.not_analysed)}});
  }
  if (site.manifest.originals != "none") {
    console.warn("originals",
                 "The originals are published as they are, with all metadata that the camera wrote: often the place, "
                 "the time and a serial number.",
                 {{"originals", site.manifest.originals}});
  }
  if (bytes_of(site) > largest_site) {
    console.warn("large",
                 "The site has " + bytes_text(bytes_of(site)) +
                     ", more than GitHub Pages and others take: smaller "
                     "--sizes or --originals none make it smaller.",
                 {{"bytes", static_cast<std::int64_t>(bytes_of(site))}});
  }
}

}  // namespace

ExitCode render(const RenderOptions& options, const CommonOptions& common, Console& console) {
  require_replaceable(options.site);
  const Viewer viewer = open_viewer(options.viewer);
  const Warehouse warehouse(options.warehouse, Warehouse::Mode::read);
  require_apart(options, warehouse);
  const Site site = make_site(warehouse, viewer, {common.jobs, !common.dry_run}, console);
  if (common.dry_run) {
    say_plan(options, compare(options.site, site.files, common.jobs), console);
    return ExitCode::success;
  }
  const Changes changes = publish(options.site, site.files, console, common.jobs);
  remark(site, console);
  say_done(options, site, changes, console);
  return ExitCode::success;
}

void add_render(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("render", "Make a site of a warehouse");
  auto options = std::make_shared<RenderOptions>();
  verb->add_option("WAREHOUSE", options->warehouse, "The warehouse that ingest and analyse filled")->required();
  verb->add_option("-o,--output", options->site, "The site's folder; replaced as a whole")
      ->required()
      ->type_name("SITE");
  verb->add_option("--viewer", options->viewer, "The page's files [beside the program]")->type_name("DIR");
  verb->footer(R"(Examples:
  vitrine render warehouse.db -o site
  vitrine render warehouse.db -o site --dry-run      list what would change)");
  verb->callback([options, &common, &code] {
    Console console(style_of(common));
    code = render(*options, common, console);
  });
}

}  // namespace vitrine
