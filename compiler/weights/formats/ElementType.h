//===- ElementType.h - The types that tensors are stored in ---------------===//
#ifndef GNET_WEIGHTS_FORMATS_ELEMENTTYPE_H
#define GNET_WEIGHTS_FORMATS_ELEMENTTYPE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace gnet {

enum class ElementType {
  Float16,
  BFloat16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Bool ///< One byte, 0 or not.
};

/// In bytes.
int64_t sizeOf(ElementType type);

/// As people say it: `float32`.
llvm::StringRef nameOf(ElementType type);

/// How many elements a tensor has; nothing where a dim is negative or no
/// memory could hold them, eight bytes each. (A dim of 0 does not excuse the
/// others: their products are strides.)
std::optional<int64_t> elementCount(llvm::ArrayRef<int64_t> dims);

/// The elements that lie one behind the other in `bytes`, little-endian, as
/// the nearest float32; an incomplete one at the end is left out.
std::vector<float> toFloats(ElementType type, llvm::StringRef bytes);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_ELEMENTTYPE_H
