//===- Stage.h - A step of the way from a spec to a package ---------------===//
#ifndef GNET_TARGET_STAGE_H
#define GNET_TARGET_STAGE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <string>
#include <vector>

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace gnet {

/// What a user gets who asks for a stage.
enum class StageKind {
  Inner,   ///< Cannot be asked for: it is there for what needs it.
  Report,  ///< Text of the network, to look at.
  Drawing, ///< The same as a picture.
  File,    ///< A file made of the network and its weights, which it writes.
  Page,    ///< All that is known of it, to a file, which it writes.
  Text,    ///< A stage of compiling.
  Binary,  ///< A stage of compiling that is not for a terminal.
  Package, ///< A folder, which it writes.
};

struct Stage {
  /// What it makes: the word for `--emit` and for the stages that need it.
  llvm::StringRef name;
  StageKind kind = StageKind::Text;
  /// What is made before it.
  std::vector<llvm::StringRef> needs = {};

  /// What gnetc is at meanwhile, as "importing", and if told, with what. Stages
  /// in a row with the same words are one step for the user and the timing; one
  /// without words is part of the step before it.
  llvm::StringRef step = "";
  std::function<std::string()> subject = {};

  /// Its file's name among the dumped stages, behind the number: as "gnk.mlir".
  /// Empty: it is not dumped.
  llvm::StringRef file = "";

  /// It is made by passes over the module, by a function, or by both in this
  /// order.
  std::function<llvm::Error(mlir::OpPassManager &)> passes = {};
  std::function<llvm::Error()> make = {};
  /// Prints it. Where there is none, it is the module.
  std::function<llvm::Error(llvm::raw_ostream &)> print = {};
};

} // namespace gnet

#endif // GNET_TARGET_STAGE_H
