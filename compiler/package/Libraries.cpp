//===- Libraries.cpp - The static and the shared library ------------------===//
//
//   program.o weights.o runtime.o --link -r--> --rename--> <name>.o
//   <name>.o --archive--> lib<name>.a
//   <name>.o --link -shared--> lib<name>.so
//
//===----------------------------------------------------------------------===//
#include "package/Libraries.h"
#include "package/Link.h"
#include "package/RenameSymbols.h"
#include "package/SystemLibraries.h"
#include "package/WriteFile.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gnet {
namespace {

/// Links and renames in `folder`, and returns the object's path there.
llvm::Expected<std::string> linkObject(llvm::StringRef name,
                                       llvm::ArrayRef<std::string> objects,
                                       const Installation &installation,
                                       const std::string &folder) {
  auto joined = joinObjects(objects, installation.runtimeObject, folder);
  if (!joined)
    return joined.takeError();
  auto renamed = renameApi(*joined, name);
  if (!renamed)
    return renamed.takeError();
  std::string object = folder + "/" + name.str() + ".o";
  if (llvm::Error error = writeFile(object, *renamed))
    return error;
  return object;
}

llvm::Error writeStaticLibrary(const std::string &object,
                               const std::string &output) {
  auto member = llvm::NewArchiveMember::getFile(object, /*Deterministic=*/true);
  if (!member)
    return member.takeError();
  member->MemberName = llvm::sys::path::filename(object);
  member->Perms = 0644; // Not this process's umask.
  auto archive = llvm::writeArchiveToBuffer(
      *member, llvm::SymtabWritingMode::NormalSymtab,
      llvm::object::Archive::K_GNU, /*Deterministic=*/true, /*Thin=*/false);
  if (!archive)
    return archive.takeError();
  return writeFile(output, (*archive)->getBuffer());
}

/// Its own folder is where it looks for what it needs. It stays loaded after a
/// dlclose: threads of what it needs may live on, and their code must not be
/// unmapped under them.
constexpr const char *sharedFlags[] = {
    "-shared",
    "-rpath",
    "$ORIGIN",
    "--enable-new-dtags",
    "--hash-style=gnu",
    "--build-id=sha1",
    "--eh-frame-hdr",
    "-Bsymbolic",
#ifndef GNET_RUNTIME_IS_SANITIZED
    "--no-undefined",
#endif
    "-z",
    "relro",
    "-z",
    "now",
    "-z",
    "noexecstack",
    "-z",
    "nodelete",
};

/// It shows the API only: the linker itself would add names as _end.
llvm::Error linkSharedLibrary(const std::string &name,
                              const std::string &object,
                              llvm::ArrayRef<std::string> libraries,
                              const std::string &output) {
  const std::string exports = object + ".exports";
  if (llvm::Error error =
          writeFile(exports, "{ global: " + name + "_*; local: *; };\n"))
    return error;
  std::vector<std::string> arguments(std::begin(sharedFlags),
                                     std::end(sharedFlags));
  llvm::append_values(arguments, "-soname", "lib" + name + ".so",
                      "--version-script=" + exports, "-o", output, object);
  llvm::append_range(arguments, libraries);
  return link(arguments);
}

/// What the libraries need, beside them.
llvm::Error copyLibraries(const TargetParts &parts,
                          const Installation &installation,
                          const std::string &folder) {
  for (const auto &[library, from] :
       llvm::zip_equal(parts.libraries, installation.libraries)) {
    const std::string to = folder + "/" + library.file.str();
    if (std::error_code failed = llvm::sys::fs::copy_file(from, to))
      return llvm::createFileError(to, failed);
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error writeLibraries(llvm::StringRef name, const TargetParts &parts,
                           const Installation &installation,
                           llvm::StringRef lib) {
  auto system = systemLibraries(parts.triple);
  if (!system)
    return system.takeError();
  std::vector<std::string> libraries = installation.libraries;
  llvm::append_range(libraries, *system);
  const std::string folder = lib.str(), objects = folder + "/parts";
  const std::string library = "lib" + name.str();
  if (std::error_code failed = llvm::sys::fs::create_directory(objects))
    return llvm::createFileError(objects, failed);
  auto object = linkObject(name, parts.objects, installation, objects);
  if (!object)
    return object.takeError();
  if (llvm::Error error =
          writeStaticLibrary(*object, folder + "/" + library + ".a"))
    return error;
  if (llvm::Error error = linkSharedLibrary(name.str(), *object, libraries,
                                            folder + "/" + library + ".so"))
    return error;
  if (std::error_code failed = llvm::sys::fs::remove_directories(objects))
    return llvm::createFileError(objects, failed);
  return copyLibraries(parts, installation, folder);
}

} // namespace gnet
