// Serves one folder over HTTP on one's own machine: content types, ranges, validators. No path leaves the folder:
// not by "..", not encoded, not through a symbolic link.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace vitrine {

/// "application/wasm" for main.wasm; "application/octet-stream" for what is not known.
std::string content_type_of(const std::filesystem::path& file);

class SiteServer {
 public:
  explicit SiteServer(const std::filesystem::path& folder);
  ~SiteServer();

  /// Takes a port (0: any free one) and returns it. Throws Failure when it is busy or the host is not ours.
  int listen_on(const std::string& host, int port);
  /// Answers until stop(), which any thread may call. REQUIRES: listen_on was called.
  void run();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine
