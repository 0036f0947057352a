//===- fuzz_onnximport.cpp - Any bytes as a model to import ---------------===//
//
// No crash; what cannot be said is an error about the model, and what can be is
// a spec that loads, with every weight at its size.
//
//===----------------------------------------------------------------------===//
#include "onnx/ImportOnnx.h"

#include <cstdlib>

namespace {

void require(bool holds) {
  if (!holds)
    std::abort();
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  auto spec = gnet::importOnnxBytes(bytes, "folder/fuzz.onnx", "fuzz");
  if (!spec) {
    std::string error = llvm::toString(spec.takeError());
    // That the importer and the language disagree is no fault of the model,
    // whose own names can say anything further on.
    require(!llvm::StringRef(error).starts_with(
        "folder/fuzz.onnx: internal error: "));
    return 0;
  }
  require(!spec->text.empty());
  for (const gnet::WeightTensor &tensor : spec->weights)
    require(tensor.parameter.elements() ==
            static_cast<int64_t>(tensor.values.size()));
  return 0;
}
