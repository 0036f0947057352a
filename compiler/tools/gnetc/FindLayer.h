//===- FindLayer.h - The layer that an option names -----------------------===//
#ifndef GNET_TOOLS_GNETC_FINDLAYER_H
#define GNET_TOOLS_GNETC_FINDLAYER_H

#include "network/Network.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// The layer whose result `path`, given for `--option`, stands for. An error
/// names the nearest path that there is.
llvm::Expected<LayerId> findLayer(const Network &network,
                                  llvm::StringRef option,
                                  const std::string &path);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_FINDLAYER_H
