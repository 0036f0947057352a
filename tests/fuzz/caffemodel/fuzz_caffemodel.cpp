//===- fuzz_caffemodel.cpp - Any bytes as a Caffe model -------------------===//
#include "TensorFileCheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gnet::fuzz::checkTensorFile(
      gnet::readCaffe(gnet::fuzz::bufferOf(data, size), "fuzz"));
  return 0;
}
