//===- LoadSpec.cpp - A spec as a network, mistakes reported --------------===//
#include "LoadSpec.h"
#include "SpecSource.h"
#include "language/Frontend.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

namespace gnet {

char Reported::ID = 0;

void Reported::log(llvm::raw_ostream &os) const { os << "reported above"; }

std::error_code Reported::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}

namespace {

/// https://no-color.org
bool wantsColour() {
  const char *refused = std::getenv("NO_COLOR");
  return !(refused && *refused) && llvm::errs().has_colors();
}

} // namespace

llvm::Error report(const Diagnostics &diagnostics) {
  llvm::errs() << diagnostics.render(wantsColour());
  return llvm::make_error<Reported>();
}

llvm::Expected<Network> loadSpec(const std::string &path,
                                 std::vector<std::string> *filesRead) {
  LoadResult loaded = loadNetwork(
      specName(path), [&](const std::string &file, size_t maxBytes) {
        if (filesRead)
          filesRead->push_back(file);
        return readSpecSource(file, maxBytes);
      });
  if (!loaded.network)
    return report(loaded.diagnostics);
  return std::move(*loaded.network);
}

} // namespace gnet
