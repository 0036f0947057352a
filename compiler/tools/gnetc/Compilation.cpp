//===- Compilation.cpp - What the stages make, each for the next ----------===//
#include "Compilation.h"
#include "ImportedModule.h"

namespace gnet {

Compilation::Compilation(const Options &options, llvm::StringRef executable)
    : options(options), executable(executable) {
  input.compiler = compilerName();
}

Compilation::~Compilation() = default;

} // namespace gnet
