// vitrine ingest, run after run, on pictures made here.
#include <doctest/doctest.h>

#include <signal.h>    // kill
#include <sys/stat.h>  // utimensat
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // fork

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "tests/tools/folder.h"
#include "tests/tools/pictures.h"
#include "tests/tools/sentence.h"
#include "tools/ingest/reader.h"
#include "tools/verbs/verbs.h"
#include "tools/warehouse/warehouse.h"

using namespace vitrine;

namespace {

namespace fs = std::filesystem;

/// A picture folder, a warehouse outside it, and the verb between them.
struct Bench {
  TemporaryFolder place;
  IngestOptions options;
  CommonOptions common;

  Bench() {
    options.folder = place.path / "pictures";
    options.warehouse = place.path / "out" / "w.db";
    options.sizes = {64, 160};
    common.quiet = true;
    common.jobs = 2;
    fs::create_directories(options.folder);
    const PictureReader reader;  // starts libvips, which the tests use to make pictures
  }

  fs::path file(const std::string& name) const { return options.folder / name; }
  void picture(const std::string& name, unsigned seed) const {
    save(plain_colour(200, 100, static_cast<int>(seed * 37 % 200), 90, 120, seed), file(name),
         "p" + file(name).extension().string());
  }
  void text(const std::string& name, const std::string& content) const { write_bytes(file(name), content); }

  ExitCode run() {
    Console console(Console::Style::quiet);
    return ingest(options, common, console);
  }
  std::map<std::string, ImageRecord> images() const {
    std::map<std::string, ImageRecord> by_id;
    for (ImageRecord& image : Warehouse(options.warehouse, Warehouse::Mode::read).images())
      by_id.emplace(image.id, image);
    return by_id;
  }
  Warehouse warehouse() const { return Warehouse(options.warehouse, Warehouse::Mode::read); }
  std::string skipped_reason(const std::string& name) const {
    for (const SkippedFile& skipped : warehouse().skipped())
      if (skipped.file == name) return skipped.reason;
    return "";
  }
};

/// When each thumbnail was written: a second run that decodes nothing leaves them as they are.
std::map<std::string, fs::file_time_type> thumbnails_of(const Bench& bench) {
  std::map<std::string, fs::file_time_type> times;
  for (const auto& entry : fs::recursive_directory_iterator(bench.place.path / "out" / "w.thumbs"))
    if (entry.is_regular_file()) times.emplace(entry.path().string(), entry.last_write_time());
  return times;
}

/// Everything the warehouse says of its images, but for what changes with the folder's place.
std::string summary(const Bench& bench) {
  std::string text;
  const Warehouse warehouse = bench.warehouse();
  for (const ImageRecord& image : warehouse.images()) {
    text += std::to_string(image.row) + " " + image.id + " " + image.key + " " + image.file + " " + image.sha256 + " " +
            to_text(image.taken_at) + " " + std::to_string(static_cast<int>(image.presence)) + " ";
    if (image.features) text += std::to_string(image.features->brightness) + std::to_string(image.features->colour);
    text += "\n";
  }
  for (const float value : warehouse.vectors().values) text += std::to_string(value) + " ";
  return text;
}

}  // namespace

TEST_CASE("a folder without metadata: ids are paths, thumbnails and features are there") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("sub/月の出 🌒.png", 2);
  bench.text("notes.txt", "not a picture");
  CHECK(bench.run() == ExitCode::success);
  const auto images = bench.images();
  REQUIRE(images.size() == 2);
  const ImageRecord& image = images.at("sub/月の出 🌒.png");
  CHECK(image.presence == Presence::here);
  CHECK(image.width == 200);
  CHECK(image.key.size() == 8);
  REQUIRE(image.features);
  CHECK(!image.features->colours.empty());
  const Warehouse warehouse = bench.warehouse();
  for (const std::uint32_t size : {64U, 160U}) CHECK(fs::file_size(warehouse.thumbnail(size, image.sha256)) > 50);
  CHECK(warehouse.vectors().rows.size() == 2);
  CHECK(warehouse.fact("title") == "pictures");
  CHECK(warehouse.fact("sizes") == "64,160");
  CHECK(warehouse.fact("originals") == "none");
  CHECK(warehouse.fact("collection_id").size() == 16);
  CHECK(fs::path(warehouse.fact("folder")) == bench.options.folder);
}

