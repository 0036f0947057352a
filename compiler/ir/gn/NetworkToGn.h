//===- ImportNetwork.h - A checked network as a module of the gn dialect --===//
#ifndef GNET_IR_GN_NETWORKTOGN_H
#define GNET_IR_GN_NETWORKTOGN_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "network/Network.h"

namespace gnet {

/// A module with one function of the network's name, from a batch of images to
/// the output layer's result, training heads and dropout included:
///
///   func.func @net(%image: tensor<1x3x224x224xf32>) -> tensor<1x1000x1x1xf32>
///     attributes {gn.input = {...}, gn.labels = [...]}
///
/// Every operation's location is a NameLoc with its layer's path around the
/// place in the spec. The dialects it needs are loaded into `context`. An error
/// (a batch that does not fit, or a network that is not a checked one) is
/// reported to the context's diagnostics and gives null.
mlir::OwningOpRef<mlir::ModuleOp> importNetwork(mlir::MLIRContext &context,
                                                const Network &network,
                                                int64_t batch);

} // namespace gnet

#endif // GNET_IR_GN_NETWORKTOGN_H
