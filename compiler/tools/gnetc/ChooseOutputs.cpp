#include "ChooseOutputs.h"
#include "FindLayer.h"
#include "network/InnerOutputs.h"
#include "package/Interface.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

/// Outputs are told apart by what the header calls them.
llvm::Error checkDistinct(llvm::ArrayRef<Output> outputs, const Output &added) {
  for (const Output &other : outputs) {
    if (other.path == added.path)
      return llvm::createStringError("--output names '" + added.path +
                                     "' twice");
    if (outputConstant(other) == outputConstant(added))
      return llvm::createStringError(
          "--output: '" + other.path + "' and '" + added.path +
          "' are one name in the header, " + outputConstant(added));
  }
  return llvm::Error::success();
}

} // namespace

llvm::Expected<Network> chooseOutputs(const Network &network,
                                      llvm::ArrayRef<std::string> paths) {
  if (paths.empty())
    return network;
  std::vector<Output> outputs;
  for (const std::string &path : paths) {
    auto layer = findLayer(network, "output", path);
    if (!layer)
      return layer.takeError();
    Output output{path, *layer};
    if (llvm::Error error = checkDistinct(outputs, output))
      return error;
    outputs.push_back(std::move(output));
  }
  return withOutputs(network, std::move(outputs));
}

} // namespace gnet
