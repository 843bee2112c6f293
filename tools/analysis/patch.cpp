#include "tools/analysis/patch.h"

#include <algorithm>
#include <set>

#include "core/documents/table.h"
#include "tools/console/console.h"
#include "tools/published/curation_rows.h"
#include "tools/source/files.h"

namespace vitrine {
namespace {

class Check {
 public:
  Check(std::string name, const std::vector<ImageRecord>& images) : name_(std::move(name)) {
    for (const ImageRecord& image : images) known_.insert(image.id);
  }

  void header(const CurationPatch& patch, const std::string& collection) const {
    if (patch.collection != collection) {
      fail("\"collection\": this warehouse is the collection \"" + collection + "\", the patch is for \"" +
           patch.collection + "\"");
    }
    if (!(patch.threshold >= 0.9F && patch.threshold <= 1.0F))
      fail("\"threshold\": a number from 0.9 to 1 expected, found " + std::to_string(patch.threshold));
    if (!linkage_of(patch.linkage))
      fail("\"linkage\": single, complete or representative expected, found \"" + patch.linkage + "\"");
  }

  void sets(const std::vector<PictureSet>& apart) const {
    std::set<std::string> seen;
    for (std::size_t set = 0; set < apart.size(); ++set) {
      for (const std::string& id : apart[set].pictures)
        if (!seen.insert(id).second)
          fail("\"apart\"[" + std::to_string(set) + "]: the picture \"" + id + "\" is in two sets");
    }
  }

  void names(const std::vector<ClusterName>& names) const {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i].name.empty()) fail("\"names\"[" + std::to_string(i) + "]: a name expected, found an empty text");
  }

  /// False for an id that is not known, which is then listed.
  bool knows(const std::string& id, std::vector<std::string>& unknown) const {
    if (known_.count(id) > 0) return true;
    if (std::find(unknown.begin(), unknown.end(), id) == unknown.end()) unknown.push_back(id);
    return false;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const { throw Failure(name_ + ": " + what + "."); }

  std::string name_;
  std::set<std::string> known_;
};

}  // namespace

ReadPatch read_patch(const std::filesystem::path& file, const std::string& collection,
                     const std::vector<ImageRecord>& images) {
  auto patch = read<CurationPatch>(read_file(file), file.string());
  if (!patch) throw Failure(patch.error().message + ".");
  ReadPatch answer{std::move(*patch), {}};
  const Check check(file.string(), images);
  check.header(answer.patch, collection);
  check.sets(answer.patch.apart);
  check.names(answer.patch.names);
  const auto is_unknown = [&](const std::string& id) { return !check.knows(id, answer.unknown); };
  std::erase_if(answer.patch.masters, is_unknown);
  std::erase_if(answer.patch.keep, is_unknown);
  for (PictureSet& set : answer.patch.apart) std::erase_if(set.pictures, is_unknown);
  std::erase_if(answer.patch.names, [&](const ClusterName& one) { return is_unknown(one.picture); });
  return answer;
}

}  // namespace vitrine
