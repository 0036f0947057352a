//===- MakePackage.h - A compiled network as a package --------------------===//
#ifndef GNET_TOOLS_GNETC_MAKEPACKAGE_H
#define GNET_TOOLS_GNETC_MAKEPACKAGE_H

#include "Options.h"
#include "mlir/IR/BuiltinOps.h"
#include "network/Network.h"
#include "package/Package.h"
#include "target/cpu/CpuLevel.h"

namespace gnet {

/// What the plan says that a package repeats.
struct PlanFigures {
  PackageMemory memory;
  int64_t steps = 0;
};

/// Of a module of planned gnk.
PlanFigures readPlanFigures(mlir::ModuleOp module);

/// `object` is the generated one, `weights` a safetensors file or empty.
llvm::Error makePackage(const Options &options, const Network &network,
                        const CpuLevel &cpu, const PlanFigures &plan,
                        std::string object, std::string weights,
                        llvm::StringRef executable);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_MAKEPACKAGE_H
