//===- Simplify.h - One layer where ONNX needs several nodes --------------===//
#ifndef GNET_ONNX_IMPORT_SIMPLIFY_H
#define GNET_ONNX_IMPORT_SIMPLIFY_H

#include "onnx/import/ImportedNetwork.h"

namespace gnet {

/// Adds what follows a convolution or linear layer by channel to it as its
/// bias, joins products and sums to one `scale` or `affine`, takes that into a
/// batch norm that has no scale and shift of its own, and drops a `flatten`
/// before linear layers (which flatten) and layers that the output does not
/// need.
void simplify(ImportedNetwork &imported);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_SIMPLIFY_H
