//===- fuzz_npy.cpp - Any bytes as an array of NumPy's --------------------===//
#include "images/Npy.h"
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  llvm::Expected<gnet::ArrayInFile> array = gnet::parseNpy(bytes);
  if (!array) {
    if (llvm::toString(array.takeError()).empty())
      std::abort();
    return 0;
  }
  int64_t elements = 1;
  for (int64_t extent : array->shape)
    elements *= extent;
  if (elements != array->size())
    std::abort();
  std::vector<float> values(elements);
  array->copy(0, elements, values.data());
  return 0;
}
