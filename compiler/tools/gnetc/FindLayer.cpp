//===- FindLayer.cpp - The layer that an option names ---------------------===//
#include "FindLayer.h"
#include "language/diagnostics/Spelling.h"
#include "network/InnerOutputs.h"

namespace gnet {

llvm::Expected<LayerId> findLayer(const Network &network,
                                  llvm::StringRef option,
                                  const std::string &path) {
  if (std::optional<LayerId> layer = findResult(network, path))
    return *layer;
  std::string message =
      ("--" + option + ": inference has no layer '" + path + "'").str();
  if (auto near = nearestName(path, resultPaths(network)))
    message += "; did you mean '" + *near + "'?";
  else
    message += "; gnetc SPEC --format=json names all";
  return llvm::createStringError(message);
}

} // namespace gnet