TEST_CASE("metadata: placeholders, held-back columns, facts, settings under flags") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("extra.jpg", 2);
  bench.text("metadata.csv",
             "id,file,title,taken_at,category,gps\n"
             "one,a.jpg,Sea,2024-05-01T10:00:00+02:00,Water,47.1\n"
             "two,,Elsewhere,1889,Sky,47.2\n"
             "three,lost.jpg,Lost,,Sky,\n");
  bench.text("vitrine.json", R"({"title":"From the file","credit":"Archive","sizes":[32,64]})");
  bench.options.sizes.clear();
  bench.options.title = "From the flag";
  bench.options.originals = "link";
  CHECK(bench.run() == ExitCode::success);
  const auto images = bench.images();
  REQUIRE(images.size() == 4);
  CHECK(images.at("one").title == "Sea");
  CHECK(to_text(images.at("one").taken_at) == "2024-05-01T10:00:00+02:00");
  CHECK(images.at("two").presence == Presence::none);
  CHECK(images.at("three").presence == Presence::none);
  CHECK(images.at("extra.jpg").presence == Presence::here);
  const Warehouse warehouse = bench.warehouse();
  CHECK(warehouse.fact("title") == "From the flag");
  CHECK(warehouse.fact("credit") == "Archive");
  CHECK(warehouse.fact("sizes") == "32,64");
  CHECK(warehouse.fact("originals") == "link");
  for (const ColumnRecord& column : warehouse.columns()) CHECK(column.published == (column.name != "gps"));
}

TEST_CASE("what is unchanged is not read again; what was touched is not decoded again") {
  Bench bench;
  for (const char* name : {"a.jpg", "b.jpg"}) bench.picture(name, static_cast<unsigned>(name[0]));
  CHECK(bench.run() == ExitCode::success);
  const std::string first = summary(bench);
  const auto thumbnails = thumbnails_of(bench);
  CHECK(thumbnails.size() == 4);

  // The same size and time, other bytes: skipped, and found by --verify.
  const auto time = fs::last_write_time(bench.file("a.jpg"));
  std::string bytes = bytes_of(bench.file("a.jpg"));
  bytes[15] = static_cast<char>(bytes[15] ^ 1);  // JFIF's density: the same picture, another content
  write_bytes(bench.file("a.jpg"), bytes);
  fs::last_write_time(bench.file("a.jpg"), time);
  CHECK(bench.run() == ExitCode::success);
  CHECK((summary(bench) == first));
  bench.options.verify = true;
  CHECK(bench.run() == ExitCode::success);
  CHECK((summary(bench) != first));
  bench.options.verify = false;

  // A fresh checkout: other times, the same content.
  const std::string before = summary(bench);
  const auto decoded = thumbnails_of(bench);
  fs::last_write_time(bench.file("b.jpg"), fs::file_time_type::clock::now() + std::chrono::hours(1));
  bench.run();
  CHECK((summary(bench) == before));
  CHECK((thumbnails_of(bench) == decoded));

  // A thumbnail that is missing is made again, and so is a new size.
  fs::remove(bench.warehouse().thumbnail(64, bench.images().at("b.jpg").sha256));
  bench.options.sizes = {64, 100, 160};
  bench.run();
  CHECK(fs::exists(bench.warehouse().thumbnail(64, bench.images().at("b.jpg").sha256)));
  CHECK(fs::exists(bench.warehouse().thumbnail(100, bench.images().at("b.jpg").sha256)));
}

