//===- Symbols.h - Values named by what computes them ---------------------===//
//
// A layer of gn and the kernel of gnk for it give the same names.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TESTS_UNIT_PLANNING_SYMBOLS_H
#define GNET_TESTS_UNIT_PLANNING_SYMBOLS_H

#include "SymbolicRun.h"
#include "ir/gnk/GnkDialect.h"

namespace gnet::test {

/// Tells a tensor that is there before any image from others by how it is
/// computed; 0 for none.
uint64_t identity(mlir::Value tensor);

/// That of a gn.constant: one number for all channels, or one a channel.
uint64_t constantIdentity(llvm::ArrayRef<double> numbers, int64_t channels);

/// That of a gn.fold_weight, "weight", or gn.fold_bias, "bias", of tensors with
/// these identities, in the order of its operands.
uint64_t foldIdentity(llvm::StringRef name, llvm::ArrayRef<uint64_t> tensors,
                      double epsilon);

/// What a layer or kernel computes before its activation, in the same words.
/// Those that work element by element have none.
std::string describeLayer(mlir::Operation *layer);
std::string describeKernel(mlir::Operation *kernel);

/// Every element from all of `source`.
Symbols compute(const std::string &description, const Symbols &source,
                size_t count);

// Element by element. A sum's terms may stand in either order.
Symbols activate(Symbols symbols, gn::ActivationAttr activation);
Symbols sum(const Symbols &a, const Symbols &b, llvm::ArrayRef<double> factors);
/// `b` may have a symbol for each of `each` of `a`.
Symbols product(const Symbols &a, const Symbols &b, size_t each);
Symbols byChannel(Symbols symbols, uint64_t scale, uint64_t shift);

/// The activation that is part of an operation, or null.
gn::ActivationAttr ownActivation(mlir::Operation *operation);

} // namespace gnet::test

#endif // GNET_TESTS_UNIT_PLANNING_SYMBOLS_H
