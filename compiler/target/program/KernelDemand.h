//===- KernelDemand.h - What a kernel takes of the machine ----------------===//
#ifndef GNET_TARGET_PROGRAM_KERNELDEMAND_H
#define GNET_TARGET_PROGRAM_KERNELDEMAND_H

#include "ir/gnk/GnkDialect.h"
#include <algorithm>

namespace gnet {

/// What a step's kernel takes of the machine in a run of the whole batch.
struct Demand {
  /// As the kernel reads them, vectors of a value a channel included.
  int64_t weightBytes = 0;
  int64_t activationBytes = 0; ///< Read and written.
  /// With those that fill up blocks, without those that transforms
  /// save.
  int64_t products = 0;
};

/// What `step` reads and writes of its buffers.
int64_t bufferBytes(gnk::KernelInterface step);

/// Of a step of a planned network.
Demand demandOf(gnk::KernelInterface step);

/// The time that each part of a demand takes by itself, in whatever unit.
struct Bounds {
  /// On a machine that does so many products and moves so many bytes of its
  /// memory in a unit of time.
  Bounds(const Demand &demand, double products, double bytes);

  double multiplying, weights, activations;

  /// The one that takes longest.
  double time() const { return std::max({multiplying, weights, activations}); }
  llvm::StringRef name() const;
};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_KERNELDEMAND_H
