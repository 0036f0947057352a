#include "ChooseOutputs.h"
#include "FindLayer.h"
#include "network/InnerOutputs.h"
#include "package/Interface.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

namespace gnet {
namespace {

/// Each has constants in the header, beside those of the whole output.
llvm::Error checkConstants(llvm::ArrayRef<Output> outputs) {
  llvm::StringMap<std::string> users;
  for (llvm::StringRef whole : {"CHANNELS", "HEIGHT", "WIDTH", "SIZE"})
    users[whole] = "";
  for (const Output &output : outputs)
    for (llvm::StringRef of : {"", "_CHANNELS", "_HEIGHT", "_WIDTH"}) {
      std::string constant = outputConstant(output) + of.str();
      auto [user, isNew] = users.try_emplace(constant, output.path);
      if (isNew)
        continue;
      if (user->second.empty())
        return llvm::createStringError("--output: '" + output.path +
                                       "' would have OUTPUT_" + constant +
                                       " in the header, which is of all "
                                       "outputs; name the layer otherwise");
      return llvm::createStringError(
          "--output: '" + user->second + "' and '" + output.path +
          "' are one name in the header, " + constant);
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
    if (llvm::any_of(outputs,
                     [&](const Output &other) { return other.path == path; }))
      return llvm::createStringError("--output names '" + path + "' twice");
    outputs.push_back({path, *layer});
  }
  if (outputs.size() > 1)
    if (llvm::Error error = checkConstants(outputs))
      return error;
  return withOutputs(network, std::move(outputs));
}

} // namespace gnet
