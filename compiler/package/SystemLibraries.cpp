//===- SystemLibraries.cpp - The C library that packages are linked with --===//
#include "package/SystemLibraries.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include <cfenv>
#include <dlfcn.h>
#include <gnu/libc-version.h>

namespace gnet {
namespace {

using Paths = std::vector<std::string>;

/// The file of the shared library that defines `function`.
llvm::Expected<std::string> libraryOf(const void *function) {
  Dl_info info;
  if (dladdr(function, &info) && info.dli_fname)
    return std::string(info.dli_fname);
  return llvm::createStringError("the system's C library is not found");
}

llvm::Expected<Paths> ownLibraries() {
  auto libc = libraryOf(reinterpret_cast<const void *>(&gnu_get_libc_version));
  auto libm = libraryOf(reinterpret_cast<const void *>(&std::fegetround));
  if (!libc || !libm)
    return llvm::joinErrors(libc.takeError(), libm.takeError());
  return Paths{*libm, *libc};
}

/// Where Debian has the libraries of another machine: for cross compilers, and
/// of a foreign architecture of its own.
llvm::Expected<Paths> foreignLibraries(llvm::StringRef architecture) {
  const std::string name = (architecture + "-linux-gnu").str();
  const Paths folders = {"/usr/" + name + "/lib/", "/usr/lib/" + name + "/",
                         "/lib/" + name + "/"};
  for (const std::string &folder : folders)
    if (llvm::sys::fs::exists(folder + "libm.so.6") &&
        llvm::sys::fs::exists(folder + "libc.so.6"))
      return Paths{folder + "libm.so.6", folder + "libc.so.6"};
  return llvm::createStringError(
      "a package for " + name +
      " is linked with that machine's libc.so.6 and "
      "libm.so.6, and none are in " +
      folders[0] + " or " + folders[1] +
      ": install them, on Debian with the package libc6-dev-" +
      (architecture == "aarch64" ? "arm64" : architecture) + "-cross");
}

} // namespace

llvm::Expected<std::vector<std::string>>
systemLibraries(llvm::StringRef triple) {
  const llvm::Triple wanted(triple), own(llvm::sys::getProcessTriple());
  if (wanted.getArch() == own.getArch())
    return ownLibraries();
  return foreignLibraries(wanted.getArchName());
}

} // namespace gnet
