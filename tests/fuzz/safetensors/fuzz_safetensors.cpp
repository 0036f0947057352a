//===- fuzz_safetensors.cpp - Any bytes as a weights file -----------------===//
#include "core/safetensors.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

void require(bool condition) {
  if (!condition)
    std::abort();
}

/// What the reader promises of a tensor that it gives.
void checkTensor(const gnetrt_safetensors &file,
                 const gnetrt_safetensor &tensor, const uint8_t *data,
                 size_t size) {
  const auto *begin = static_cast<const uint8_t *>(tensor.data);
  require(begin >= data && begin + tensor.bytes <= data + size);
  require(tensor.rank >= 0 && tensor.rank <= GNETRT_SAFETENSOR_MAX_RANK);
  require(gnetrt_safetensors_find(&file, tensor.name) == &tensor);
  if (!gnetrt_safetensor_is_float(&tensor))
    return;
  std::vector<float> values(tensor.elements);
  gnetrt_safetensor_floats(&tensor, values.data());
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gnetrt_safetensors file;
  char message[128] = "";
  if (!gnetrt_safetensors_parse(data, size, &file, message, sizeof(message))) {
    require(std::strlen(message) > 0);
    return 0;
  }
  for (size_t i = 0; i < file.count; ++i)
    checkTensor(file, file.tensors[i], data, size);
  gnetrt_safetensors_free(&file);
  return 0;
}
