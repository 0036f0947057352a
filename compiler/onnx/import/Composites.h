//===- Composites.h - Layers that ONNX says with several nodes ------------===//
//
// Found before the graph is read, from the last of their nodes back: what is a
// part of one, and read by nothing else, is no layer of its own.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_COMPOSITES_H
#define GNET_ONNX_IMPORT_COMPOSITES_H

#include "network/Network.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include <functional>

namespace onnx {
class GraphProto;
class NodeProto;
} // namespace onnx

namespace gnet {

class ImportNode;

/// What computes a value: the layer's input, a number, or a node of an operator
/// on such. Operands of a sum or product stand in any order, a product by 1/c
/// is a quotient by c, and what some operators have as attributes are operands.
struct ImportPattern {
  /// The input; the same wherever it stands.
  ImportPattern() = default;
  ImportPattern(double number) : number(number) {}
  ImportPattern(const char *op, std::vector<ImportPattern> operands)
      : op(op), operands(std::move(operands)) {}

  /// Whatever stands there: the layer's reader looks into it.
  static ImportPattern setting() {
    ImportPattern pattern;
    pattern.isSetting = true;
    return pattern;
  }
  /// Nodes of these operators, one or more, each with what the one before gives
  /// as its first input: the layer's reader looks into them, too. A Squeeze may
  /// be one on the condition that there is something to squeeze.
  static ImportPattern row(std::vector<const char *> ops, ImportPattern of) {
    ImportPattern pattern;
    pattern.rowOps = std::move(ops);
    pattern.operands = {std::move(of)};
    return pattern;
  }

  const char *op = nullptr;
  std::optional<double> number;
  bool isSetting = false;
  std::vector<const char *> rowOps;
  std::vector<ImportPattern> operands;
};

/// What a composite's reader looks into.
struct ImportParts {
  std::string input;
  std::vector<std::string> settings; ///< In the pattern's order.
  /// From the input on; of a condition, what picks a dimension and what it is
  /// compared with come before the Squeeze.
  std::vector<const onnx::NodeProto *> row;
  bool isRounded = false; ///< Between its nodes, which is left out.
};

/// Ends in `last.give...`; what does not fit is a failure of its node.
using CompositeReader = void (*)(ImportNode &last, const ImportParts &parts,
                                 llvm::MutableArrayRef<ImportNode> row);

struct ImportComposite {
  LayerOp layer;
  ImportPattern pattern;
  /// For a layer with settings. Such a one is computed in float32 whatever the
  /// file rounds between its nodes.
  CompositeReader read = nullptr;
};

/// Whether a file's number is meant to be `number`: it may be a float16.
bool isMeant(double value, double number);

class CompositeFinder {
public:
  /// The one number that a value is, if it is.
  using NumberOf = std::function<std::optional<double>(llvm::StringRef)>;

  struct Found {
    const ImportComposite *composite;
    ImportParts parts;
  };

  /// `graph` and `composites` must outlive this.
  CompositeFinder(const onnx::GraphProto &graph, NumberOf numberOf,
                  const std::vector<ImportComposite> &composites);

  /// What the node is the last of, or null.
  const Found *endingIn(const onnx::NodeProto &node) const;
  bool isPart(const onnx::NodeProto &node) const {
    return parts.contains(&node);
  }

private:
  struct Match {
    bool passesRounding = false;
    std::optional<std::string> input;
    ImportParts parts;
    std::vector<const onnx::NodeProto *> nodes; ///< Each before what it reads.
  };
  struct Readers {
    int count = 0;
    const onnx::NodeProto *last = nullptr;
  };

  void find(const onnx::NodeProto &last);
  bool matches(const ImportPattern &pattern, llvm::StringRef value,
               Match &match) const;
  bool matchesInput(llvm::StringRef value, Match &match) const;
  bool matchesRow(const ImportPattern &pattern, llvm::StringRef value,
                  Match &match) const;
  bool matchesNode(const ImportPattern &pattern, const onnx::NodeProto &node,
                   Match &match) const;
  bool matchesOperands(const ImportPattern &pattern,
                       const onnx::NodeProto &node, bool isSwapped,
                       Match &match) const;
  /// `value`, or what a pair of nodes rounds to it.
  llvm::StringRef beforeRounding(llvm::StringRef value) const;
  /// Likewise; the pair is a part of the match.
  llvm::StringRef passRounding(llvm::StringRef value, Match &match) const;
  /// Takes the node, and those of its condition, into the row, and gives its
  /// input; nothing if it is none that stands in the row.
  std::optional<llvm::StringRef> takeIntoRow(const onnx::NodeProto &node,
                                             Match &match) const;
  std::optional<llvm::StringRef> takeCondition(const onnx::NodeProto &node,
                                               Match &match) const;
  /// An operand, or the attribute that stands for it.
  std::optional<double> numberAt(const onnx::NodeProto &node, int index) const;
  void takeParts(const Match &match);

  const NumberOf numberOf;
  const std::vector<ImportComposite> &composites;
  llvm::StringMap<const onnx::NodeProto *> producers;
  llvm::StringMap<Readers> readers; ///< By value.
  llvm::DenseMap<const onnx::NodeProto *, Found> found;
  llvm::DenseSet<const onnx::NodeProto *> parts;
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_COMPOSITES_H
