//===- Targets.cpp - Every target that there is ---------------------------===//
#include "target/Targets.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {

#define GNET_TARGET(name) Target name##Target();
#include "target/Targets.def"
#undef GNET_TARGET

namespace {

std::vector<Target> &registry() {
  static std::vector<Target> known = {
#define GNET_TARGET(name) name##Target(),
#include "target/Targets.def"
#undef GNET_TARGET
  };
  return known;
}

} // namespace

llvm::ArrayRef<Target> targets() { return registry(); }

const Target *findTarget(llvm::StringRef name) {
  const Target *found = llvm::find_if(
      targets(), [&](const Target &target) { return target.name == name; });
  return found == targets().end() ? nullptr : found;
}

void registerTarget(Target target) { registry().push_back(std::move(target)); }

} // namespace gnet
