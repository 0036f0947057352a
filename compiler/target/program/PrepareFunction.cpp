//===- PrepareFunction.cpp - The code that makes a model's tensors --------===//
//
//   %w = gn.parameter "conv1.weight" : tensor<64x3x7x7xf32>
//   %p = gnk.pack %w at 64 : tensor<...> to tensor<..., #gnk.packed<...>>
// becomes
//   %w = llvm.call @gnetrt_parameter_value(%builder, 0)
//   %s = llvm.call @gnetrt_pack(%builder, %w, @array0.packing, 64)
// where each call that can fail is followed by a branch to the exit.
//
//===----------------------------------------------------------------------===//
#include "target/program/PrepareFunction.h"
#include "abi/program.h"
#include "target/program/FilterPacking.h"
#include "target/program/ProgramLayout.h"

using namespace mlir;

namespace gnet {

PrepareFunction::PrepareFunction(ModuleOp module, const PlannedProgram &program)
    : builder(module.getContext()), module(module), program(program),
      pointer(LLVM::LLVMPointerType::get(module.getContext())) {}

FailureOr<LLVM::LLVMFuncOp> PrepareFunction::emit() {
  function = createStatusFunction(builder, module, "prepare", 1);
  state = function.function.getArgument(0);
  func::FuncOp planned = program.function;
  for (Operation &op : planned.front())
    if (failed(emitOperation(op)))
      return failure();
  finish(builder, function);
  return function.function;
}

LogicalResult PrepareFunction::emitOperation(Operation &op) {
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
  else if (auto pack = dyn_cast<gnk::PackOp>(op))
    emitPack(pack);
  else if (auto step = dyn_cast<gnk::KernelInterface>(op))
    return emitStep(step);
  return success();
}

void PrepareFunction::emitParameter(gn::ParameterOp parameter) {
  Location location = parameter.getLoc();
  int64_t index = program.parameterIndex.lookup(parameter.getName());
  Value number = constantInteger(builder, location, index);
  tensors.map(parameter.getValue(), call("gnetrt_parameter_value", pointer,
                                         {state, number}, location));
}

void PrepareFunction::emitConstant(gn::ConstantOp constant) {
  Location location = constant.getLoc();
  auto values = cast<DenseElementsAttr>(constant.getValues());
  Value array = emitArray("constant", builder.getF32Type(), values, location);
  Value count = constantInteger(builder, location, values.getNumElements());
  Value made =
      call("gnetrt_constant", pointer, {state, array, count}, location);
  defineFolded(constant.getValue(), made, location);
}

void PrepareFunction::emitConnectWeight(gn::ConnectWeightOp connect) {
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

void PrepareFunction::emitFoldWeight(gn::FoldWeightOp fold) {
  Location location = fold.getLoc();
  Value made = call("gnetrt_fold_weight", pointer,
                    {state, tensorPointer(fold.getWeight(), location),
                     tensorPointer(fold.getScale(), location),
                     tensorPointer(fold.getVariance(), location),
                     real(epsilonOf(fold.getEpsilon()), location)},
                    location);
  defineFolded(fold.getValue(), made, location);
}

void PrepareFunction::emitFoldBias(gn::FoldBiasOp fold) {
  Location location = fold.getLoc();
  Value made = call("gnetrt_fold_bias", pointer,
                    {state, tensorPointer(fold.getBias(), location),
                     tensorPointer(fold.getScale(), location),
                     tensorPointer(fold.getShift(), location),
                     tensorPointer(fold.getMean(), location),
                     tensorPointer(fold.getVariance(), location),
                     real(epsilonOf(fold.getEpsilon()), location)},
                    location);
  defineFolded(fold.getValue(), made, location);
}

void PrepareFunction::emitPack(gnk::PackOp pack) {
  Location location = pack.getLoc();
  LLVM::GlobalOp packing = emitPacking(pack);
  SmallVector<Value> arguments = {
      state, tensorPointer(pack.getTensor(), location),
      LLVM::AddressOfOp::create(builder, location, packing)};
  int64_t type = packedType(pack);
  if (type != GNETRT_F32)
    arguments.push_back(constantInteger(builder, location, type));
  arguments.push_back(
      constantInteger(builder, location, int64_t(pack.getOffset())));
  Value status = call(type == GNETRT_F32 ? "gnetrt_pack" : "gnetrt_pack_as",
                      builder.getI32Type(), arguments, location);
  exitUnlessOk(builder, location, status, function);
}

/// A gnetrt_packing. Its pointers make it a global with an initializer.
LLVM::GlobalOp PrepareFunction::emitPacking(gnk::PackOp pack) {
  Location location = pack.getLoc();
  FilterPacking packing(pack);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function.function);
  LLVM::LLVMStructType type =
      structType(builder.getContext(), ProgramStruct::packing);
  std::string name = ("array" + Twine(arrayIndex++) + ".packing").str();
  auto global = LLVM::GlobalOp::create(
      builder, location, type,
      /*isConstant=*/true, LLVM::Linkage::Internal, name, Attribute());
  auto addressOf = [&](LLVM::GlobalOp array) -> Value {
    if (!array)
      return LLVM::ZeroOp::create(builder, location, pointer);
    return LLVM::AddressOfOp::create(builder, location, array);
  };
  auto reals = [&](ArrayRef<double> values) {
    if (values.empty())
      return LLVM::GlobalOp();
    auto type =
        RankedTensorType::get(int64_t(values.size()), builder.getF64Type());
    return createArray("filter", builder.getF64Type(),
                       DenseElementsAttr::get(type, values), location);
  };
  LLVM::GlobalOp groups =
      createArray("groups", builder.getI64Type(),
                  builder.getI64TensorAttr(packing.groups), location);
  LLVM::GlobalOp vertical = reals(packing.vertical);
  LLVM::GlobalOp horizontal = reals(packing.horizontal);
  builder.setInsertionPointToEnd(
      builder.createBlock(&global.getInitializerRegion()));
  auto integer = [&](int64_t value) {
    return constantInteger(builder, location, value);
  };
  auto sides = [&](ArrayRef<int64_t> values) {
    return LLVM::ConstantOp::create(
        builder, location, LLVM::LLVMArrayType::get(builder.getI64Type(), 2),
        builder.getI64TensorAttr(values));
  };
  SmallVector<Value> fields = inOrderOf<Value>(
      ProgramStruct::packing,
      {{"block", integer(packing.block)},
       {"input_block", integer(packing.inputBlock)},
       {"taps_first", integer(packing.tapsFirst)},
       {"group_count", integer(int64_t(packing.groups.size()))},
       {"groups", addressOf(groups)},
       {"transformed", sides(packing.transformed)},
       {"vertical", addressOf(vertical)},
       {"horizontal", addressOf(horizontal)},
       {"together", integer(packing.together)},
       {"phases", sides(packing.phases)},
       {"halves", integer(int64_t(packing.halves))}});
  Value value = LLVM::PoisonOp::create(builder, location, type);
  for (auto [index, field] : llvm::enumerate(fields))
    value = LLVM::InsertValueOp::create(builder, location, value, field,
                                        static_cast<int64_t>(index));
  LLVM::ReturnOp::create(builder, location, value);
  return global;
}

Value PrepareFunction::tensorPointer(Value tensor, Location location) {
  if (tensor)
    return tensors.lookup(tensor);
  return LLVM::ZeroOp::create(builder, location, pointer);
}

Value PrepareFunction::real(double value, Location location) {
  return LLVM::ConstantOp::create(builder, location,
                                  builder.getF64FloatAttr(value));
}

Value PrepareFunction::call(StringRef name, Type result, ValueRange arguments,
                            Location where) {
  return callRuntime(builder, module, where, name, result, arguments);
}

void PrepareFunction::defineFolded(Value tensor, Value made,
                                   Location location) {
  tensors.map(tensor, made);
  Value null = LLVM::ZeroOp::create(builder, location, pointer);
  Value missing = LLVM::ICmpOp::create(builder, location,
                                       LLVM::ICmpPredicate::eq, made, null);
  Value status = constantStatus(builder, location, statusOutOfMemory);
  exitIf(builder, location, missing, status, function);
}

Value PrepareFunction::emitArray(StringRef name, Type element,
                                 DenseElementsAttr values, Location where) {
  return LLVM::AddressOfOp::create(builder, where,
                                   createArray(name, element, values, where));
}

LLVM::GlobalOp PrepareFunction::createArray(StringRef name, Type element,
                                            DenseElementsAttr values,
                                            Location where) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function.function);
  std::string unique = ("array" + Twine(arrayIndex++) + "." + name).str();
  Type type = LLVM::LLVMArrayType::get(element, values.getNumElements());
  return LLVM::GlobalOp::create(builder, where, type, /*isConstant=*/true,
                                LLVM::Linkage::Internal, unique, values);
}

} // namespace gnet
