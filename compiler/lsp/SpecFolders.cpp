#include "lsp/SpecFolders.h"

#include <algorithm>
#include <filesystem>

namespace gnet {

namespace {

namespace fs = std::filesystem;

/// Somebody's home may be open as a folder; an answer is wanted soon.
constexpr int maxEntries = 20000;

void addSpecs(const fs::path &folder, std::vector<std::string> &specs) {
  std::error_code failure;
  auto options = fs::directory_options::skip_permission_denied;
  fs::recursive_directory_iterator it(folder, options, failure), end;
  for (int seen = 0; !failure && it != end && seen < maxEntries; ++seen) {
    std::error_code unknown; // Of an entry that is gone meanwhile.
    if (it->is_directory(unknown)) {
      if (it->path().filename().string().starts_with('.'))
        it.disable_recursion_pending();
    } else if (it->path().extension() == ".gn" &&
               it->is_regular_file(unknown)) {
      specs.push_back(it->path().lexically_normal().string());
    }
    it.increment(failure);
  }
}

} // namespace

std::vector<std::string> specsIn(const std::vector<std::string> &folders) {
  std::vector<std::string> specs;
  for (const std::string &folder : folders)
    addSpecs(folder, specs);
  std::sort(specs.begin(), specs.end());
  specs.erase(std::unique(specs.begin(), specs.end()), specs.end());
  return specs;
}

} // namespace gnet
