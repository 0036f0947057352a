//===- KernelKey.h - Which steps are computed by the same code ------------===//
#ifndef GNET_TARGET_KERNELS_KERNELKEY_H
#define GNET_TARGET_KERNELS_KERNELKEY_H

#include "ir/gnk/GnkDialect.h"
#include <string>

namespace gnet {

/// What tells a step's kernel from others but for addresses.
std::string kernelKey(gnk::KernelInterface step);

} // namespace gnet

#endif // GNET_TARGET_KERNELS_KERNELKEY_H
