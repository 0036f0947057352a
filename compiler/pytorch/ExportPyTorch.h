//===- ExportPyTorch.h - A network as a module of PyTorch -----------------===//
#ifndef GNET_PYTORCH_EXPORTPYTORCH_H
#define GNET_PYTORCH_EXPORTPYTORCH_H

#include "network/Network.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// A file of Python with a class for the network, to be trained: with heads,
/// dropout, losses and initial weights. Its parameters are called as those of
/// the network. `compiler` is what its first lines say it was made by.
llvm::Expected<std::string> pytorchSource(const Network &network,
                                          const std::string &compiler);

} // namespace gnet

#endif // GNET_PYTORCH_EXPORTPYTORCH_H
