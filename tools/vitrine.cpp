// The command line: one subcommand for each verb (tools/verbs). A failure becomes a sentence and an exit code.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>

#include "tools/source/files.h"
#include "tools/verbs/verbs.h"

namespace {

using vitrine::CommonOptions;
using vitrine::Console;
using vitrine::ExitCode;

constexpr const char* footer = R"(Begin with:
  vitrine sample Pictures               240 sample pictures, if you have none of your own
  vitrine build Pictures -o site        a folder of pictures becomes a site
  vitrine serve site                    look at it
  vitrine VERB --help                   what a verb takes, with examples

Exit codes:
  0  done
  1  could not be done; the sentence says why
  2  the command line is wrong
  3  done, but some input was skipped (ingest, build) or something was found (check))";

void add_common_options(CLI::App& app, CommonOptions& common) {
  for (CLI::App* verb : app.get_subcommands({})) {
    const std::string& name = verb->get_name();
    auto* quiet = verb->add_flag("--quiet", common.quiet, "Print warnings and errors only");
    verb->add_flag("--json", common.json, "Print JSON, one object a line")->excludes(quiet);
    if (name == "serve" || name == "check" || name == "info" || name == "spotlight") continue;
    verb->add_flag("--dry-run", common.dry_run, "Write nothing, print what would be written");
    verb->add_option("--jobs", common.jobs, "How many cores to use [all]")
        ->check(CLI::Range(0U, 1024U))
        ->type_name("N");
  }
}

ExitCode fail(const CommonOptions& common, const std::string& sentence, ExitCode code) {
  Console(style_of(common))
      .warn("failed", sentence, {{"message", sentence}, {"code", static_cast<std::int64_t>(code)}});
  return code;
}

ExitCode run(int argc, char** argv, CommonOptions& common) {
  ExitCode code = ExitCode::success;
  CLI::App app{"Makes a folder of pictures into a static site that anyone can open in a browser.", "vitrine"};
  app.set_version_flag("--version", "vitrine " VITRINE_VERSION);
  app.require_subcommand(1);
  app.footer(footer);
  app.get_formatter()->column_width(34);
  vitrine::add_build(app, common, code);
  vitrine::add_ingest(app, common, code);
  vitrine::add_analyse(app, common, code);
  vitrine::add_spotlight(app, common, code);
  vitrine::add_calendar(app, common, code);
  vitrine::add_render(app, common, code);
  vitrine::add_serve(app, common, code);
  vitrine::add_check(app, common, code);
  vitrine::add_info(app, common, code);
  vitrine::add_sample(app, common, code);
  add_common_options(app, common);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ExitCode::success : ExitCode::usage;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  CommonOptions common;
  ExitCode code = ExitCode::failed;
  try {
    code = run(argc, argv, common);
  } catch (const vitrine::Failure& failure) {
    code = fail(common, failure.what(), failure.code);
  } catch (const std::bad_alloc&) {
    code = fail(common, "There is not enough memory for this.", ExitCode::failed);
  } catch (const std::filesystem::filesystem_error& error) {
    code = fail(common, error.path1().string() + " cannot be used" + vitrine::why(error.code()), ExitCode::failed);
  } catch (const std::exception& error) {
    code = fail(common,
                std::string("An error that vitrine did not expect: ") + error.what() +
                    ". Please report it, with the command that was run.",
                ExitCode::failed);
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    code = fail(common, "Standard output is full or closed: not all output could be written.", ExitCode::failed);
  return static_cast<int>(code);
}
