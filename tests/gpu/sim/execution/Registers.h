//===- Registers.h - What generated code reads of its thread --------------===//
#ifndef GNET_GPU_SIM_EXECUTION_REGISTERS_H
#define GNET_GPU_SIM_EXECUTION_REGISTERS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace gnet::gpu::sim {

/// Every function of the generated code gets a pointer to its thread's, as its
/// first argument.
struct Registers {
  uint32_t tid[3];
  uint32_t ntid[3];
  uint32_t ctaid[3];
  uint32_t nctaid[3];
  uint32_t laneid;
  uint32_t warpid;
  uint32_t nwarpid;
  uint32_t warpsize;
  /// Where each shared variable of the module lies.
  uint8_t *const *variables;
};

/// The offset in Registers of a special register, as llvm.nvvm.read.ptx.sreg's
/// intrinsics name it: tid.x.
std::optional<uint32_t> offsetOfRegister(llvm::StringRef name);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_REGISTERS_H
