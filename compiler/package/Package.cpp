//===- Package.cpp - A network as a folder that applications build with ---===//
#include "package/Package.h"
#include "package/Interface.h"
#include "package/Libraries.h"
#include "package/Manifest.h"
#include "package/SignalHold.h"
#include "package/StagedDirectory.h"
#include "package/WriteFile.h"
#include "llvm/Support/FileSystem.h"

namespace fs = llvm::sys::fs;

namespace gnet {
namespace {

/// A package has a share/<name>/manifest.json.
bool isPackage(llvm::StringRef folder) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder + "/share", failed), end;
       entry != end && !failed; entry.increment(failed))
    if (fs::exists(entry->path() + "/manifest.json"))
      return true;
  return false;
}

llvm::Error createFolders(llvm::StringRef root, llvm::StringRef name) {
  for (llvm::StringRef folder :
       {"/include", "/lib/cmake/", "/lib/pkgconfig", "/share/"}) {
    llvm::StringRef last = folder.ends_with("/") ? name : "";
    if (std::error_code failed = fs::create_directories(
            root + folder + last, /*IgnoreExisting=*/true, fs::all_all))
      return llvm::createFileError(root + folder + last, failed);
  }
  return llvm::Error::success();
}

/// Everything but the libraries and the headers; the manifest last, as it has
/// the other files' digests.
llvm::Error writeShare(const PackageContents &contents, llvm::StringRef root) {
  const std::string &name = contents.network.name;
  const std::string share = (root + "/share/" + name).str();
  if (contents.weights)
    if (llvm::Error error =
            writeFile(share + "/weights.safetensors", *contents.weights))
      return error;
  if (llvm::Error error = writeFile(share + "/summary.txt", contents.summary))
    return error;
  auto manifest = manifestOf(contents, root);
  if (!manifest)
    return manifest.takeError();
  return writeFile(manifestPath(root, name), *manifest);
}

llvm::Error fill(const PackageContents &contents,
                 const Installation &installation, const std::string &root) {
  const std::string &name = contents.network.name;
  if (llvm::Error error = createFolders(root, name))
    return error;
  if (llvm::Error error = writeInterface(contents, installation, root))
    return error;
  if (llvm::Error error =
          writeLibraries(name, contents.parts, installation, root + "/lib"))
    return error;
  return writeShare(contents, root);
}

} // namespace

llvm::Error writePackage(const PackageContents &contents,
                         llvm::StringRef directory,
                         llvm::StringRef executable) {
  if (llvm::Error error = checkPackageName(contents.network.name))
    return error;
  auto installation = findInstallation(executable, contents.parts);
  if (!installation)
    return installation.takeError();
  SignalHold hold;
  auto staged = StagedDirectory::create(directory, isPackage);
  if (!staged)
    return staged.takeError();
  if (llvm::Error error = fill(contents, *installation, staged->path()))
    return error;
  return staged->publish();
}

} // namespace gnet
