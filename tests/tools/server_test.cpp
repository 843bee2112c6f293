// A real server on a free port, asked over a plain socket, so that hostile paths arrive as they are written.
#include "tools/serve/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "tests/tools/scratch.h"
#include "tools/console/console.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

struct Reply {
  int status = 0;
  std::string head, body;
  std::string header(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class Served {
 public:
  Served() {
    put_file(scratch_ / "secret.txt", "secret");
    put_file(scratch_ / "site-two/secret.txt", "secret");
    put_file(scratch_ / "site/index.html", "<!doctype html>home");
    put_file(scratch_ / "site/viewer/main.0123abcd.wasm", std::string("\0asm\1\0\0\0", 8));
    put_file(scratch_ / "site/viewer/app.0123abcd.js", "export {};");
    put_file(scratch_ / "site/api/collection.json", "{\"schema\":1}");
    put_file(scratch_ / "site/thumbs/256/abc.webp", "0123456789");
    put_file(scratch_ / "site/a b/index.html", "spaced");
    put_file(scratch_ / "site/.nojekyll", "");
    fs::create_symlink(scratch_ / "secret.txt", scratch_ / "site/leak.txt");
    fs::create_directory_symlink(scratch_ / "", scratch_ / "site/up");
    fs::create_symlink("abc.webp", scratch_ / "site/thumbs/256/inside.webp");
    server_ = std::make_unique<SiteServer>(scratch_ / "site");
    port_ = server_->listen_on("127.0.0.1", 0);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Served() {
    server_->stop();
    thread_.join();
  }

  int port() const { return port_; }

  Reply ask(const std::string& path, const std::string& headers = "", const std::string& method = "GET",
            const std::string& body = "") const {
    return raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n" + body,
               method == "HEAD");
  }

  Reply raw(const std::string& request, bool head_only = false) const {
    const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    CHECK(::send(connection, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
    std::string all;
    char buffer[4096];
    for (ssize_t count = 1; count > 0;) {
      count = ::recv(connection, buffer, sizeof buffer, 0);
      all.append(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    ::close(connection);
    Reply reply;
    const std::size_t end = all.find("\r\n\r\n");
    REQUIRE(end != std::string::npos);
    reply.head = all.substr(0, end + 2);
    reply.body = all.substr(end + 4);
    reply.status = std::stoi(all.substr(9, 3));
    if (head_only) CHECK(reply.body.empty());
    return reply;
  }

 private:
  Scratch scratch_;
  std::unique_ptr<SiteServer> server_;
  std::thread thread_;
  int port_ = 0;
};

}  // namespace

TEST_CASE("Types") {
  const Served served;
  CHECK(served.ask("/").header("Content-Type") == "text/html; charset=utf-8");
  CHECK(served.ask("/").body == "<!doctype html>home");
  CHECK(served.ask("/viewer/main.0123abcd.wasm").header("Content-Type") == "application/wasm");
  CHECK(served.ask("/viewer/main.0123abcd.wasm").body.size() == 8);
  CHECK(served.ask("/viewer/app.0123abcd.js").header("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(served.ask("/api/collection.json").header("Content-Type") == "application/json");
  CHECK(served.ask("/thumbs/256/abc.webp").header("Content-Type") == "image/webp");
  CHECK(served.ask("/").header("X-Content-Type-Options") == "nosniff");
  CHECK(content_type_of("A.JPG") == "image/jpeg");
  CHECK(content_type_of("x.bin") == "application/octet-stream");
  CHECK(content_type_of("x") == "application/octet-stream");
}

TEST_CASE("Names with a hash may be cached for ever, others are validated") {
  const Served served;
  CHECK(served.ask("/viewer/app.0123abcd.js").header("Cache-Control") == "public, max-age=31536000, immutable");
  const Reply manifest = served.ask("/api/collection.json");
  CHECK(manifest.header("Cache-Control") == "no-cache");
  const Reply again = served.ask("/api/collection.json", "If-None-Match: " + manifest.header("ETag") + "\r\n");
  CHECK(again.status == 304);
  CHECK(again.body.empty());
}

TEST_CASE("Ranges") {
  const Served served;
  const auto part = [&](const std::string& range) {
    return served.ask("/thumbs/256/abc.webp", "Range: " + range + "\r\n");
  };
  CHECK(part("bytes=2-4").status == 206);
  CHECK(part("bytes=2-4").body == "234");
  CHECK(part("bytes=2-4").header("Content-Range") == "bytes 2-4/10");
  CHECK(part("bytes=7-").body == "789");
  CHECK(part("bytes=-3").body == "789");
  CHECK(part("bytes=-300").body == "0123456789");
  CHECK(part("bytes=8-99999").body == "89");
  CHECK(part("bytes=8-99999").header("Content-Range") == "bytes 8-9/10");
  CHECK(part("bytes=10-").status == 416);
  CHECK(part("bytes=10-").header("Content-Range") == "bytes */10");
  CHECK(part("bytes=99-120").status == 416);
  CHECK(part("bytes=-0").status == 416);
  CHECK(part("bytes=1-2,4-5").status == 200);  // several: the whole
  CHECK(part("bytes=1-2,4-5").body == "0123456789");
  CHECK(part("bytes=5-2").status >= 400);
  CHECK(part("pages=1-2").status == 416);
  const std::string tag = served.ask("/thumbs/256/abc.webp").header("ETag");
  CHECK(served.ask("/thumbs/256/abc.webp", "Range: bytes=0-0\r\nIf-Range: " + tag + "\r\n").status == 206);
  CHECK(served.ask("/thumbs/256/abc.webp", "Range: bytes=0-0\r\nIf-Range: \"other\"\r\n").status == 200);
}

TEST_CASE("HEAD says what GET would, without a body") {
  const Served served;
  const Reply head = served.ask("/thumbs/256/abc.webp", "", "HEAD");
  CHECK(head.status == 200);
  CHECK(head.header("Content-Length") == "10");
  CHECK(served.ask("/nothing", "", "HEAD").status == 404);
}

TEST_CASE("No path leaves the folder") {
  const Served served;
  for (const char* path :
       {"/../secret.txt", "/thumbs/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
        "/thumbs/%2e%2e/%2e%2e/secret.txt", "//../secret.txt", "/leak.txt", "/up/secret.txt", "/up/site-two/secret.txt",
        "/../site-two/secret.txt", "/%252e%252e/secret.txt", "/..\\secret.txt", "/index.html%00.txt",
        "/%u002e%u002e/secret.txt", "/./../secret.txt", "/thumbs/..", "/.."}) {
    CAPTURE(path);
    const Reply reply = served.ask(path);
    CHECK(reply.status == 404);
    CHECK(reply.body.find("secret") == std::string::npos);
  }
  for (const char* target : {"../secret.txt", "http://x/../secret.txt", "*", "secret.txt"}) {
    CAPTURE(target);
    CHECK(served.ask(target).body.find("secret\n") == std::string::npos);
    CHECK(served.ask(target).body != "secret");
  }
}

TEST_CASE("A link that stays inside is followed; encoded names are found") {
  const Served served;
  CHECK(served.ask("/thumbs/256/inside.webp").body == "0123456789");
  CHECK(served.ask("/a%20b/").body == "spaced");
  CHECK(served.ask("//index.html").status == 200);
}

TEST_CASE("A folder leads to its page, relative, and one without says so") {
  const Served served;
  const Reply reply = served.ask("/a%20b");
  CHECK(reply.status == 301);
  CHECK(reply.header("Location") == "./a%20b/");
  CHECK(served.ask("//thumbs").header("Location") == "./thumbs/");
  CHECK(served.ask("/thumbs/").status == 404);
}

TEST_CASE("An empty file is an empty answer") {
  const Served served;
  const Reply reply = served.ask("/.nojekyll");
  CHECK(reply.status == 200);
  CHECK(reply.body.empty());
  CHECK(reply.header("Content-Length") == "0");
}

TEST_CASE("What is not there or not allowed is a sentence") {
  const Served served;
  CHECK(served.ask("/nothing").status == 404);
  CHECK(served.ask("/nothing").body == "There is nothing of that name in this site.\n");
  const Reply post = served.ask("/", "Content-Length: 5\r\n", "POST", "hello");
  CHECK(post.status == 405);
  CHECK(post.header("Allow") == "GET, HEAD");
  CHECK(served.ask("/" + std::string(7000, 'a')).status == 404);
  CHECK(served.ask("/" + std::string(20000, 'a')).status == 414);
}

TEST_CASE("A busy port is a sentence") {
  const Served served;
  const Scratch scratch;
  put_file(scratch / "site/index.html", "x");
  SiteServer second(scratch / "site");
  CHECK_THROWS_WITH_AS(second.listen_on("127.0.0.1", served.port()), doctest::Contains("is in use by another program"),
                       Failure);
  SiteServer third(scratch / "site");
  CHECK_THROWS_AS(third.listen_on("203.0.113.7", 0), Failure);
}

TEST_CASE("Many connections at once") {
  const Served served;
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 32; ++i)
    threads.emplace_back([&] { good += served.ask("/thumbs/256/abc.webp").body == "0123456789" ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  CHECK(good == 32);
}
