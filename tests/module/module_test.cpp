#include "tools/module/module.h"

#include <dlfcn.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/boundary.h"
#include "tools/console/console.h"

using namespace vitrine;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "vitrine-module-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path); }
};

/// Makes the folder look as if `what` had been installed there. Each good copy is a file of its own, so that the
/// loader cannot mistake it for one that is open already.
void install(const fs::path& folder, const std::string& what) {
  const fs::path file = folder / "libvitrine-probe.so";
  fs::remove(file);
  if (what == "good") fs::copy_file(PROBE_GOOD, file);
  if (what == "other build") fs::copy_file(PROBE_OTHER, file);
  if (what == "broken") std::ofstream(file) << "<!doctype html><title>404</title>";
  if (what == "other kind") std::ofstream(file) << std::string("\0asm\1\0\0\0", 8);
}

struct Outcome {
  bool open = false;
  std::string sentence;
};

Outcome call(Module& module) {
  try {
    return {module.function<int()>("probe_answer")() == 42, ""};
  } catch (const Failure& failure) {
    return {false, failure.what()};
  }
}

std::vector<Outcome> call_at_once(Module& module, std::size_t callers) {
  std::vector<Outcome> outcomes(callers);
  std::vector<std::thread> threads;
  std::atomic<std::size_t> ready = 0;
  for (Outcome& outcome : outcomes) {
    threads.emplace_back([&] {
      ++ready;
      while (ready < callers) std::this_thread::yield();
      outcome = call(module);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return outcomes;
}

nlohmann::json table() {
  std::ifstream file(MODULE_CASES);
  return nlohmann::json::parse(file);
}

}  // namespace

TEST_CASE("the table of the openers") {
  const nlohmann::json cases = table();
  REQUIRE(cases.at("cases").size() > 5);
  for (const auto& entry : cases.at("cases")) {
    const auto name = entry.at("name").get<std::string>();
    CAPTURE(name);
    const Folder folder;
    Module module({cases.at("module"), cases.at("purpose"), "libprobe-dev", {}}, {folder.path});
    for (const auto& step : entry.at("steps")) {
      CAPTURE(step.dump());
      install(folder.path, step.at("there"));
      const auto expected = step.at("expect").get<std::string>();
      for (const Outcome& outcome : call_at_once(module, step.at("callers"))) {
        CAPTURE(outcome.sentence);
        CHECK(outcome.open == (expected == "open"));
        if (expected == "open") continue;
        for (const auto& words : cases.at("says").at(expected))
          CHECK(outcome.sentence.find(words.get<std::string>()) != std::string::npos);
      }
    }
  }
}

TEST_CASE("a failure behind the boundary is a sentence, each thread's own") {
  const Folder folder;
  install(folder.path, "good");
  Module module({"probe", "answered", "libprobe-dev", {}}, {folder.path});
  auto* add = module.function<int(const int*, int, int*)>("probe_add");
  auto* open = module.function<const int*(int)>("probe_open");
  int sum = 0;
  CHECK(add(nullptr, 0, &sum) == VITRINE_FAILED);
  CHECK(module.error() == "There is nothing to add: 1 number at least is expected.");
  std::thread([&] {
    CHECK(open(1) == nullptr);
    CHECK(module.error() == "Only 42 can be opened.");
  }).join();
  CHECK(module.error() == "There is nothing to add: 1 number at least is expected.");
  CHECK(add(open(42), 1, &sum) == VITRINE_DONE);
  CHECK(sum == 42);
}

TEST_CASE("a sentence that is too long is cut between two characters") {
  std::string sentence(510, 'a');
  CHECK(failed(sentence + "ä") == VITRINE_FAILED);
  CHECK(boundary_error == sentence);
  CHECK(static_cast<const int*>(failed(sentence + "b")) == nullptr);
  CHECK(boundary_error == sentence + "b");
}

TEST_CASE("nothing is opened before the first call") {
  const Folder folder;
  install(folder.path, "good");
  Module module({"probe", "answered", "libprobe-dev", {}}, {folder.path});
  const std::string file = (folder.path / "libvitrine-probe.so").string();
  CHECK(dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD) == nullptr);
  CHECK(call(module).open);
  CHECK(dlopen(file.c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr);
}

TEST_CASE("the folders are searched in order") {
  const Folder first;
  const Folder second;
  install(second.path, "good");
  Module module({"probe", "answered", "libprobe-dev", {}}, {first.path, second.path});
  CHECK(call(module).open);
}

TEST_CASE("a missing module names the package it is built with") {
  const Folder folder;
  Module module({"probe", "answered", "libprobe-dev", {}}, {folder.path});
  CHECK(call(module).sentence ==
        "The probe module was not found: there is no libvitrine-probe.so in " + folder.path.string() +
            ". It would have answered. Install Debian's libprobe-dev and build Vitrine again.");
}

TEST_CASE("a missing shared library is named with its package") {
  const Folder folder;
  fs::copy_file(PROBE_NEEDY, folder.path / "libvitrine-probe.so");
  Module module(
      {"probe", "answered", "libprobe-dev", {{"libother.so", "other"}, {"libneeded-by-probe.so", "libneeded1"}}},
      {folder.path});
  CHECK(call(module).sentence ==
        "The probe module cannot be opened: it needs libneeded-by-probe.so, which was not found. It would have "
        "answered. Install Debian's package libneeded1.");
}

TEST_CASE("a function that is not there is a sentence") {
  const Folder folder;
  install(folder.path, "good");
  Module module({"probe", "answered", "libprobe-dev", {}}, {folder.path});
  CHECK_THROWS_WITH_AS(module.function<int()>("probe_question"),
                       "The probe module has no function probe_question. Build or install Vitrine again.", Failure);
}

TEST_CASE("modules lie beside the program or in ../lib/vitrine") {
  const auto folders = module_folders();
  REQUIRE(folders.size() == 2);
  CHECK(fs::exists(folders[0] / "test-module"));
  CHECK(folders[1] == folders[0].parent_path() / "lib" / "vitrine");
}
