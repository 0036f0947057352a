//===- fuzz_manifest.cpp - Any bytes as a package's manifest --------------===//
#include "loader/Manifest.h"
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::Expected<std::string> name = gnet::parseManifest(text);
  if (!name && llvm::toString(name.takeError()).empty())
    std::abort();
  if (name && name->find_first_of("/. ") != std::string::npos)
    std::abort(); // It becomes part of a path.
  return 0;
}
