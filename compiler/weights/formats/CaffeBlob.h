//===- CaffeBlob.h - The tensors of a .caffemodel -------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_CAFFEBLOB_H
#define GNET_WEIGHTS_FORMATS_CAFFEBLOB_H

#include "weights/formats/ElementType.h"
#include "llvm/Support/Error.h"

namespace gnet {

struct CaffeBlob {
  llvm::StringRef message; ///< The BlobProto, in the file's bytes.
  ElementType type = ElementType::Float32;
  std::vector<int64_t> dims;
  bool isLegacyShape = false; ///< Of num, channels, height and width.
};

/// Has as many numbers as its dims say.
llvm::Expected<CaffeBlob> parseBlob(llvm::StringRef message);

/// The values of a `CaffeBlob::message`.
std::vector<float> blobValues(llvm::StringRef message);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_CAFFEBLOB_H
