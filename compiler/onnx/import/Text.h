//===- Text.h - Items of a spec as they are written -----------------------===//
//
// One writer makes both the text of a spec and the pattern by which repeated
// pieces are found: it asks for every number that a module's parameter could
// stand for.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_TEXT_H
#define GNET_ONNX_IMPORT_TEXT_H

#include "onnx/import/Settings.h"

#include <functional>

namespace gnet {

enum class SpecNumberKind { Argument, Stride, Key };

/// A number of an item that a parameter can stand for.
struct SpecNumber {
  SpecNumberKind kind;
  int64_t value;
  LayerId layer;    ///< Whose it is.
  const char *word; ///< What the language calls it.
};

/// What is written for a number: itself, or a parameter's name.
using NumberText = std::function<std::string(const SpecNumber &)>;

/// The names of a block's branches.
using BranchNames = std::function<std::vector<std::string>(const SpecItem &)>;

struct SpecWriting {
  const Network &network;
  const SpecDefaults &defaults;
  NumberText number;
  BranchNames branchNames;
};

/// The stages joined by ->, on lines of their own where they are long. What
/// begins a line is indented by `indent`, the first line is not.
std::string chainText(const SpecWriting &writing, const SpecChain &chain,
                      int indent);

/// Every number as it is.
std::string plainNumber(const SpecNumber &number);

/// b1, b2, ...
std::vector<std::string> countedBranches(const SpecItem &block);

} // namespace gnet

#endif // GNET_ONNX_IMPORT_TEXT_H
