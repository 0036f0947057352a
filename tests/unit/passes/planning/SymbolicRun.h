//===- SymbolicRun.h - What a network computes, as symbols ----------------===//
//
// Each float is a symbol that names what was computed to get it: a layer's
// element is a hash of the layer's attributes, its parameters, all symbols that
// it read, and its position. Two programs that give the same symbols do the
// same computations on the same values. On planned kernels the symbols move
// through an arena as floats do, so a buffer that was overwritten, read before
// it was written or laid out wrongly gives others.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TESTS_UNIT_PLANNING_SYMBOLICRUN_H
#define GNET_TESTS_UNIT_PLANNING_SYMBOLICRUN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include <cstdint>
#include <string>
#include <vector>

namespace gnet::test {

/// Elements in order of n, c, h, w.
using Symbols = std::vector<uint64_t>;

/// The result of a network in gn's inference form.
Symbols runLayers(mlir::func::FuncOp network);

/// The output of a planned program of gnk kernels. What breaks a rule of the
/// dialect is described in `errors`.
Symbols runKernels(mlir::func::FuncOp program,
                   std::vector<std::string> &errors);

} // namespace gnet::test

#endif // GNET_TESTS_UNIT_PLANNING_SYMBOLICRUN_H
