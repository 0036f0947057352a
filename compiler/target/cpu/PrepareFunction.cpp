//===- PrepareFunction.cpp - The code that makes a model's kernels --------===//
//
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   gnk.conv %input, %w into %0 {...}
// becomes
//   %w = llvm.call @gnetrt_parameter_value(%builder, 0)
//   %s = llvm.call @gnetrt_onednn_conv(%builder, 0, @step0.conv, %w, null)
// where each call that can fail is followed by a branch to the exit.
//
//===----------------------------------------------------------------------===//
#include "mlir/IR/IRMapping.h"
#include "target/cpu/Descriptors.h"
#include "target/cpu/ProgramLayout.h"
#include "target/cpu/ProgramParts.h"
#include "target/cpu/RuntimeCalls.h"

using namespace mlir;

namespace gnet {
namespace {

class PrepareEmitter {
public:
  PrepareEmitter(ModuleOp module, const PlannedProgram &program)
      : module(module), program(program), builder(module.getContext()),
        pointer(LLVM::LLVMPointerType::get(module.getContext())) {}

  FailureOr<LLVM::LLVMFuncOp> emit();

private:
  LogicalResult emitOperation(Operation &op);
  void emitParameter(gn::ParameterOp parameter);
  void emitFoldWeight(gn::FoldWeightOp fold);
  void emitFoldBias(gn::FoldBiasOp fold);
  LogicalResult emitStep(gnk::KernelInterface step);

  /// The pointer that stands for `tensor`: NULL where there is none.
  Value tensorPointer(Value tensor, Location location);
  Value constantReal(const APFloat &value, Location location);
  Value call(StringRef name, Type result, ValueRange arguments, Location where);
  /// Maps `tensor` to `made`; no memory for it ends the function.
  void defineFolded(Value tensor, Value made, Location location);
  LLVM::GlobalOp emitDescriptor(const Descriptor &descriptor, Location where);

  ModuleOp module;
  const PlannedProgram &program;
  OpBuilder builder;
  Type pointer;
  StatusFunction function;
  Value state; ///< The gnetrt_builder.
  IRMapping tensors;
  int64_t stepIndex = 0;
};

FailureOr<LLVM::LLVMFuncOp> PrepareEmitter::emit() {
  function = createStatusFunction(builder, module, "prepare", 1);
  state = function.function.getArgument(0);
  func::FuncOp planned = program.function;
  for (Operation &op : planned.front())
    if (failed(emitOperation(op)))
      return failure();
  finish(builder, function);
  return function.function;
}

LogicalResult PrepareEmitter::emitOperation(Operation &op) {
  if (auto parameter = dyn_cast<gn::ParameterOp>(op))
    emitParameter(parameter);
  else if (auto fold = dyn_cast<gn::FoldWeightOp>(op))
    emitFoldWeight(fold);
  else if (auto fold = dyn_cast<gn::FoldBiasOp>(op))
    emitFoldBias(fold);
  else if (auto step = dyn_cast<gnk::KernelInterface>(op))
    return emitStep(step);
  return success();
}

void PrepareEmitter::emitParameter(gn::ParameterOp parameter) {
  Location location = parameter.getLoc();
  int64_t index = program.parameterIndex.lookup(parameter.getName());
  Value number = constantInteger(builder, location, index);
  tensors.map(parameter.getValue(), call("gnetrt_parameter_value", pointer,
                                         {state, number}, location));
}

void PrepareEmitter::emitFoldWeight(gn::FoldWeightOp fold) {
  Location location = fold.getLoc();
  Value made = call("gnetrt_fold_weight", pointer,
                    {state, tensorPointer(fold.getWeight(), location),
                     tensorPointer(fold.getScale(), location),
                     tensorPointer(fold.getVariance(), location),
                     constantReal(fold.getEpsilon(), location)},
                    location);
  defineFolded(fold.getValue(), made, location);
}

void PrepareEmitter::emitFoldBias(gn::FoldBiasOp fold) {
  Location location = fold.getLoc();
  Value made = call("gnetrt_fold_bias", pointer,
                    {state, tensorPointer(fold.getBias(), location),
                     tensorPointer(fold.getScale(), location),
                     tensorPointer(fold.getShift(), location),
                     tensorPointer(fold.getMean(), location),
                     tensorPointer(fold.getVariance(), location),
                     constantReal(fold.getEpsilon(), location)},
                    location);
  defineFolded(fold.getValue(), made, location);
}

LogicalResult PrepareEmitter::emitStep(gnk::KernelInterface step) {
  FailureOr<Descriptor> descriptor = describe(step);
  if (failed(descriptor))
    return failure();
  Location location = step.getLoc();
  LLVM::GlobalOp global = emitDescriptor(*descriptor, location);
  SmallVector<Value> arguments = {
      state, constantInteger(builder, location, stepIndex),
      LLVM::AddressOfOp::create(builder, location, global)};
  for (Value tensor : descriptor->tensors)
    arguments.push_back(tensorPointer(tensor, location));
  Value status = call(("gnetrt_onednn_" + descriptor->kind).str(),
                      builder.getI32Type(), arguments, location);
  exitUnlessOk(builder, location, status, function);
  ++stepIndex;
  return success();
}

Value PrepareEmitter::tensorPointer(Value tensor, Location location) {
  if (tensor)
    return tensors.lookup(tensor);
  return LLVM::ZeroOp::create(builder, location, pointer);
}

Value PrepareEmitter::constantReal(const APFloat &value, Location location) {
  return LLVM::ConstantOp::create(
      builder, location, builder.getF64FloatAttr(value.convertToDouble()));
}

Value PrepareEmitter::call(StringRef name, Type result, ValueRange arguments,
                           Location where) {
  return callRuntime(builder, module, where, name, result, arguments);
}

void PrepareEmitter::defineFolded(Value tensor, Value made, Location location) {
  tensors.map(tensor, made);
  Value null = LLVM::ZeroOp::create(builder, location, pointer);
  Value missing = LLVM::ICmpOp::create(builder, location,
                                       LLVM::ICmpPredicate::eq, made, null);
  Value status = constantStatus(builder, location, statusOutOfMemory);
  exitIf(builder, location, missing, status, function);
}

LLVM::GlobalOp PrepareEmitter::emitDescriptor(const Descriptor &descriptor,
                                              Location where) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function.function);
  std::string name = ("step" + Twine(stepIndex) + "." + descriptor.kind).str();
  return LLVM::GlobalOp::create(builder, where, descriptor.type,
                                /*isConstant=*/true, LLVM::Linkage::Internal,
                                name, descriptor.fields);
}

} // namespace

FailureOr<LLVM::LLVMFuncOp> emitPrepareFunction(ModuleOp module,
                                                const PlannedProgram &program) {
  return PrepareEmitter(module, program).emit();
}

} // namespace gnet
