//===- fuzz_tuning.cpp - Any bytes as a file of gnetc tune ----------------===//
#include "tuning/Tuning.h"
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  auto tuning = gnet::parseTuning(text);
  if (!tuning) {
    if (llvm::toString(tuning.takeError()).empty())
      std::abort();
    return 0;
  }
  for (const gnet::TunedShape &shape : tuning->shapes)
    if (!shape.find(shape.chosen))
      std::abort();
  // What was read is written so that it is read alike.
  const std::string written = gnet::tuningJson(*tuning);
  auto again = gnet::parseTuning(written);
  if (!again || gnet::tuningJson(*again) != written)
    std::abort();
  return 0;
}
