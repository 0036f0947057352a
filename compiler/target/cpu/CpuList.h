//===- CpuList.h - The processors that one package is for -----------------===//
#ifndef GNET_TARGET_CPU_CPULIST_H
#define GNET_TARGET_CPU_CPULIST_H

#include "target/cpu/CpuLevel.h"

namespace gnet {

/// Stands for all levels of a machine: a package that is to be given away.
inline constexpr llvm::StringLiteral portableCpus = "portable";

/// What `list` names: a level or a processor, several with commas between, at
/// most one of a level, or `portable`. The most demanding comes first, as a
/// package tries them. All are of `triple`, as "aarch64-linux-gnu"; empty: of
/// what `list` names, or this machine. An empty list is this machine's
/// processor, or `portable` for another machine. Processors that have
/// instructions for `products` are a level of their own, above the others.
llvm::Expected<std::vector<CpuLevel>>
findCpuLevels(llvm::StringRef list, llvm::StringRef triple, Products products);

} // namespace gnet

#endif // GNET_TARGET_CPU_CPULIST_H
