// Opens one of the command line's modules when it is first needed. The contract is that of
// web/module.js, and tests/module/cases.json holds both to it: opened on the first call; later calls find it
// open; concurrent callers share one opening; a failed opening is a sentence and can be tried again.
//
// Module "spotlight" is the file libvitrine-spotlight.so, beside the program (build tree) or in ../lib/vitrine
// (installed). It exports C functions that fail as core/boundary.h says.
#pragma once

#include <filesystem>
#include <future>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "tools/console/console.h"

namespace vitrine {

/// The module is not there, is of another build or cannot be opened here: what needs it cannot be done, everything else
/// can.
class ModuleMissing : public Failure {
 public:
  using Failure::Failure;
};

struct ModuleDescription {
  std::string name;         // "spotlight"
  std::string purpose;      // completes "It would have ...": "grouped the pictures into clusters"
  std::string development;  // Debian packages without which Vitrine is built without it: "libeigen3-dev"
  /// Shared libraries it loads, by the beginning of their file name, and the Debian package that brings each:
  /// {"libvips.so", "libvips42"}.
  std::vector<std::pair<std::string, std::string>> libraries;
};

/// Where modules of the running program are looked for, in this order.
std::vector<std::filesystem::path> module_folders();

class Module {
 public:
  explicit Module(ModuleDescription description, std::vector<std::filesystem::path> folders = module_folders());

  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  /// The exported function `name`, as F* (F is a function type). Opens the module if it is not open. Throws Failure
  /// (ModuleMissing when it cannot be opened).
  template <class F>
  F* function(const std::string& name) {
    return reinterpret_cast<F*>(symbol(name));
  }

  /// What the module says of the calling thread's last failure.
  std::string error() { return function<const char*()>(description_.name + "_error")(); }

 private:
  void* symbol(const std::string& name);
  void* open();
  void* load() const;

  ModuleDescription description_;
  std::vector<std::filesystem::path> folders_;
  std::mutex mutex_;
  std::shared_future<void*> opening_;  // invalid: not tried yet, or failed
};

}  // namespace vitrine
