//===- Targets.h - Every target that there is -----------------------------===//
#ifndef GNET_TARGET_TARGETS_H
#define GNET_TARGET_TARGETS_H

#include "target/Target.h"
#include "llvm/ADT/ArrayRef.h"

namespace gnet {

/// Those of CMakeLists.txt, in its order, then the registered ones. The first
/// is the one to compile for where none is named.
llvm::ArrayRef<Target> targets();

/// Null for a name that no target has.
const Target *findTarget(llvm::StringRef name);

/// Adds a target. To be called before anyone holds on to another.
void registerTarget(Target target);

} // namespace gnet

#endif // GNET_TARGET_TARGETS_H
