//===- Target.h - What a package can be compiled for ----------------------===//
//
// The seam between the driver and the targets. A target is a folder here with a
// function `<name>Target` and a word in CMakeLists.txt; nothing else knows it
// by name. As in LLVM, a Target says what there is, and what it creates
// compiles one network for the machine that the options name.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_TARGET_TARGET_H
#define GNET_TARGET_TARGET_H

#include "target/Stage.h"
#include "tuning/Tuning.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace mlir {
class DialectRegistry;
class Operation;
} // namespace mlir

namespace gnet {

struct ProgramFigures;
struct TargetParts;

/// `--name=VALUE` of gnetc, or `--name` where `value` is empty. Targets that
/// both have one describe it alike.
struct TargetOption {
  llvm::StringRef name;
  llvm::StringRef value = ""; ///< What help calls the value, as "level".
  llvm::StringRef help;       ///< What it says of it, with the default.
  std::vector<llvm::StringRef> values = {}; ///< What shells offer.
  bool isForTuning = false; ///< Whether `gnetc tune` takes it, too.
};

/// A layer of the network, or a module, by the path that `--option` gives.
struct NamedLayer {
  llvm::StringRef option;
  std::string path;
};

/// By option, what the command line gives. What is missing has its default.
using TargetOptionValues = llvm::StringMap<std::string>;

/// What the driver has for a target. `module` and `weights` are there
/// once the stages `gn` and `safetensors` are made.
struct TargetInput {
  /// The module that all passes work on.
  mlir::Operation *module = nullptr;
  /// A safetensors file of the network's weights; empty: none are given.
  llvm::StringRef weights = "";
  /// Whether the library is to hold them itself.
  bool embedWeights = false;
  std::string compiler = ""; ///< As "gnetc 0.1.0".
};

/// Compiles one network.
class TargetCompiler {
public:
  virtual ~TargetCompiler() = default;

  /// Called once, before anything is made; the stages are known before that.
  virtual llvm::Error setOptions(const TargetOptionValues &given) = 0;

  /// Those that the options name. The driver looks whether they are there.
  virtual std::vector<NamedLayer> namedLayers() const { return {}; }

  /// A file of `gnetc calibrate` that they name; empty: none. The driver looks
  /// whether it is of this network and its weights.
  virtual llvm::StringRef calibration() const { return ""; }

  /// Adds the passes that make `gnk` of `gn-inference`: planning with what this
  /// target's machine has.
  virtual llvm::Error plan(mlir::OpPassManager &passes) = 0;

  /// The way down from `gnk`, in the order in which the stages are made; the
  /// last is what a package needs. They refer to this and to `input`.
  virtual std::vector<Stage> stages(const TargetInput &input) = 0;

  /// The name of the stage behind `gnk` after which stepKernels() is known;
  /// empty for a target that has no kernels to choose among.
  virtual llvm::StringRef stepsStage() const { return ""; }
  /// In order of a run.
  virtual std::vector<StepKernels> stepKernels() const { return {}; }
  /// The processor that kernels are for, as `Tuning` calls it.
  virtual llvm::Expected<std::string> processor() const { return ""; }

  /// Adds what reports say of each program that a package is to have, once the
  /// stage `gnk` is made.
  virtual llvm::Error describePrograms(const TargetInput & /*input*/,
                                       std::vector<ProgramFigures> &) {
    return llvm::Error::success();
  }

  /// What the stages made, for a package. Called after the last of them.
  virtual llvm::Expected<TargetParts> takeParts(const TargetInput &input) = 0;
};

/// What a target says of itself.
struct Target {
  llvm::StringRef name;
  llvm::StringRef summary; ///< Behind `--target=<name>` in help.
  std::vector<TargetOption> options = {};
  /// Makes its passes, and the dialects that they work on, known to gnet-opt.
  void (*registerPasses)(mlir::DialectRegistry &dialects);
  std::unique_ptr<TargetCompiler> (*createCompiler)();
};

} // namespace gnet

#endif // GNET_TARGET_TARGET_H
