#include "weights/formats/Strided.h"
#include "weights/formats/ElementType.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

std::vector<int64_t> rowMajorStrides(llvm::ArrayRef<int64_t> dims) {
  std::vector<int64_t> strides(dims.size());
  int64_t next = 1;
  for (size_t i = dims.size(); i-- > 0; next *= dims[i])
    strides[i] = next;
  return strides;
}

std::vector<int64_t> columnMajorStrides(llvm::ArrayRef<int64_t> dims) {
  std::vector<int64_t> strides;
  int64_t next = 1;
  for (int64_t dim : dims) {
    strides.push_back(next);
    next *= dim;
  }
  return strides;
}

bool liesWithin(const StridedView &view, int64_t elements) {
  if (llvm::is_contained(view.dims, 0))
    return view.offset >= 0 && view.offset <= elements;
  int64_t last = view.offset;
  for (auto [dim, stride] : llvm::zip_equal(view.dims, view.strides)) {
    int64_t span;
    if (stride < 0 || __builtin_mul_overflow(dim - 1, stride, &span) ||
        __builtin_add_overflow(last, span, &last))
      return false;
  }
  return view.offset >= 0 && last < elements;
}

bool isContiguous(const StridedView &view) {
  const std::vector<int64_t> dense = rowMajorStrides(view.dims);
  for (size_t i = 0; i < dense.size(); ++i)
    if (view.dims[i] != 1 && view.strides[i] != dense[i])
      return false;
  return true;
}

std::vector<float> gather(llvm::ArrayRef<float> storage,
                          const StridedView &view) {
  const size_t rank = view.dims.size();
  std::vector<float> values(*elementCount(view.dims));
  std::vector<int64_t> at(rank, 0);
  int64_t place = view.offset;
  for (float &value : values) {
    value = storage[place];
    for (size_t i = rank; i-- > 0;) {
      if (++at[i] < view.dims[i]) {
        place += view.strides[i];
        break;
      }
      place -= (view.dims[i] - 1) * view.strides[i];
      at[i] = 0;
    }
  }
  return values;
}

} // namespace gnet
