//===- KernelBuilder.cpp - Writes the body of a GPU kernel ----------------===//
#include "target/cuda/kernels/KernelBuilder.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr unsigned globalMemory = 1, sharedMemory = 3;
constexpr llvm::StringLiteral sharedName = "shared";
constexpr int64_t floatBytes = sizeof(float);

/// Dynamic shared memory is an array of no length that others define; a
/// variable of the module's own would be placed and sized by it.
LLVM::GlobalOp sharedOf(gpu::GPUModuleOp module) {
  if (auto known = module.lookupSymbol<LLVM::GlobalOp>(sharedName))
    return known;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto bytes = LLVM::LLVMArrayType::get(builder.getI8Type(), 0);
  auto global = LLVM::GlobalOp::create(
      builder, module.getLoc(), bytes, /*isConstant=*/false,
      LLVM::Linkage::External, sharedName, Attribute(), /*alignment=*/128,
      sharedMemory);
  return global;
}

} // namespace

KernelBuilder::KernelBuilder(gpu::GPUModuleOp module, StringRef name,
                             Location location, const Launch &launch)
    : BodyBuilder(location, IntegerType::get(module.getContext(), 32)),
      launch(launch), module(module) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext(), globalMemory);
  SmallVector<Type> types(6, pointer);
  types.push_back(builder.getI32Type());
  builder.setInsertionPointToEnd(module.getBody());
  function = gpu::GPUFuncOp::create(builder, where, name,
                                    builder.getFunctionType(types, {}));
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function.setKnownBlockSizeAttr(builder.getDenseI32ArrayAttr(
      {static_cast<int32_t>(launch.threads), 1, 1}));
  builder.setInsertionPointToEnd(&function.getBody().front());
  gpu::ReturnOp::create(builder, where);
  builder.setInsertionPointToStart(&function.getBody().front());
  Value *const arguments[] = {&source, &other,   &destination, &weight,
                              &bias,   &scratch, &images};
  for (auto [value, argument] :
       llvm::zip_equal(arguments, function.getArguments()))
    *value = argument;
  thread = arith::IndexCastOp::create(
      builder, where, builder.getI32Type(),
      gpu::ThreadIdOp::create(builder, where, gpu::Dimension::x));
}

gnk::LaunchAttr KernelBuilder::launchAttr() {
  return gnk::LaunchAttr::get(
      builder.getContext(),
      FlatSymbolRefAttr::get(builder.getContext(), function.getName()),
      {launch.blocksOfImage, launch.columns, launch.layers}, /*images=*/0,
      {launch.threads, 1, 1}, launch.sharedBytes);
}

Value KernelBuilder::blockNumber(gpu::Dimension dimension) {
  return arith::IndexCastOp::create(
      builder, where, builder.getI32Type(),
      gpu::BlockIdOp::create(builder, where, dimension));
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

Value KernelBuilder::reduceOne(Value from, Value to, int64_t step,
                               Value initial,
                               function_ref<Value(Value, Value)> body) {
  return reduce(from, to, step, initial, [&](Value at, ArrayRef<Value> before) {
    return SmallVector<Value>{body(at, before[0])};
  })[0];
}

Value KernelBuilder::choose(Value condition, Type type,
                            function_ref<Value()> then,
                            function_ref<Value()> otherwise) {
  auto branch = scf::IfOp::create(builder, where, type, condition,
                                  /*addThenBlock=*/true, /*addElseBlock=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  scf::YieldOp::create(builder, where, then());
  builder.setInsertionPointToStart(branch.elseBlock());
  scf::YieldOp::create(builder, where, otherwise());
  return branch.getResult(0);
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

Value KernelBuilder::lane(Value vector, int64_t number) {
  return countOf(vector) == 1
             ? vector
             : vector::ExtractOp::create(builder, where, vector, number);
}

Value KernelBuilder::vectorOf(ArrayRef<Value> lanes) {
  if (lanes.size() == 1)
    return lanes.front();
  return vector::FromElementsOp::create(
      builder, where, cast<VectorType>(floatsType(int64_t(lanes.size()))),
      lanes);
}

Value KernelBuilder::fma(Value a, Value b, Value c) {
  return math::FmaOp::create(builder, where, a, b, c);
}

Value KernelBuilder::toFloat(Value index) {
  return arith::SIToFPOp::create(builder, where, builder.getF32Type(), index);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

Value KernelBuilder::imageOf(Value pointer, Value image, int64_t stride) {
  Type wide = builder.getI64Type();
  Value number = arith::ExtUIOp::create(builder, where, wide, image);
  Value floats = arith::ConstantOp::create(builder, where,
                                           builder.getI64IntegerAttr(stride));
  return place(pointer, arith::MulIOp::create(builder, where, number, floats));
}

Value KernelBuilder::shared() {
  return LLVM::AddressOfOp::create(builder, where, sharedOf(module));
}

Value KernelBuilder::place(Value pointer, Value at) {
  return LLVM::GEPOp::create(builder, where, pointer.getType(),
                             builder.getF32Type(), pointer,
                             ArrayRef<LLVM::GEPArg>{at});
}

Value KernelBuilder::load(Value pointer, Value at, int64_t count) {
  return LLVM::LoadOp::create(builder, where, floatsType(count),
                              place(pointer, at),
                              static_cast<unsigned>(count * floatBytes));
}

void KernelBuilder::store(Value value, Value pointer, Value at) {
  LLVM::StoreOp::create(builder, where, value, place(pointer, at),
                        static_cast<unsigned>(countOf(value) * floatBytes));
}

void KernelBuilder::copyAsync(Value shared, Value to, Value pointer, Value from,
                              int64_t count, Value condition) {
  int64_t bytes = count * floatBytes;
  Value read = select(condition, index(bytes), index(0));
  // Past the first-level cache: that way there is for 16 bytes alone.
  auto cache = count == 4 ? NVVM::LoadCacheModifierKind::CG
                          : NVVM::LoadCacheModifierKind::CA;
  NVVM::CpAsyncOp::create(builder, where, place(shared, to),
                          place(pointer, from), static_cast<uint32_t>(bytes),
                          cache, read);
}

void KernelBuilder::commitCopies() {
  NVVM::CpAsyncCommitGroupOp::create(builder, where);
}

void KernelBuilder::waitForCopies(int64_t left) {
  NVVM::CpAsyncWaitGroupOp::create(builder, where, static_cast<uint32_t>(left));
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

void KernelBuilder::barrier() { gpu::BarrierOp::create(builder, where); }

Value KernelBuilder::acrossLanes(Value value, int64_t firstDistance,
                                 int64_t lanes,
                                 function_ref<Value(Value, Value)> combine) {
  for (int64_t distance = firstDistance; distance < lanes; distance *= 2) {
    auto shuffled = gpu::ShuffleOp::create(
        builder, where, value, static_cast<int32_t>(distance),
        static_cast<int32_t>(warpLanes), gpu::ShuffleMode::XOR);
    value = combine(value, shuffled.getShuffleResult());
  }
  return value;
}

} // namespace gnet::cuda
