//===- Check.h - That a spec says what was imported -----------------------===//
#ifndef GNET_ONNX_IMPORT_CHECK_H
#define GNET_ONNX_IMPORT_CHECK_H

#include "onnx/import/ImportedNetwork.h"

namespace gnet {

/// By layer of `loaded`, the layer of `imported` that it is: both networks have
/// the same layers, joined in the same way. An error says where they differ.
llvm::Expected<std::vector<LayerId>> matchLayers(const Network &loaded,
                                                 const Network &imported);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_CHECK_H
