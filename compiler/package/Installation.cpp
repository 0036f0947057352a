//===- Installation.cpp - The files that gnetc puts into packages ---------===//
#include "package/Installation.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"

namespace gnet {
namespace {

/// gnetc's own files, found or missed.
class Files {
public:
  explicit Files(llvm::StringRef executable)
      : root(llvm::sys::path::parent_path(
            llvm::sys::path::parent_path(executable))) {}

  /// `file` in the part of `folder` that is gnetc's.
  std::string find(llvm::StringRef folder, const llvm::Twine &file) {
    llvm::SmallString<256> path(root);
    llvm::sys::path::append(path, folder, "gnet", file);
    if (!llvm::sys::fs::exists(path))
      missing += "\n  " + path.str().str();
    return path.str().str();
  }

  /// An error where one that was looked for is not there, with `advice`.
  llvm::Error check(const llvm::Twine &advice = "") const {
    if (missing.empty())
      return llvm::Error::success();
    return llvm::createStringError(
        "gnetc's own installation is incomplete; it needs:" + missing + advice);
  }

private:
  std::string root;
  std::string missing;
};

/// What to do about a runtime that was not built.
std::string adviceFor(const llvm::Triple &machine) {
  if (machine.getArch() == llvm::Triple::x86_64)
    return "";
  return "\nThe runtime for " + machine.getArchName().str() +
         " is built where the C library for it is there, on Debian in the "
         "package libc6-dev-arm64-cross: install it, and build gnetc again";
}

/// Of every wheel.
constexpr llvm::StringLiteral pythonModules[] = {
    "__init__", "__main__",  "_errors",   "_folder", "_library",
    "_model",   "_pictures", "_progress", "_session"};

} // namespace

llvm::Expected<Installation> findInstallation(llvm::StringRef executable,
                                              const TargetParts &parts) {
  Files files(executable);
  Installation found;
  found.runtimeObject = files.find("lib", parts.runtimeObject);
  for (const PackageLibrary &library : parts.libraries)
    found.libraries.push_back(files.find("lib", library.file));
  found.headerTemplate = files.find("share", "package.h.in");
  found.cxxHeaderTemplate = files.find("share", "package.hpp.in");
  if (!parts.interface.empty()) {
    found.targetHeaderTemplate = files.find("share", parts.interface + ".h.in");
    found.targetCxxHeaderTemplate =
        files.find("share", parts.interface + ".hpp.in");
  }
  found.cmakeConfigTemplate = files.find("share", "package-config.cmake.in");
  found.cmakeVersionTemplate =
      files.find("share", "package-config-version.cmake.in");
  found.pkgConfigTemplate = files.find("share", "package.pc.in");
  if (llvm::Error error = files.check(adviceFor(llvm::Triple(parts.triple))))
    return error;
  return found;
}

llvm::Expected<PythonTemplates> findPythonTemplates(llvm::StringRef executable,
                                                    const TargetParts &parts) {
  Files files(executable);
  PythonTemplates found;
  for (llvm::StringRef module : pythonModules)
    found.modules.push_back(files.find("share", "python/" + module + ".py.in"));
  if (!parts.interface.empty())
    for (llvm::StringRef ending : {"", "_arrays"})
      found.modules.push_back(files.find("share", "python/_" + parts.interface +
                                                      ending + ".py.in"));
  found.metadata = files.find("share", "python/METADATA.in");
  if (llvm::Error error = files.check())
    return error;
  return found;
}

} // namespace gnet
