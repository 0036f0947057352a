//===- Spec.h - The text of an imported spec ------------------------------===//
#ifndef GNET_ONNX_IMPORT_SPEC_H
#define GNET_ONNX_IMPORT_SPEC_H

#include "onnx/import/ImportedNetwork.h"

namespace gnet {

/// The network, which has a name, as a spec. `origin` is said in a comment.
std::string specText(const ImportedNetwork &imported,
                     const std::string &origin);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_SPEC_H
