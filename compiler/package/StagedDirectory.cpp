//===- StagedDirectory.cpp - A folder that appears when it is whole -------===//
#include "package/StagedDirectory.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <utility>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace gnet {
namespace {

/// Absolute, without a trailing separator, and where it is a link, what the
/// link leads to: a rename would put the folder in the link's place.
llvm::Expected<std::string> resolve(llvm::StringRef destination) {
  llvm::SmallString<256> resolved(destination);
  if (std::error_code failed = fs::make_absolute(resolved))
    return llvm::createFileError(destination, failed);
  path::remove_dots(resolved, /*remove_dot_dot=*/false);
  llvm::SmallString<256> real;
  if (!fs::real_path(resolved, real))
    return real.str().str();
  return resolved.str().str();
}

/// Empty, or with empty folders: build tools make those of what they expect.
bool hasNoFile(llvm::StringRef folder) {
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, failed,
                                         /*follow_symlinks=*/false);
  for (fs::recursive_directory_iterator end; entry != end && !failed;
       entry.increment(failed))
    if (entry->type() != fs::file_type::directory_file)
      return false;
  return !failed;
}

llvm::Error
checkReplaceable(llvm::StringRef destination,
                 llvm::function_ref<bool(llvm::StringRef)> mayReplace) {
  if (!fs::exists(destination))
    return llvm::Error::success();
  if (!fs::is_directory(destination))
    return llvm::createStringError(destination + " exists and is not a folder");
  if (hasNoFile(destination) || mayReplace(destination))
    return llvm::Error::success();
  return llvm::createStringError(
      destination + " exists and is not a package of gnetc: it is left as it "
                    "is; choose another folder with -o");
}

/// A name beside `destination` that nothing has yet.
std::string nameBeside(llvm::StringRef destination) {
  llvm::SmallString<256> model(path::parent_path(destination));
  path::append(model, "." + path::filename(destination) + ".%%%%%%%%");
  llvm::SmallString<256> name;
  fs::createUniquePath(model, name, /*MakeAbsolute=*/false);
  return name.str().str();
}

} // namespace

llvm::Expected<StagedDirectory>
StagedDirectory::create(llvm::StringRef destination,
                        llvm::function_ref<bool(llvm::StringRef)> mayReplace) {
  auto resolved = resolve(destination);
  if (!resolved)
    return resolved.takeError();
  if (llvm::Error error = checkReplaceable(*resolved, mayReplace))
    return error;
  llvm::StringRef parent = path::parent_path(*resolved);
  if (std::error_code failed =
          fs::create_directories(parent, /*IgnoreExisting=*/true, fs::all_all))
    return llvm::createFileError(parent, failed);
  std::string staging = nameBeside(*resolved);
  if (std::error_code failed =
          fs::create_directory(staging, /*IgnoreExisting=*/false, fs::all_all))
    return llvm::createFileError(staging, failed);
  return StagedDirectory(std::move(*resolved), std::move(staging));
}

StagedDirectory::StagedDirectory(StagedDirectory &&other) noexcept
    : destination(std::move(other.destination)),
      staging(std::exchange(other.staging, {})) {}

StagedDirectory::~StagedDirectory() {
  if (!staging.empty() && fs::remove_directories(staging))
    llvm::errs() << "gnetc: warning: " << staging << " cannot be removed\n";
}

llvm::Error StagedDirectory::publish() {
  std::string old;
  if (fs::exists(destination)) {
    old = nameBeside(destination);
    if (std::error_code failed = fs::rename(destination, old))
      return llvm::createFileError(destination, failed);
  }
  if (std::error_code failed = fs::rename(staging, destination)) {
    if (!old.empty() && fs::rename(old, destination))
      return llvm::createStringError("what was at " + destination +
                                     " is now at " + old);
    return llvm::createFileError(destination, failed);
  }
  staging.clear();
  if (old.empty())
    return llvm::Error::success();
  if (std::error_code failed = fs::remove_directories(old))
    return llvm::createFileError(old, failed);
  return llvm::Error::success();
}

} // namespace gnet
