#include "tools/serve/server.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <string_view>
#include <thread>

#include "core/documents/table.h"
#include "tools/console/console.h"
#include "tools/source/paths.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t threads = 24;  // a browser keeps six connections open; several pages may be
constexpr std::size_t portion = 1U << 16U;

struct Type {
  std::string_view extension, type;
};

constexpr std::array<Type, 24> types = {{{".html", "text/html; charset=utf-8"},
                                         {".js", "text/javascript; charset=utf-8"},
                                         {".mjs", "text/javascript; charset=utf-8"},
                                         {".css", "text/css; charset=utf-8"},
                                         {".json", "application/json"},
                                         {".webmanifest", "application/manifest+json"},
                                         {".wasm", "application/wasm"},
                                         {".webp", "image/webp"},
                                         {".jpg", "image/jpeg"},
                                         {".jpeg", "image/jpeg"},
                                         {".png", "image/png"},
                                         {".gif", "image/gif"},
                                         {".avif", "image/avif"},
                                         {".heic", "image/heic"},
                                         {".heif", "image/heif"},
                                         {".tif", "image/tiff"},
                                         {".tiff", "image/tiff"},
                                         {".svg", "image/svg+xml"},
                                         {".ico", "image/x-icon"},
                                         {".woff2", "font/woff2"},
                                         {".txt", "text/plain; charset=utf-8"},
                                         {".csv", "text/csv; charset=utf-8"},
                                         {".xml", "application/xml"},
                                         {".pdf", "application/pdf"}}};

/// A file that stays open while it is sent.
class OpenFile {
 public:
  explicit OpenFile(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    regular_ = descriptor_ >= 0 && ::fstat(descriptor_, &status_) == 0 && S_ISREG(status_.st_mode);
  }
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_regular() const { return regular_; }
  std::size_t size() const { return static_cast<std::size_t>(status_.st_size); }
  std::string tag() const {
    return "\"" + std::to_string(status_.st_size) + "-" + std::to_string(status_.st_mtim.tv_sec) + "-" +
           std::to_string(status_.st_mtim.tv_nsec) + "\"";
  }
  bool send(std::size_t offset, std::size_t length, httplib::DataSink& sink) const {
    std::array<char, portion> buffer;
    const ssize_t count =
        ::pread(descriptor_, buffer.data(), std::min(length, buffer.size()), static_cast<off_t>(offset));
    return count > 0 && sink.write(buffer.data(), static_cast<std::size_t>(count));
  }

 private:
  int descriptor_;
  struct stat status_ {};
  bool regular_ = false;
};

// The file or folder a request's (decoded) path names; nothing for one that leaves the folder or is not there.
std::optional<fs::path> place_of(const std::string& path, const fs::path& root) {
  if (path.empty() || path.front() != '/' || path.find('\0') != std::string::npos) return std::nullopt;
  const fs::path wanted = fs::path(
      path.substr(path.find_first_not_of('/') == std::string::npos ? path.size() : path.find_first_not_of('/')));
  for (const fs::path& name : wanted)
    if (name == "..") return std::nullopt;
  std::error_code error;
  const fs::path real = fs::canonical(root / wanted, error);
  return !error && is_below(real, root) ? std::optional<fs::path>(real) : std::nullopt;
}

std::string encoded(const std::string& name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      text += c;
    } else {
      text += '%';
      text += "0123456789ABCDEF"[byte >> 4U];
      text += "0123456789ABCDEF"[byte & 15U];
    }
  }
  return text;
}

void answer(httplib::Response& response, int status, const std::string& sentence) {
  response.status = status;
  response.set_content(sentence + "\n", "text/plain; charset=utf-8");
}

// httplib 0.11 neither clamps a range to the file nor refuses one beyond its end. One range inside the file is kept;
// of several none is, which HTTP allows. False: no part of the file was asked for.
bool fit_ranges(httplib::Ranges& ranges, std::size_t size) {
  if (ranges.size() != 1) {
    ranges.clear();
    return true;
  }
  auto& [first, last] = ranges.front();
  const auto length = static_cast<ssize_t>(size);
  if (first < 0) {  // a suffix range: the last bytes
    first = std::max<ssize_t>(0, length - std::max<ssize_t>(0, last));
    last = length - 1;
  }
  last = last < 0 ? length - 1 : std::min(last, length - 1);
  return first <= last;
}

}  // namespace

struct SiteServer::State {
  httplib::Server server;
  fs::path root;
  std::atomic<bool> ended{false};

