//===- Classes.h - Modules of a spec as classes of Python -----------------===//
//
// A module that is used several times is one class, where its uses differ in
// numbers only: these are its parameters. What has branches and is no module is
// a class of its own, named for the one around it; all else is a sequence.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_PYTORCH_CLASSES_CLASSES_H
#define GNET_PYTORCH_CLASSES_CLASSES_H

#include "pytorch/classes/Forward.h"
#include "pytorch/tree/Scope.h"
#include <memory>

namespace gnet {

struct TorchParameter {
  std::string name;
  std::string type;
  std::vector<std::string> values; ///< By use.
};

struct TorchClass {
  std::string name;
  std::string doc;
  std::vector<const TorchUnit *> uses;
  std::vector<TorchParameter> parameters;
  /// What its parts are called, and what makes them: joins are none.
  std::vector<std::pair<std::string, PythonExpression>> members;
  TorchForward forward;
  std::vector<LayerId> outputs; ///< In the ids of the first use.
};

class TorchClasses {
public:
  explicit TorchClasses(const TorchNetwork &tree);

  /// What makes the unit, in the class of `scope`.
  PythonExpression expressionOf(const TorchUnit &unit, const TorchScope &scope);
  /// The parts of a unit that are attributes, with what makes them.
  std::vector<std::pair<std::string, PythonExpression>>
  membersOf(const TorchUnit &unit);

  /// All that were needed, each behind those that it uses.
  const std::vector<std::unique_ptr<TorchClass>> &classes() const {
    return written;
  }
  const TorchClassesUsed &helpers() const { return used; }
  /// The class of the whole network.
  const std::string &networkClass() const { return ofNetwork; }

private:
  using Uses = std::vector<const TorchUnit *>;

  void findKinds(const TorchUnit &unit, const std::string &around);
  void findUsual(const TorchUnit &unit);
  PythonExpression layerExpression(const TorchUnit &unit,
                                   const TorchScope &scope);
  PythonExpression useOf(const TorchUnit &unit, const TorchScope &scope);
  void writeKind(const std::string &kind);
  std::unique_ptr<TorchClass> unify(const std::string &kind, const Uses &uses);
  std::string makerOf(const TorchUnit &unit, bool isNorm);
  std::string className(const std::string &kind);

  const Network &network;
  std::map<const TorchUnit *, std::string> kinds;
  std::map<std::string, Uses> usesOf;
  std::set<std::string> writtenKinds;
  std::map<const TorchUnit *, std::pair<const TorchClass *, size_t>> classOf;
  std::set<std::string> names; ///< Of classes, and what the file imports.
  std::string ofNetwork;
  std::vector<std::unique_ptr<TorchClass>> written;
  TorchUsual usualConv, usualLinear;
  TorchClassesUsed used;
};

} // namespace gnet

#endif // GNET_PYTORCH_CLASSES_CLASSES_H
