//===- NpyHeader.h - The header of an array of NumPy's --------------------===//
#ifndef GNET_WEIGHTS_FORMATS_NPYHEADER_H
#define GNET_WEIGHTS_FORMATS_NPYHEADER_H

#include "weights/formats/ElementType.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

struct NpyHeader {
  std::string descr; ///< NumPy's name of the type: `<f4`.
  bool isFortranOrder = false;
  std::vector<int64_t> dims;
  size_t size = 0; ///< In bytes, with what stands before it.
};

/// How much of a file `parseNpyHeader` needs to see.
constexpr size_t mostNpyHeader = (1 << 16) + 12;

/// Versions 1 to 3 of the format. `start` is the file or its beginning.
llvm::Expected<NpyHeader> parseNpyHeader(llvm::StringRef start);

/// Nothing for what is no number, no single one, or not little-endian.
std::optional<ElementType> elementTypeOfDescr(llvm::StringRef descr);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_NPYHEADER_H
