//===- ReshapeTarget.h - What a Reshape asks for --------------------------===//
#ifndef GNET_ONNX_IMPORT_RESHAPETARGET_H
#define GNET_ONNX_IMPORT_RESHAPETARGET_H

#include <cstdint>
#include <optional>
#include <vector>

namespace gnet {

/// The dimensions that `asked` stands for, of a tensor of the dimensions `from`
/// and `elements` elements: a 0 keeps a dimension unless `allowZero`, one -1 is
/// what is left. Nothing if that is not the tensor.
std::optional<std::vector<int64_t>>
reshapeTarget(std::vector<int64_t> asked, const std::vector<int64_t> &from,
              int64_t elements, bool allowZero);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_RESHAPETARGET_H