TEST_CASE("what an earlier vitrine did not measure is measured") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.run();
  const VisualFeatures features = *bench.images().at("a.jpg").features;
  CHECK(std::isfinite(features.focus_x));
  for (float VisualFeatures::*missing : {&VisualFeatures::sharpness, &VisualFeatures::focus_x}) {
    ImageRecord image = bench.images().at("a.jpg");
    (*image.features).*missing = missing_number;
    Warehouse(bench.options.warehouse, Warehouse::Mode::write).put(image);
    CHECK(bench.run() == ExitCode::success);
    CHECK((*bench.images().at("a.jpg").features).*missing == features.*missing);
  }
}

TEST_CASE("changed content keeps row, id and key, and drops what it looked like") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.run();
  const ImageRecord before = bench.images().at("a.jpg");
  bench.picture("a.jpg", 99);
  CHECK(bench.run() == ExitCode::success);
  const ImageRecord after = bench.images().at("a.jpg");
  CHECK(after.row == before.row);
  CHECK(after.key == before.key);
  CHECK(after.sha256 != before.sha256);
  CHECK(after.features->colour != before.features->colour);
  CHECK(!fs::exists(bench.warehouse().thumbnail(64, before.sha256)));
  CHECK(thumbnails_of(bench).size() == 2);
}

TEST_CASE("files that change places take what was measured with them") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("b.png", 99);
  bench.run();
  const auto descriptor_of = [&](const std::string& id) {
    return bench.warehouse().descriptor(bench.images().at(id).row);
  };
  const std::vector<float> a = descriptor_of("a.jpg"), b = descriptor_of("b.png");
  REQUIRE(a != b);
  fs::rename(bench.file("a.jpg"), bench.file("c"));
  fs::rename(bench.file("b.png"), bench.file("a.jpg"));
  fs::rename(bench.file("c"), bench.file("b.png"));
  CHECK(bench.run() == ExitCode::success);
  CHECK(descriptor_of("a.jpg") == b);
  CHECK(descriptor_of("b.png") == a);
}

TEST_CASE("a moved picture keeps its row; a vanished one is kept, marked, and may come back") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("b.jpg", 2);
  bench.picture("c.jpg", 3);
  bench.run();
  const auto before = bench.images();
  const auto thumbnails = thumbnails_of(bench);

  fs::create_directories(bench.file("new place"));
  fs::rename(bench.file("a.jpg"), bench.file("new place/renamed.jpg"));
  fs::rename(bench.file("b.jpg"), bench.place.path / "away.jpg");
  CHECK(bench.run() == ExitCode::success);
  auto after = bench.images();
  REQUIRE(after.size() == 3);
  CHECK(after.at("a.jpg").row == before.at("a.jpg").row);
  CHECK(after.at("a.jpg").key == before.at("a.jpg").key);
  CHECK(after.at("a.jpg").file == "new place/renamed.jpg");
  CHECK(after.at("a.jpg").presence == Presence::here);
  CHECK(after.at("b.jpg").presence == Presence::vanished);
  CHECK(bench.warehouse().published().size() == 2);
  CHECK((thumbnails_of(bench) == thumbnails));

  // Another picture at the old place is another image.
  bench.picture("a.jpg", 4);
  fs::rename(bench.place.path / "away.jpg", bench.file("b.jpg"));
  CHECK(bench.run() == ExitCode::success);
  after = bench.images();
  REQUIRE(after.size() == 4);
  CHECK(after.at("a.jpg").file == "new place/renamed.jpg");
  CHECK(after.at("a.jpg (2)").file == "a.jpg");
  CHECK(after.at("b.jpg").presence == Presence::here);
  CHECK(after.at("b.jpg").row == before.at("b.jpg").row);
}

