#include "tools/module/module.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstring>

#include "core/build.h"

namespace vitrine {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<fs::path>& folders) {
  std::string text;
  for (const fs::path& folder : folders) text += (text.empty() ? "" : " or ") + folder.string();
  return text;
}

/// The shared library that dlerror() misses ("libvips.so.42: cannot open shared object file: ..."); "" if another
/// error.
std::string missing_library(const std::string& error) {
  const auto end = error.find(": cannot open shared object file");
  return end == std::string::npos ? "" : error.substr(0, end);
}

std::string opening_error(const ModuleDescription& description, const fs::path& file, const std::string& error) {
  const std::string head = "The " + description.name + " module cannot be opened: ";
  const std::string purpose = " It would have " + description.purpose + ".";
  const std::string library = missing_library(error);
  if (library.empty() || library == file.string())
    return head + file.string() + " is not a module (" + error + ")." + purpose + " Build or install Vitrine again.";
  const auto known = std::find_if(description.libraries.begin(), description.libraries.end(), [&](const auto& entry) {
    return library.compare(0, entry.first.size(), entry.first) == 0;
  });
  const std::string remedy = known == description.libraries.end() ? " Install the package that brings " + library + "."
                                                                  : " Install Debian's package " + known->second + ".";
  return head + "it needs " + library + ", which was not found." + purpose + remedy;
}

}  // namespace

std::vector<fs::path> module_folders() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path folder = program.parent_path();
  return {folder, folder.parent_path() / "lib" / "vitrine"};
}

Module::Module(ModuleDescription description, std::vector<fs::path> folders)
    : description_(std::move(description)), folders_(std::move(folders)) {}

void* Module::load() const {
  const std::string file_name = "libvitrine-" + description_.name + ".so";
  const auto folder = std::find_if(folders_.begin(), folders_.end(), [&](const fs::path& candidate) {
    std::error_code error;
    return fs::exists(candidate / file_name, error);
  });
  if (folder == folders_.end()) {
    throw ModuleMissing("The " + description_.name + " module was not found: there is no " + file_name + " in " +
                        joined(folders_) + ". It would have " + description_.purpose + ". Install Debian's " +
                        description_.development + " and build Vitrine again.");
  }
  const fs::path file = *folder / file_name;
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throw ModuleMissing(opening_error(description_, file, dlerror()));

  using BuildFunction = const char*();
  auto* build = reinterpret_cast<BuildFunction*>(dlsym(handle, (description_.name + "_build").c_str()));
  const std::string found = build == nullptr ? "does not say which" : build();
  if (found == build_id) return handle;
  dlclose(handle);
  throw ModuleMissing("The " + description_.name + " module belongs to another build: " + file.string() + " says '" +
                      found + "', this program is '" + build_id + "'. It would have " + description_.purpose +
                      ". Build or install Vitrine again.");
}

void* Module::open() {
  std::promise<void*> promise;
  std::shared_future<void*> opening;
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = !opening_.valid();
    if (first) opening_ = promise.get_future().share();
    opening = opening_;
  }
  if (first) {
    try {
      promise.set_value(load());
    } catch (...) {
      // Forget the failed opening before its callers get the error, so that a retry opens again.
      const std::lock_guard lock(mutex_);
      opening_ = {};
      promise.set_exception(std::current_exception());
    }
  }
  return opening.get();
}

void* Module::symbol(const std::string& name) {
  void* found = dlsym(open(), name.c_str());
  if (found != nullptr) return found;
  throw Failure("The " + description_.name + " module has no function " + name + ". Build or install Vitrine again.");
}

}  // namespace vitrine
