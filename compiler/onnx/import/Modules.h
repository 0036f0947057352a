//===- Modules.h - Pieces of a network that come again --------------------===//
#ifndef GNET_ONNX_IMPORT_MODULES_H
#define GNET_ONNX_IMPORT_MODULES_H

#include "onnx/import/Text.h"

namespace gnet {

/// Items `first` to `last` of the body, which one instance of a module says.
struct SpecPiece {
  size_t first = 0;
  size_t last = 0;
  std::vector<SpecNumber> numbers; ///< As its text asks for them.
};

/// Pieces of one pattern: they differ in their numbers only.
using SpecPattern = std::vector<SpecPiece>;

/// Blocks of branches that come again, with what stands before and after all of
/// them. No item is in two pieces.
std::vector<SpecPattern> findPatterns(const Network &network,
                                      const SpecDefaults &defaults,
                                      const SpecChain &body);

/// The parameters of a pattern: numbers that differ between its pieces, once
/// where two go together.
struct SpecParameters {
  /// By number of a piece: the index of its parameter, or nothing where the
  /// number is the same in all pieces.
  std::vector<std::optional<size_t>> ofNumber;
  /// By parameter: the numbers that it stands for, the first of them first.
  std::vector<std::vector<size_t>> numbers;
};

SpecParameters findParameters(const SpecPattern &pattern);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_MODULES_H
