//===- PrepareFunction.h - The code that makes a model's tensors ----------===//
#ifndef GNET_TARGET_PROGRAM_PREPAREFUNCTION_H
#define GNET_TARGET_PROGRAM_PREPAREFUNCTION_H

#include "mlir/IR/IRMapping.h"
#include "target/program/PlannedProgram.h"
#include "target/program/RuntimeCalls.h"

namespace gnet {

/// `i32 prepare(builder)`: makes the learned tensors, folds what is folded and
/// packs what is packed. Where something is to be made for each step, a target
/// says in a class of its own how.
class PrepareFunction {
public:
  PrepareFunction(mlir::ModuleOp module, const PlannedProgram &program);
  virtual ~PrepareFunction() = default;

  /// Adds the function at the end of the module.
  mlir::FailureOr<mlir::LLVM::LLVMFuncOp> emit();

protected:
  virtual mlir::LogicalResult emitStep(gnk::KernelInterface step) {
    return mlir::success();
  }

  /// The pointer that stands for `tensor`: NULL where there is none.
  mlir::Value tensorPointer(mlir::Value tensor, mlir::Location location);
  mlir::Value call(llvm::StringRef name, mlir::Type result,
                   mlir::ValueRange arguments, mlir::Location where);

  mlir::OpBuilder builder;
  StatusFunction function;
  mlir::Value state; ///< The gnetrt_builder.

private:
  mlir::LogicalResult emitOperation(mlir::Operation &op);
  void emitParameter(gn::ParameterOp parameter);
  void emitConstant(gn::ConstantOp constant);
  void emitConnectWeight(gn::ConnectWeightOp connect);
  void emitFoldWeight(gn::FoldWeightOp fold);
  void emitFoldBias(gn::FoldBiasOp fold);
  void emitPack(gnk::PackOp pack);
  mlir::LLVM::GlobalOp emitPacking(gnk::PackOp pack);

  mlir::Value real(double value, mlir::Location location);
  /// Maps `tensor` to `made`; no memory for it ends the function.
  void defineFolded(mlir::Value tensor, mlir::Value made,
                    mlir::Location location);
  /// A constant array, named as no other.
  mlir::LLVM::GlobalOp createArray(llvm::StringRef name, mlir::Type element,
                                   mlir::DenseElementsAttr values,
                                   mlir::Location where);
  /// Its address.
  mlir::Value emitArray(llvm::StringRef name, mlir::Type element,
                        mlir::DenseElementsAttr values, mlir::Location where);

  mlir::ModuleOp module;
  const PlannedProgram &program;
  mlir::Type pointer;
  mlir::IRMapping tensors;
  int64_t arrayIndex = 0;
};

} // namespace gnet

#endif // GNET_TARGET_PROGRAM_PREPAREFUNCTION_H
