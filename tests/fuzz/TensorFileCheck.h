//===- TensorFileCheck.h - What a reader of tensors promises --------------===//
#ifndef GNET_TESTS_FUZZ_TENSORFILECHECK_H
#define GNET_TESTS_FUZZ_TENSORFILECHECK_H

#include "weights/formats/ElementType.h"
#include "weights/formats/FileFormat.h"
#include "weights/formats/Readers.h"
#include <cstdlib>

namespace gnet::fuzz {

inline void require(bool condition) {
  if (!condition)
    std::abort();
}

inline void requireMessage(llvm::Error error) {
  require(!llvm::toString(std::move(error)).empty());
}

/// A copy, so that what is read behind its end is found; its format was looked
/// for.
inline std::unique_ptr<llvm::MemoryBuffer> bufferOf(const uint8_t *data,
                                                    size_t size) {
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  llvm::Expected<FileFormat> format = detectFormat(bytes);
  if (!format)
    requireMessage(format.takeError());
  return llvm::MemoryBuffer::getMemBufferCopy(bytes, "fuzz");
}

/// As many values as the dims say, or a message.
inline void checkValues(const TensorFile &file, size_t index) {
  const std::optional<int64_t> count = elementCount(file.tensors()[index].dims);
  require(count.has_value());
  if (*count > 1 << 20)
    return; // A few bytes of ONNX can ask for a gigabyte: that takes long.
  llvm::Expected<std::vector<float>> values = file.values(index);
  if (!values)
    return requireMessage(values.takeError());
  require(static_cast<int64_t>(values->size()) == *count);
}

inline void checkTensorFile(ReadFile file) {
  if (!file)
    return requireMessage(file.takeError());
  if (llvm::Error error = checkTensors(**file, "fuzz"))
    return requireMessage(std::move(error));
  for (size_t i = 0; i < (*file)->tensors().size(); ++i)
    checkValues(**file, i);
}

} // namespace gnet::fuzz

#endif // GNET_TESTS_FUZZ_TENSORFILECHECK_H
