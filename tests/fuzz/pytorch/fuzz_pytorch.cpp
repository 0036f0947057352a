//===- fuzz_pytorch.cpp - Any bytes as a state dict -----------------------===//
#include "TensorFileCheck.h"
#include "weights/formats/StateDict.h"

using namespace gnet;

namespace {

/// Beside the archive: its checksums would keep changed pickles from the
/// reader.
void checkPickle(llvm::StringRef bytes) {
  llvm::Expected<std::vector<StoredTensor>> tensors = readStateDict(bytes);
  if (!tensors)
    return fuzz::requireMessage(tensors.takeError());
  for (const StoredTensor &tensor : *tensors) {
    fuzz::require(elementCount(tensor.view.dims).has_value());
    fuzz::require(liesWithin(tensor.view, tensor.storageElements));
  }
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  if (bytes.starts_with("PK"))
    fuzz::checkTensorFile(readPyTorch(fuzz::bufferOf(data, size), "fuzz"));
  else
    checkPickle(bytes);
  return 0;
}
