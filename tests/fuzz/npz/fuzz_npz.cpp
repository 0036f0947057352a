//===- fuzz_npz.cpp - Any bytes as an .npz --------------------------------===//
#include "TensorFileCheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gnet::fuzz::checkTensorFile(
      gnet::readNpz(gnet::fuzz::bufferOf(data, size), "fuzz"));
  return 0;
}
