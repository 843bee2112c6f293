// vitrine check: whether a site is complete and as it was published.
#include "tools/console/words.h"
#include "tools/site/checker.h"
#include "tools/verbs/verbs.h"

namespace vitrine {
namespace {

void say_finding(const Finding& finding, Console& console) {
  const JsonFields fields = {{"kind", name_of(finding.kind)}, {"path", finding.path}, {"message", finding.sentence}};
  if (console.style() == Console::Style::quiet)
    console.warn("finding", finding.sentence, fields);
  else
    console.say("finding", finding.sentence, fields);
}

ExitCode check(const std::filesystem::path& site, Console& console) {
  const SiteCheck result = check_site(site, console);
  for (const Finding& finding : result.findings) say_finding(finding, console);
  const std::string what = counted(result.files, "file", "files") + ", " + bytes_text(result.bytes);
  const std::string verdict =
      result.findings.empty() ? "all as published." : counted(result.findings.size(), "finding", "findings") + ".";
  console.say("checked", site.string() + ": " + what + ": " + verdict,
              {{"site", site.string()},
               {"files", static_cast<std::int64_t>(result.files)},
               {"bytes", static_cast<std::int64_t>(result.bytes)},
               {"findings", static_cast<std::int64_t>(result.findings.size())}});
  return result.findings.empty() ? ExitCode::success : ExitCode::incomplete;
}

}  // namespace

void add_check(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("check", "Check that a site is complete and as it was published");
  auto site = std::make_shared<std::filesystem::path>();
  verb->add_option("SITE", *site, "The site's folder")->required();
  verb->footer(R"(Each finding is a line: a document that cannot be read or does not fit, a file that is missing,
changed or stray, a site above a gigabyte. The exit code is 3 when there is one.

Examples:
  vitrine check site
  vitrine check site --json | grep '"kind":"missing"')");
  verb->callback([site, &common, &code] {
    Console console(style_of(common));
    code = check(*site, console);
  });
}

}  // namespace vitrine