TEST_CASE("with metadata: a row follows its id wherever its file goes; one whose file vanished leaves the site") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("b.jpg", 2);
  bench.text("metadata.csv", "id,file,title\none,a.jpg,A\ntwo,b.jpg,B\n");
  bench.run();
  const auto before = bench.images();
  fs::rename(bench.file("a.jpg"), bench.file("z.jpg"));
  fs::remove(bench.file("b.jpg"));
  bench.text("metadata.csv", "id,file,title\none,z.jpg,New title\ntwo,b.jpg,B\n");
  CHECK(bench.run() == ExitCode::success);
  const auto after = bench.images();
  REQUIRE(after.size() == 2);
  CHECK(after.at("one").row == before.at("one").row);
  CHECK(after.at("one").title == "New title");
  CHECK(after.at("one").file == "z.jpg");
  CHECK(after.at("two").presence == Presence::vanished);
}

TEST_CASE("broken files are listed with their reasons, the rest goes on, the exit code says so") {
  Bench bench;
  bench.picture("good.jpg", 1);
  bench.picture("cut.jpg", 2);
  const std::string bytes = bytes_of(bench.file("cut.jpg"));
  bench.text("cut.jpg", bytes.substr(0, bytes.size() / 2));
  bench.text("empty.png", "");
  bench.text("words.jpg", "these are words");
  bench.picture("really-png.jpg", 3);
  save(plain_colour(50, 50, 1, 2, 3, 5), bench.file("really-png.jpg"), "x.png");
  fs::create_symlink("nowhere", bench.file("link.jpg"));
  CHECK(bench.run() == ExitCode::incomplete);
  CHECK(bench.images().size() == 2);
  CHECK(holds(bench.skipped_reason("cut.jpg"), "cut short"));
  CHECK(holds(bench.skipped_reason("empty.png"), "empty"));
  CHECK(holds(bench.skipped_reason("words.jpg"), "no JPEG"));
  CHECK(holds(bench.skipped_reason("link.jpg"), "nowhere"));
  bench.options.keep_going = true;
  CHECK(bench.run() == ExitCode::success);

  // Named by metadata: a placeholder. Repaired: a picture again.
  bench.text("metadata.csv", "id,file,title\nx,cut.jpg,Cut\n");
  bench.run();
  CHECK(bench.images().at("x").presence == Presence::none);
  bench.text("cut.jpg", bytes);
  bench.run();
  CHECK(bench.images().at("x").presence == Presence::here);
  CHECK(bench.images().at("x").file == "cut.jpg");

  // A picture that breaks leaves the site; its row is kept.
  bench.text("good.jpg", "no more");
  bench.run();
  CHECK(bench.images().at("good.jpg").presence == Presence::vanished);
  CHECK(bench.images().at("good.jpg").features);
  bench.run();  // and it does not come back while it is broken
  CHECK(bench.images().at("good.jpg").presence == Presence::vanished);
}

TEST_CASE("embeddings: by row of the metadata, by ids, refused when they do not fit, forgotten when gone") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.picture("b.jpg", 2);
  bench.text("metadata.csv", "id,file\none,a.jpg\ntwo,b.jpg\n");
  const auto npy = [&](const std::string& name, int rows, const std::vector<float>& values) {
    const std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " +
                               std::to_string(values.size() / static_cast<std::size_t>(rows)) + "), }\n";
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size());
    bytes += '\0';
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * 4);
    bench.text(name, bytes);
  };
  npy("embeddings.npy", 3, {1, 0, 0, 1, 1, 1});
  CHECK(holds(sentence_of([&] { bench.run(); }), "3 rows, but there are 2"));
  CHECK(!fs::exists(bench.options.warehouse));  // before any picture is read
  npy("embeddings.npy", 2, {3, 0, 4, 0, 0, 0});
  bench.options.model = "three numbers";
  CHECK(bench.run() == ExitCode::success);
  CHECK(bench.warehouse().vectors().model == "three numbers");
  CHECK(bench.warehouse().vectors().rows.size() == 1);  // the second is all zero
  CHECK(bench.warehouse().vectors().values[0] == doctest::Approx(0.6));

  write_bytes(bench.place.path / "ids.txt", "two\none\n");
  bench.options.ids = bench.place.path / "ids.txt";
  CHECK(bench.run() == ExitCode::success);
  CHECK(bench.warehouse().vectors().rows == std::vector<std::int64_t>{bench.images().at("two").row});

  fs::remove(bench.file("embeddings.npy"));
  bench.options.ids.clear();
  CHECK(bench.run() == ExitCode::success);
  CHECK(bench.warehouse().vectors().model == "vitrine-descriptor-1");
}