  // The request is httplib's own variable, not const there; only the handlers see it so.
  void get(httplib::Request& request, httplib::Response& response) const {
    const std::optional<fs::path> place = place_of(request.path, root);
    if (!place) return answer(response, 404, "There is nothing of that name in this site.");
    if (!fs::is_directory(*place)) return send(*place, request, response);
    if (request.path.back() != '/') {  // so that relative addresses hold
      response.status = 301;
      response.set_header("Location", "./" + encoded(fs::path(request.path).filename().string()) + "/");
      return;
    }
    const std::optional<fs::path> index = place_of(request.path + "index.html", root);
    if (!index) return answer(response, 404, "This folder has no page of its own.");
    send(*index, request, response);
  }

  static void send(const fs::path& file, httplib::Request& request, httplib::Response& response) {
    const auto open = std::make_shared<OpenFile>(file);
    if (!open->is_regular()) return answer(response, 404, "This cannot be read as a file.");
    response.set_header("ETag", open->tag());
    const std::string name = file.filename().string();
    response.set_header("Cache-Control",
                        logical_path(name) == name ? "no-cache" : "public, max-age=31536000, immutable");
    if (request.get_header_value("If-None-Match") == open->tag()) {
      response.status = 304;
      return;
    }
    if (request.has_header("If-Range") && request.get_header_value("If-Range") != open->tag()) request.ranges.clear();
    const bool asked = !request.ranges.empty();
    if (!fit_ranges(request.ranges, open->size()) && asked) {
      request.ranges.clear();
      response.set_header("Content-Range", "bytes */" + std::to_string(open->size()));
      return answer(response, 416,
                    "The file has " + std::to_string(open->size()) + " bytes: no part of it was asked for.");
    }
    response.set_header("Accept-Ranges", "bytes");
    if (open->size() == 0) {
      response.set_content("", content_type_of(file));
      return;
    }
    response.set_content_provider(open->size(), content_type_of(file),
                                  [open](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                    return open->send(offset, length, sink);
                                  });
  }
};

std::string content_type_of(const fs::path& file) {
  const std::string extension = extension_of(file);
  for (const Type& type : types)
    if (type.extension == extension) return std::string(type.type);
  return "application/octet-stream";
}

SiteServer::SiteServer(const fs::path& folder) : state_(std::make_unique<State>()) {
  state_->root = fs::canonical(folder);
  httplib::Server& server = state_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_timeout(2);  // seconds; stopping waits for idle connections
  server.set_payload_max_length(1U << 16U);
  server.set_default_headers({{"X-Content-Type-Options", "nosniff"}});
  // httplib's own choice, SO_REUSEPORT, would let two servers share a port.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  // Before routing, which would run a regular expression over the path.
  server.set_pre_routing_handler([state = state_.get()](const httplib::Request& request, httplib::Response& response) {
    if (request.method != "GET" && request.method != "HEAD")
      return httplib::Server::HandlerResponse::Unhandled;  // its body is read, then the error handler answers
    state->get(const_cast<httplib::Request&>(request), response);
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_error_handler([](const httplib::Request& request, httplib::Response& response) {
    if (!response.body.empty()) return;
    if (response.status == 404 && request.method != "GET" && request.method != "HEAD") {
      response.set_header("Allow", "GET, HEAD");
      return answer(response, 405, "A site can only be read.");
    }
    answer(response, response.status, "The request cannot be understood.");
  });
}

SiteServer::~SiteServer() = default;

int SiteServer::listen_on(const std::string& host, int port) {
  errno = 0;
  const int taken =
      port == 0 ? state_->server.bind_to_any_port(host) : (state_->server.bind_to_port(host, port) ? port : -1);
  if (taken > 0) return taken;
  if (errno == EADDRINUSE) {
    throw Failure("Port " + std::to_string(port) + " on " + host +
                  " is in use by another program: choose another with --port, or --port 0 for any free one.");
  }
  if (errno == EACCES) {
    throw Failure("Port " + std::to_string(port) +
                  " may not be taken by this user: choose one above 1023 with --port.");
  }
  throw Failure("\"" + host + "\" is not an address of this machine: choose one with --host, such as 127.0.0.1.");
}

void SiteServer::run() {
  state_->server.listen_after_bind();
  state_->ended = true;
}

void SiteServer::stop() {
  while (!state_->server.is_running() && !state_->ended)  // httplib ignores a stop that comes before it runs
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->server.stop();
}

}  // namespace vitrine
