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
  void emitConstant(gn::ConstantOp constant);
  void emitConnectWeight(gn::ConnectWeightOp connect);
  void emitFoldWeight(gn::FoldWeightOp fold);
  void emitFoldBias(gn::FoldBiasOp fold);
  LogicalResult emitStep(gnk::KernelInterface step);

  /// The pointer that stands for `tensor`: NULL where there is none.
  Value tensorPointer(Value tensor, Location location);
  /// 0 where the fold divides by nothing.
  template <typename Fold> Value epsilonOf(Fold fold, Location location);
  Value call(StringRef name, Type result, ValueRange arguments, Location where);
  /// Maps `tensor` to `made`; no memory for it ends the function.
  void defineFolded(Value tensor, Value made, Location location);
  LLVM::GlobalOp emitDescriptor(const Descriptor &descriptor, Location where);
  /// The address of a constant array, named as no other.
  Value emitArray(StringRef name, Type element, DenseElementsAttr values,
                  Location where);

  ModuleOp module;
  const PlannedProgram &program;
  OpBuilder builder;
  Type pointer;
  StatusFunction function;
  Value state; ///< The gnetrt_builder.
  IRMapping tensors;
  int64_t stepIndex = 0;
  int64_t arrayIndex = 0;
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
  else if (auto constant = dyn_cast<gn::ConstantOp>(op))
    emitConstant(constant);
  else if (auto connect = dyn_cast<gn::ConnectWeightOp>(op))
    emitConnectWeight(connect);
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

void PrepareEmitter::emitConstant(gn::ConstantOp constant) {
  Location location = constant.getLoc();
  auto values = cast<DenseElementsAttr>(constant.getValues());
  Value array = emitArray("constant", builder.getF32Type(), values, location);
  Value count = constantInteger(builder, location, values.getNumElements());
  Value made =
      call("gnetrt_constant", pointer, {state, array, count}, location);
  defineFolded(constant.getValue(), made, location);
}

/// A connection's place among all pairs of an output and an input channel.
static SmallVector<int64_t> placesOf(gn::ConnectWeightOp connect) {
  int64_t inputs = connect.getValue().getType().getDimSize(1);
  SmallVector<int64_t> places;
  for (auto [output, list] : llvm::enumerate(connect.getConnections()))
    for (int64_t input : cast<DenseI64ArrayAttr>(list).asArrayRef())
      places.push_back(static_cast<int64_t>(output) * inputs + input);
  return places;
}

void PrepareEmitter::emitConnectWeight(gn::ConnectWeightOp connect) {
  Location location = connect.getLoc();
  RankedTensorType type = connect.getValue().getType();
  Value places =
      emitArray("connections", builder.getI64Type(),
                builder.getI64TensorAttr(placesOf(connect)), location);
  Value made =
      call("gnetrt_connect_weight", pointer,
           {state, tensorPointer(connect.getWeight(), location), places,
            constantInteger(builder, location, type.getDimSize(0)),
            constantInteger(builder, location, type.getDimSize(1))},
           location);
  defineFolded(connect.getValue(), made, location);
}

void PrepareEmitter::emitFoldWeight(gn::FoldWeightOp fold) {
  Location location = fold.getLoc();
  Value made = call("gnetrt_fold_weight", pointer,
                    {state, tensorPointer(fold.getWeight(), location),
                     tensorPointer(fold.getScale(), location),
                     tensorPointer(fold.getVariance(), location),
                     epsilonOf(fold, location)},
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
                     epsilonOf(fold, location)},
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

template <typename Fold>
Value PrepareEmitter::epsilonOf(Fold fold, Location location) {
  double epsilon = fold.getEpsilon() ? fold.getEpsilon()->convertToDouble() : 0;
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getF64FloatAttr(epsilon));
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

Value PrepareEmitter::emitArray(StringRef name, Type element,
                                DenseElementsAttr values, Location where) {
  std::string unique = ("array" + Twine(arrayIndex++) + "." + name).str();
  Type type = LLVM::LLVMArrayType::get(element, values.getNumElements());
  LLVM::GlobalOp global;
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(function.function);
    global = LLVM::GlobalOp::create(builder, where, type, /*isConstant=*/true,
                                    LLVM::Linkage::Internal, unique, values);
  }
  return LLVM::AddressOfOp::create(builder, where, global);
}

} // namespace

FailureOr<LLVM::LLVMFuncOp> emitPrepareFunction(ModuleOp module,
                                                const PlannedProgram &program) {
  return PrepareEmitter(module, program).emit();
}

} // namespace gnet
