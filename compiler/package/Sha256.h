//===- Sha256.h - The digests that packages and wheels list ---------------===//
#ifndef GNET_PACKAGE_SHA256_H
#define GNET_PACKAGE_SHA256_H

#include "llvm/ADT/StringRef.h"
#include <array>

namespace gnet {

/// With the processor's instructions, which LLVM's function does without:
/// weights are hundreds of megabytes.
std::array<uint8_t, 32> sha256(llvm::StringRef bytes);

} // namespace gnet

#endif // GNET_PACKAGE_SHA256_H
