//===- PlatformTag.cpp - The systems that shared libraries run on ---------===//
#include "package/PlatformTag.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/VersionTuple.h"

using llvm::VersionTuple;

namespace gnet {
namespace {

/// The oldest glibc for which wheels are made: manylinux2014's.
constexpr unsigned oldestMinor = 17;

/// Systems with glibc 2.`minor` have GCC's libraries up to this version.
struct CompilerLibrary {
  llvm::StringLiteral prefix;
  VersionTuple version;
  unsigned minor;
};

/// Of auditwheel's policies, by rising version.
constexpr CompilerLibrary compilerLibraries[] = {
    {"GLIBCXX_", VersionTuple(3, 4, 19), 17},
    {"GLIBCXX_", VersionTuple(3, 4, 22), 24},
    {"GLIBCXX_", VersionTuple(3, 4, 24), 27},
    {"GLIBCXX_", VersionTuple(3, 4, 28), 31},
    {"GLIBCXX_", VersionTuple(3, 4, 29), 34},
    {"GLIBCXX_", VersionTuple(3, 4, 30), 35},
    {"GLIBCXX_", VersionTuple(3, 4, 33), 39},
    {"GCC_", VersionTuple(4, 8), 17},
    {"GCC_", VersionTuple(7, 0), 27},
    {"GCC_", VersionTuple(12, 0), 35},
    {"GCC_", VersionTuple(14, 0), 39},
};

/// The minor version of the glibc that has this version of symbols.
llvm::Expected<unsigned> minorOf(llvm::StringRef symbols) {
  auto unknown = [&] {
    return llvm::createStringError("no system is known to have the symbols " +
                                   symbols + ", which a wheel's library needs");
  };
  VersionTuple version;
  llvm::StringRef number = symbols;
  if (number.consume_front("GLIBC_")) {
    if (number == "ABI_DT_RELR")
      return 36;
    if (version.tryParse(number) || version.getMajor() != 2)
      return unknown();
    return version.getMinor().value_or(0);
  }
  bool isKnown = false;
  for (const CompilerLibrary &library : compilerLibraries) {
    number = symbols;
    if (!number.consume_front(library.prefix) || version.tryParse(number))
      continue;
    isKnown = true;
    if (version <= library.version)
      return library.minor;
  }
  // What others are called is of a library that the wheel brings.
  if (!isKnown)
    return 0;
  return unknown();
}

llvm::Expected<unsigned> minorFor(const llvm::object::ELF64LEFile &file) {
  unsigned newest = oldestMinor;
  auto sections = file.sections();
  if (!sections)
    return sections.takeError();
  for (const auto &section : *sections) {
    if (section.sh_type != llvm::ELF::SHT_GNU_verneed)
      continue;
    auto needed = file.getVersionDependencies(section);
    if (!needed)
      return needed.takeError();
    for (const llvm::object::VerNeed &library : *needed)
      for (const llvm::object::VernAux &version : library.AuxV) {
        // It is followed by all of the table behind it.
        auto minor = minorOf(version.Name.c_str());
        if (!minor)
          return minor.takeError();
        newest = std::max(newest, *minor);
      }
  }
  return newest;
}

} // namespace

llvm::Expected<std::string>
platformTag(llvm::ArrayRef<llvm::StringRef> libraries) {
  unsigned newest = oldestMinor;
  llvm::StringRef machine = "x86_64";
  for (llvm::StringRef library : libraries) {
    auto file = llvm::object::ELF64LEFile::create(library);
    if (!file)
      return file.takeError();
    auto minor = minorFor(*file);
    if (!minor)
      return minor.takeError();
    newest = std::max(newest, *minor);
    if (file->getHeader().e_machine == llvm::ELF::EM_AARCH64)
      machine = "aarch64";
  }
  return ("manylinux_2_" + llvm::Twine(newest) + "_" + machine).str();
}

} // namespace gnet
