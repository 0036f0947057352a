#include "weights/formats/BesideFile.h"
#include "files/RegularFile.h"
#include "weights/formats/MappedFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace gnet {

namespace {

bool staysInside(llvm::StringRef name) {
  namespace path = llvm::sys::path;
  return !name.empty() && !name.contains('\0') && !path::is_absolute(name) &&
         !llvm::is_contained(
             llvm::make_range(path::begin(name), path::end(name)), "..");
}

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
open(const std::string &owner, llvm::StringRef name,
     std::vector<std::string> *opened) {
  if (!staysInside(name))
    return llvm::createStringError(
        owner + ": it keeps data in " + printable(name) +
        ", which is not in its folder or one below: move the file there and "
        "name it so");
  llvm::SmallString<256> path = llvm::sys::path::parent_path(owner);
  llvm::sys::path::append(path, name);
  const auto fail = [&](const llvm::Twine &problem) {
    return llvm::createStringError(owner + ": it keeps data in " +
                                   printable(path) + ", " + problem);
  };
  auto bytes = readRegularFile(path);
  if (!bytes)
    return fail("which cannot be read: " + llvm::toString(bytes.takeError()) +
                "; put it beside the file that names it");
  if (opened)
    opened->push_back(path.str().str());
  return std::move(*bytes);
}

} // namespace

OpenBeside besideOf(llvm::StringRef path,
                    std::shared_ptr<std::vector<std::string>> opened) {
  return [owner = path.str(), opened = std::move(opened)](
             llvm::StringRef name) { return open(owner, name, opened.get()); };
}

} // namespace gnet
