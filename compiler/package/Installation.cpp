//===- Installation.cpp - The files that gnetc puts into packages ---------===//
#include "package/Installation.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"

namespace gnet {

llvm::Expected<Installation> findInstallation(llvm::StringRef executable,
                                              const TargetParts &parts) {
  llvm::StringRef root =
      llvm::sys::path::parent_path(llvm::sys::path::parent_path(executable));
  std::string missing;
  auto find = [&](llvm::StringRef folder, llvm::StringRef file) {
    llvm::SmallString<256> path(root);
    llvm::sys::path::append(path, folder, "gnet", file);
    if (!llvm::sys::fs::exists(path))
      missing += "\n  " + path.str().str();
    return path.str().str();
  };
  Installation found;
  found.runtimeObject = find("lib", parts.runtimeObject);
  for (const PackageLibrary &library : parts.libraries)
    found.libraries.push_back(find("lib", library.file));
  found.headerTemplate = find("share", "package.h.in");
  found.cxxHeaderTemplate = find("share", "package.hpp.in");
  if (!parts.interface.empty()) {
    const std::string interface = parts.interface.str();
    found.targetHeaderTemplate = find("share", interface + ".h.in");
    found.targetCxxHeaderTemplate = find("share", interface + ".hpp.in");
  }
  found.cmakeConfigTemplate = find("share", "package-config.cmake.in");
  found.cmakeVersionTemplate = find("share", "package-config-version.cmake.in");
  found.pkgConfigTemplate = find("share", "package.pc.in");
  if (missing.empty())
    return found;
  const llvm::Triple machine(parts.triple);
  const bool isForeign = machine.getArch() != llvm::Triple::x86_64;
  return llvm::createStringError(
      "gnetc's own installation is incomplete; it needs:" + missing +
      (isForeign ? "\nThe runtime for " + machine.getArchName().str() +
                       " is built where the C library for it is there, on "
                       "Debian in the package libc6-dev-arm64-cross: install "
                       "it, and build gnetc again"
                 : ""));
}

} // namespace gnet
