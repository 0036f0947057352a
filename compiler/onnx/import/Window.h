//===- Window.h - The window of a convolution or pool ---------------------===//
#ifndef GNET_ONNX_IMPORT_WINDOW_H
#define GNET_ONNX_IMPORT_WINDOW_H

#include "onnx/import/Node.h"

namespace gnet {

struct ImportWindow {
  Extent kernel;
  Extent stride;
  Extent dilation;
  Padding padding;
};

/// Height and width; `otherwise` for both if they are not given.
Extent readExtent(ImportNode &node, const char *name, int64_t otherwise);

/// All but the kernel, which is set already.
void readWindow(ImportNode &node, const Shape &input, ImportWindow &window);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_WINDOW_H
