//===- ChooseOutputs.h - The results that --output names ------------------===//
#ifndef GNET_TOOLS_GNETC_CHOOSEOUTPUTS_H
#define GNET_TOOLS_GNETC_CHOOSEOUTPUTS_H

#include "network/Network.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// What of `network` gives the results of these paths, in this order; all of
/// it where there are none.
llvm::Expected<Network> chooseOutputs(const Network &network,
                                      llvm::ArrayRef<std::string> paths);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_CHOOSEOUTPUTS_H