TEST_CASE("what cannot be done is a sentence, and changes nothing") {
  Bench bench;
  CHECK(holds(sentence_of([&] { bench.run(); }), "no pictures"));
  bench.picture("a.jpg", 1);
  bench.run();
  const std::string before = summary(bench);
  bench.text("metadata.csv", "id,file\nx,a.jpg\nx,\n");
  CHECK(holds(sentence_of([&] { bench.run(); }), "unique"));
  bench.text("metadata.csv", "id,file\nx,a.jpg\n");
  bench.text("vitrine.json", "{\"title\":1}");
  CHECK(holds(sentence_of([&] { bench.run(); }), "vitrine.json"));
  fs::remove(bench.file("vitrine.json"));
  bench.options.sizes = {4};
  CHECK(holds(sentence_of([&] { bench.run(); }), "16 and 8192"));
  bench.options.sizes = {64};
  bench.options.folder = bench.place.path / "none";
  CHECK(holds(sentence_of([&] { bench.run(); }), "not a folder"));
  CHECK((summary(bench) == before));
}

TEST_CASE("--dry-run writes nothing") {
  Bench bench;
  bench.picture("a.jpg", 1);
  bench.common.dry_run = true;
  CHECK(bench.run() == ExitCode::success);
  CHECK(!fs::exists(bench.place.path / "out"));
}

TEST_CASE("a warehouse, its thumbnails and a site inside the folder are not taken for pictures") {
  Bench bench;
  bench.options.warehouse = bench.file("w.db");
  bench.picture("a.jpg", 1);
  bench.text("site/vitrine-site.json", "{}");
  bench.picture("site/thumbs/x.webp", 2);
  bench.run();
  bench.run();
  CHECK(bench.images().size() == 1);
}

TEST_CASE("two folders of the same pictures make the same warehouse, whatever the jobs") {
  std::string summaries[2];
  for (int i = 0; i < 2; ++i) {
    Bench bench;
    bench.common.jobs = i == 0 ? 1 : 4;
    for (unsigned seed = 1; seed <= 20; ++seed) bench.picture("p" + std::to_string(seed) + ".jpg", seed);
    bench.run();
    summaries[i] = summary(bench) + bench.warehouse().fact("collection_id");
  }
  CHECK((summaries[0] == summaries[1]));
}

TEST_CASE("killed at any moment, it is completed by the next run") {
  Bench reference, bench;
  for (unsigned seed = 1; seed <= 60; ++seed)
    for (const Bench* each : {&reference, &bench}) each->picture("p" + std::to_string(seed) + ".jpg", seed);
  reference.run();
  const std::string expected = summary(reference);

  int killed = 0;
  for (const int after_ms : {15, 60, 150, 300, 20, 100}) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // A program of its own: libvips' threads do not survive a fork.
      execl(INGEST_CHILD, INGEST_CHILD, bench.options.folder.c_str(), bench.options.warehouse.c_str(), nullptr);
      _exit(127);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(after_ms));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    if (WIFSIGNALED(status)) ++killed;
    REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
  }
  CHECK(killed > 0);
  CHECK(bench.run() == ExitCode::success);
  CHECK((summary(bench) == expected));
  // Nothing half written is left, and no thumbnail is cut short.
  const auto thumbnails = thumbnails_of(bench);
  CHECK(thumbnails.size() == 120);
  for (const auto& [file, time] : thumbnails) {
    const std::string bytes = bytes_of(file);
    CHECK(bytes.substr(0, 4) == "RIFF");
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + 4, 4);
    CHECK(length + 8 == bytes.size());
  }
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(bench.place.path / "out"))
    names.insert(entry.path().filename().string());
  CHECK(names == std::set<std::string>{"w.db", "w.thumbs"});
}
