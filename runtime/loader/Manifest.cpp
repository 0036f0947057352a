#include "loader/Manifest.h"
#include "loader/Error.h"

#include <filesystem>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>
#include <vector>

namespace gnet {

namespace {

constexpr uint64_t maxBytes = 1 << 20;
constexpr int maxDepth = 64;

/// LLVM's parser calls itself for what is nested; its stack must hold it.
/// Counts brackets in strings, too: no manifest has many.
bool isShallow(llvm::StringRef text) {
  int depth = 0, deepest = 0;
  for (char c : text) {
    depth += (c == '[' || c == '{') - (c == ']' || c == '}');
    deepest = std::max(deepest, depth);
  }
  return deepest <= maxDepth;
}

llvm::Expected<std::string> findManifest(const std::string &folder) {
  std::vector<std::string> found;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(folder + "/share", problem),
       end;
       !problem && entry != end; entry.increment(problem)) {
    std::string path = entry->path().string() + "/manifest.json";
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path, ignored))
      found.push_back(path);
  }
  if (found.size() == 1)
    return found.front();
  if (found.empty())
    return fail("{} is no package: it has no share/NAME/manifest.json", folder);
  return fail("{} holds {} packages: it must be one", folder, found.size());
}

bool isIdentifier(llvm::StringRef name) {
  return !name.empty() && name.find_if_not([](char c) {
    return llvm::isAlnum(c) || c == '_';
  }) == llvm::StringRef::npos;
}

} // namespace

llvm::Expected<std::string> parseManifest(llvm::StringRef text) {
  if (text.size() > maxBytes || !isShallow(text))
    return fail("it is no manifest: it is too large");
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (!value)
    return value.takeError();
  const llvm::json::Object *manifest = value->getAsObject();
  std::optional<llvm::StringRef> name =
      manifest ? manifest->getString("name") : std::nullopt;
  if (!name || !isIdentifier(*name))
    return fail("it names no network");
  return name->str();
}

llvm::Expected<std::string> packageName(const std::string &folder) {
  llvm::Expected<std::string> path = findManifest(folder);
  if (!path)
    return path.takeError();
  auto file = llvm::MemoryBuffer::getFile(*path);
  if (!file)
    return fail("cannot read {}: {}", *path, file.getError().message());
  llvm::Expected<std::string> name = parseManifest((*file)->getBuffer());
  if (!name)
    return fail("{}: {}", *path, llvm::toString(name.takeError()));
  return name;
}

} // namespace gnet
