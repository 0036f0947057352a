//===- RandomKernels.h - Networks that ask for one kind of kernel ---------===//
#ifndef GNET_ENDTOEND_RANDOMKERNELS_H
#define GNET_ENDTOEND_RANDOMKERNELS_H

#include "endtoend/Random.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace gnet::endtoend {

/// What a kernel has to compute, as "dense" or "pool".
using KernelTask = const char *;

llvm::ArrayRef<KernelTask> kernelTasks();

/// A spec named `net` whose layers are of that task, with random shapes.
std::string randomNetwork(KernelTask task, Random &random);

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_RANDOMKERNELS_H
