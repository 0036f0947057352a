//===- OnnxTensor.h - The tensors of an ONNX model ------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_ONNXTENSOR_H
#define GNET_WEIGHTS_FORMATS_ONNXTENSOR_H

#include "weights/formats/ElementType.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// The numbers of a repeated field, or one number, of a message.
struct OnnxNumbers {
  llvm::StringRef message; ///< In the file's bytes.
  int field = 0;
};

/// A part of a file beside the model.
struct OnnxExternal {
  std::string location;
  uint64_t offset = 0;
  std::optional<uint64_t> length;
};

struct OnnxTensor {
  std::string name;
  std::vector<int64_t> dims;
  std::optional<ElementType> type; ///< Nothing for what is no real number.
  std::string typeName;

  // Where its data is: the first of these that is there.
  std::optional<OnnxExternal> external;
  std::optional<llvm::StringRef> raw; ///< Little-endian, in the file's bytes.
  OnnxNumbers numbers;
};

/// Of a TensorProto. The dims have an `elementCount`; whether the data fits
/// them is not checked.
llvm::Expected<OnnxTensor> parseOnnxTensor(llvm::StringRef message);

/// The numbers as they would lie in `raw`; nothing where they are broken.
std::optional<std::string> packedBytes(ElementType type,
                                       const OnnxNumbers &numbers);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_ONNXTENSOR_H
