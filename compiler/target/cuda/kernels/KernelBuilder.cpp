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

int64_t countOf(Value value) {
  auto vector = dyn_cast<VectorType>(value.getType());
  return vector ? vector.getNumElements() : 1;
}

} // namespace

KernelBuilder::KernelBuilder(gpu::GPUModuleOp module, StringRef name,
                             Location location, const Launch &launch)
    : launch(launch), builder(module.getContext()), where(location),
      module(module) {
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
// Indices
//===----------------------------------------------------------------------===//

Value KernelBuilder::index(int64_t value) {
  return arith::ConstantOp::create(
      builder, where, builder.getIntegerAttr(builder.getI32Type(), value));
}

Value KernelBuilder::add(Value a, Value b) {
  return builder.createOrFold<arith::AddIOp>(where, a, b);
}

Value KernelBuilder::add(Value a, int64_t b) {
  return b == 0 ? a : add(a, index(b));
}

Value KernelBuilder::sub(Value a, Value b) {
  return builder.createOrFold<arith::SubIOp>(where, a, b);
}

Value KernelBuilder::mul(Value a, Value b) {
  return builder.createOrFold<arith::MulIOp>(where, a, b);
}

Value KernelBuilder::mul(Value a, int64_t b) {
  return b == 1 ? a : mul(a, index(b));
}

Value KernelBuilder::div(Value a, int64_t b) {
  return b == 1 ? a : builder.createOrFold<arith::DivUIOp>(where, a, index(b));
}

Value KernelBuilder::rem(Value a, int64_t b) {
  return b == 1 ? index(0)
                : builder.createOrFold<arith::RemUIOp>(where, a, index(b));
}

Value KernelBuilder::least(Value a, Value b) {
  return builder.createOrFold<arith::MinSIOp>(where, a, b);
}

Value KernelBuilder::largest(Value a, Value b) {
  return builder.createOrFold<arith::MaxSIOp>(where, a, b);
}

Value KernelBuilder::compare(arith::CmpIPredicate predicate, Value a, Value b) {
  return arith::CmpIOp::create(builder, where, predicate, a, b);
}

Value KernelBuilder::both(Value a, Value b) {
  return arith::AndIOp::create(builder, where, a, b);
}

SmallVector<Value> KernelBuilder::digits(Value index, ArrayRef<int64_t> sizes) {
  SmallVector<Value> digits(sizes.size() + 1);
  for (size_t i = sizes.size(); i > 0; --i) {
    digits[i] = rem(index, sizes[i - 1]);
    index = div(index, sizes[i - 1]);
  }
  digits[0] = index;
  return digits;
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void KernelBuilder::loop(Value from, Value to, int64_t step,
                         function_ref<void(Value)> body) {
  reduce(from, to, step, {}, [&](Value at, ArrayRef<Value>) {
    body(at);
    return SmallVector<Value>();
  });
}

SmallVector<Value> KernelBuilder::reduce(Value from, Value to, int64_t step,
                                         ArrayRef<Value> initial,
                                         Reduction body) {
  Value by = index(step);
  auto loop = scf::ForOp::create(builder, where, from, to, by, initial);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  SmallVector<Value> values(loop.getRegionIterArgs());
  SmallVector<Value> next = body(loop.getInductionVar(), values);
  // A loop without values comes with its end.
  if (!initial.empty())
    scf::YieldOp::create(builder, where, next);
  return SmallVector<Value>(loop.getResults());
}

Value KernelBuilder::reduceOne(Value from, Value to, int64_t step,
                               Value initial,
                               function_ref<Value(Value, Value)> body) {
  return reduce(from, to, step, initial, [&](Value at, ArrayRef<Value> before) {
    return SmallVector<Value>{body(at, before[0])};
  })[0];
}

void KernelBuilder::when(Value condition, function_ref<void()> then) {
  auto branch = scf::IfOp::create(builder, where, condition,
                                  /*withElseRegion=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(branch.thenYield());
  then();
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

Type KernelBuilder::floatsType(int64_t count) {
  Type element = builder.getF32Type();
  return count == 1 ? element : VectorType::get(count, element);
}

Value KernelBuilder::number(double value, int64_t count) {
  auto single = static_cast<float>(value);
  Type type = floatsType(count);
  TypedAttr attribute = builder.getF32FloatAttr(single);
  if (count > 1)
    attribute = DenseElementsAttr::get(cast<VectorType>(type), single);
  return arith::ConstantOp::create(builder, where, attribute);
}

Value KernelBuilder::numberLike(Value like, double value) {
  return number(value, countOf(like));
}

Value KernelBuilder::broadcast(Value scalar, int64_t count) {
  return count == 1 ? scalar
                    : vector::BroadcastOp::create(builder, where,
                                                  floatsType(count), scalar);
}

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

Value KernelBuilder::addf(Value a, Value b) {
  return arith::AddFOp::create(builder, where, a, b);
}

Value KernelBuilder::subf(Value a, Value b) {
  return arith::SubFOp::create(builder, where, a, b);
}

Value KernelBuilder::mulf(Value a, Value b) {
  return arith::MulFOp::create(builder, where, a, b);
}

Value KernelBuilder::divf(Value a, Value b) {
  return arith::DivFOp::create(builder, where, a, b);
}

/// Of a number and a NaN it gives either.
Value KernelBuilder::maxf(Value a, Value b) {
  return arith::MaxNumFOp::create(builder, where, a, b,
                                  arith::FastMathFlags::nnan);
}

Value KernelBuilder::minf(Value a, Value b) {
  return arith::MinNumFOp::create(builder, where, a, b,
                                  arith::FastMathFlags::nnan);
}

Value KernelBuilder::fma(Value a, Value b, Value c) {
  return math::FmaOp::create(builder, where, a, b, c);
}

Value KernelBuilder::select(Value condition, Value a, Value b) {
  return arith::SelectOp::create(builder, where, condition, a, b);
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
