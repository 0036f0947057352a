#include "gpu/sim/execution/Registers.h"
#include "llvm/ADT/StringSwitch.h"
#include <cstddef>

namespace gnet::gpu::sim {

std::optional<uint32_t> offsetOfRegister(llvm::StringRef name) {
  using Offset = std::optional<uint32_t>;
  const auto [group, axis] = name.split('.');
  const auto single = llvm::StringSwitch<Offset>(name)
                          .Case("laneid", offsetof(Registers, laneid))
                          .Case("warpid", offsetof(Registers, warpid))
                          .Case("nwarpid", offsetof(Registers, nwarpid))
                          .Case("warpsize", offsetof(Registers, warpsize))
                          .Default(std::nullopt);
  if (single)
    return single;
  const auto base = llvm::StringSwitch<Offset>(group)
                        .Case("tid", offsetof(Registers, tid))
                        .Case("ntid", offsetof(Registers, ntid))
                        .Case("ctaid", offsetof(Registers, ctaid))
                        .Case("nctaid", offsetof(Registers, nctaid))
                        .Default(std::nullopt);
  if (!base || axis.size() != 1 || axis[0] < 'x' || axis[0] > 'z')
    return std::nullopt;
  return *base + uint32_t(axis[0] - 'x') * uint32_t(sizeof(uint32_t));
}

} // namespace gnet::gpu::sim
