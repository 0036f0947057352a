//===- Strided.h - Tensors whose elements lie apart -----------------------===//
#ifndef GNET_WEIGHTS_FORMATS_STRIDED_H
#define GNET_WEIGHTS_FORMATS_STRIDED_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <vector>

namespace gnet {

/// Where a tensor's elements lie: (i, j, ...) at offset + i * strides[0] +
/// j * strides[1] + ..., counted in elements.
struct StridedView {
  std::vector<int64_t> dims;
  std::vector<int64_t> strides; ///< As many.
  int64_t offset = 0;
};

/// The last dim fastest, without a gap; `dims` have an `elementCount`.
std::vector<int64_t> rowMajorStrides(llvm::ArrayRef<int64_t> dims);

/// The first dim fastest, as Fortran has it.
std::vector<int64_t> columnMajorStrides(llvm::ArrayRef<int64_t> dims);

/// Whether every element lies in a storage of so many. Any numbers may be
/// given, but `dims` have an `elementCount`.
bool liesWithin(const StridedView &view, int64_t elements);

/// Whether the elements lie in row-major order without a gap.
bool isContiguous(const StridedView &view);

/// The elements in row-major order. The view lies within `storage`.
std::vector<float> gather(llvm::ArrayRef<float> storage,
                          const StridedView &view);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_STRIDED_H
