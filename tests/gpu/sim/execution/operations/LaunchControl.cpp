#include "gpu/sim/execution/Block.h"
#include "gpu/sim/execution/operations/Assembly.h"

namespace gnet::gpu::sim {

/// griddepcontrol: what waits for the launches before, and what lets those
/// after begin, which nobody sees here.
std::optional<Operation> findLaunchControl(const Callee &callee) {
  const std::string text = normalised(callee.name);
  llvm::StringRef name = text;
  const bool isOne =
      callee.isAssembly
          ? name.consume_front("griddepcontrol.") && name.consume_back(";")
          : name.consume_front("llvm.nvvm.griddepcontrol.");
  if (!isOne || (name != "wait" && name != "launch_dependents" &&
                 name != "launch.dependents"))
    return std::nullopt;
  const bool waits = name == "wait";
  return Operation::ofThread([=](Thread &thread, Call &) -> llvm::Error {
    thread.hasWaitedForLaunches |= waits;
    return llvm::Error::success();
  });
}

} // namespace gnet::gpu::sim
