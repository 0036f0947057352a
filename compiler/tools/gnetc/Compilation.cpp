//===- Compilation.cpp - What the stages make, each for the next ----------===//
#include "Compilation.h"
#include "ImportedModule.h"

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

} // namespace gnet
