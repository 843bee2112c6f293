// vitrine serve: look at a site on one's own machine.
#include <signal.h>
#include <unistd.h>

#include <thread>

#include "tools/serve/server.h"
#include "tools/site/entries.h"
#include "tools/verbs/verbs.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

struct ServeOptions {
  fs::path site;
  std::string host = "127.0.0.1";
  int port = 8000;
};

/// Signals that end the server, delivered only to the thread that waits for them.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

ExitCode serve(const ServeOptions& options, Console& console) {
  if (!fs::is_regular_file(options.site / page_name))
    throw Failure(options.site.string() + " is not a site: it has no index.html. Make one with vitrine build.");
  const sigset_t signals = block_ending_signals();
  SiteServer server(options.site);
  const int port = server.listen_on(options.host, options.port);
  const bool bracketed = options.host.find(':') != std::string::npos;
  const std::string address =
      "http://" + (bracketed ? "[" + options.host + "]" : options.host) + ":" + std::to_string(port) + "/";
  std::thread answering([&server] {
    server.run();
    ::kill(::getpid(), SIGTERM);  // it ended by itself: stop waiting
  });
  console.say("serving", options.site.string() + " is at " + address + " (Ctrl-C ends it).",
              {{"site", options.site.string()}, {"address", address}, {"port", std::int64_t{port}}});
  int signal = 0;
  sigwait(&signals, &signal);
  server.stop();
  answering.join();
  console.say("ended", "Ended.");
  return ExitCode::success;
}

}  // namespace

void add_serve(CLI::App& app, CommonOptions& common, ExitCode& code) {
  CLI::App* verb = app.add_subcommand("serve", "Show a site on this machine");
  auto options = std::make_shared<ServeOptions>();
  verb->add_option("SITE", options->site, "The site's folder")->required();
  verb->add_option("--port", options->port, "Port; 0 for any free one [8000]")->check(CLI::Range(0, 65535));
  verb->add_option("--host", options->host, "Address; 0.0.0.0 serves the whole network [127.0.0.1]");
  verb->footer(R"(Examples:
  vitrine serve site
  vitrine serve site --port 0 --json       any free port, told to a program)");
  verb->callback([options, &common, &code] {
    Console console(style_of(common));
    code = serve(*options, console);
  });
}

}  // namespace vitrine
