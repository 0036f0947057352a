//===- fuzz_tfjs.cpp - Any bytes as a manifest and its shards -------------===//
#include "TensorFileCheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // Every shard is what stands behind a zero byte, which JSON cannot have.
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  const auto openBeside = [shard = bytes.split('\0').second](llvm::StringRef)
      -> llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> {
    return llvm::MemoryBuffer::getMemBufferCopy(shard);
  };
  gnet::fuzz::checkTensorFile(gnet::readTensorFlowJs(
      llvm::MemoryBuffer::getMemBufferCopy(bytes.split('\0').first), "fuzz",
      openBeside));
  return 0;
}
