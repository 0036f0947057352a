//===- fuzz_onnx.cpp - Any bytes as an ONNX model -------------------------===//
#include "TensorFileCheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const auto openBeside = [](llvm::StringRef name)
      -> llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> {
    if (name.empty())
      return llvm::createStringError("no such file");
    return llvm::MemoryBuffer::getMemBufferCopy(std::string(64, 1));
  };
  gnet::fuzz::checkTensorFile(
      gnet::readOnnx(gnet::fuzz::bufferOf(data, size), "fuzz", openBeside));
  return 0;
}
