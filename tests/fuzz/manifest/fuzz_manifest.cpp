//===- fuzz_manifest.cpp - Any bytes as a package's manifest --------------===//
#include "loader/Manifest.h"
#include <cstdlib>
#include <utility>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  llvm::Expected<gnet::Manifest> manifest = gnet::parseManifest(text);
  if (!manifest && llvm::toString(manifest.takeError()).empty())
    std::abort();
  if (manifest && manifest->name.find_first_of("/. ") != std::string::npos)
    std::abort(); // It becomes part of a path.
  int64_t end = 0;
  if (manifest)
    for (const gnet::PackageOutput &output : manifest->outputs)
      if (output.offset !=
          std::exchange(end, output.offset + output.elements()))
        std::abort();
  return 0;
}
