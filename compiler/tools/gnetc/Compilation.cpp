//===- Compilation.cpp - What the stages make, each for the next ----------===//
#include "Compilation.h"
#include "ImportedModule.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gnet {

Compilation::Compilation(const Options &options, llvm::StringRef executable)
    : options(options), executable(executable) {
  input.compiler = compilerName();
}

Compilation::~Compilation() = default;

std::string Compilation::packageFolder() const {
  return options.output.value_or(network.name + "-" +
                                 options.target->name.str());
}

std::string Compilation::pagePath() const {
  const std::string path = options.output.value_or(".");
  if (!llvm::sys::fs::is_directory(path))
    return path;
  llvm::SmallString<128> file(path);
  llvm::sys::path::append(file, network.name + ".html");
  llvm::sys::path::remove_dots(file);
  return file.str().str();
}

} // namespace gnet
