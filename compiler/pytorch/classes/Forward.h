//===- Forward.h - What a module of PyTorch does with its input -----------===//
#ifndef GNET_PYTORCH_CLASSES_FORWARD_H
#define GNET_PYTORCH_CLASSES_FORWARD_H

#include "pytorch/python/Expression.h"
#include "pytorch/tree/Unit.h"
#include <set>

namespace gnet {

/// The body of a `forward`: its steps, in each a part of the module, and the
/// variables that hold what is asked for behind them.
struct TorchForward {
  std::vector<std::string> arguments;
  /// A variable, and what it becomes.
  std::vector<std::pair<std::string, PythonExpression>> steps;
  std::map<LayerId, std::string> variables;
};

/// Of the parts of `unit`, but for those in `without`. `kept` are values that
/// are needed behind the last.
TorchForward torchForward(const Network &network, const TorchUnit &unit,
                          const std::string &input,
                          const std::vector<LayerId> &kept,
                          const std::set<const TorchUnit *> &without = {});

} // namespace gnet

#endif // GNET_PYTORCH_CLASSES_FORWARD_H
