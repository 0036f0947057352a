//===- Installation.cpp - The files that gnetc puts into packages ---------===//
#include "package/Installation.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gnet {

llvm::Expected<Installation> findInstallation(llvm::StringRef executable) {
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
  Installation found = {
      .runtimeObject = find("lib", "gnet_runtime_cpu.o"),
      .dnnlLibrary = find("lib", "libdnnl.so.3"),
      .gompLibrary = find("lib", "libgomp.so.1"),
      .headerTemplate = find("share", "package.h.in"),
      .cxxHeaderTemplate = find("share", "package.hpp.in"),
      .cmakeConfigTemplate = find("share", "package-config.cmake.in"),
      .cmakeVersionTemplate = find("share", "package-config-version.cmake.in"),
  };
  if (missing.empty())
    return found;
  return llvm::createStringError(
      "gnetc's own installation is incomplete; it needs:" + missing);
}

} // namespace gnet
