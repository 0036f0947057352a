//===- KernelBuilder.cpp - Writes the body of a GPU kernel ----------------===//
#include "target/cuda/kernels/KernelBuilder.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace gnet::cuda {
namespace {

constexpr unsigned globalMemory = 1, sharedMemory = 3;
/// As what warpgroups read in pieces that are exchanged.
constexpr int64_t sharedAlignment = 1024;
constexpr llvm::StringLiteral sharedName = "shared";

/// Dynamic shared memory is an array of no length that others define; a
/// variable of the module's own would be placed and sized by it.
LLVM::GlobalOp sharedOf(gpu::GPUModuleOp module) {
  if (auto known = module.lookupSymbol<LLVM::GlobalOp>(sharedName))
    return known;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto bytes = LLVM::LLVMArrayType::get(builder.getI8Type(), 0);
  auto global = LLVM::GlobalOp::create(
      builder, module.getLoc(), bytes, /*isConstant=*/false,
      LLVM::Linkage::External, sharedName, Attribute(), sharedAlignment,
      sharedMemory);
  return global;
}

/// `(source, other, destination, weight, bias, scratch, images)`.
SmallVector<Type> stepParameters(MLIRContext *context) {
  SmallVector<Type> types(6, LLVM::LLVMPointerType::get(context, globalMemory));
  types.push_back(IntegerType::get(context, 32));
  return types;
}

/// Whether floats of 32 bits are made of what is loaded from there.
bool isNarrow(Type element) { return element.isBF16() || element.isF16(); }

/// What memory of `element` has in LLVM.
Type storedType(Type element) {
  return element.isTF32() ? Float32Type::get(element.getContext()) : element;
}

Type elementTypeOf(Value value) {
  auto buffer = dyn_cast<gnk::BufferType>(value.getType());
  return buffer ? buffer.getElementType() : getElementTypeOrSelf(value);
}

} // namespace

KernelBuilder::KernelBuilder(gpu::GPUModuleOp module, Location location,
                             StringRef name, ArrayRef<Type> parameters,
                             const Launch &launch, Wait wait)
    : BodyBuilder(location, IntegerType::get(module.getContext(), 32)),
      launch(launch), wait(wait), module(module) {
  builder.setInsertionPointToEnd(module.getBody());
  function = gpu::GPUFuncOp::create(builder, where, name,
                                    builder.getFunctionType(parameters, {}));
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  function.setKnownBlockSizeAttr(builder.getDenseI32ArrayAttr(
      {static_cast<int32_t>(launch.threads), 1, 1}));
  builder.setInsertionPointToEnd(&function.getBody().front());
  gpu::ReturnOp::create(builder, where);
  builder.setInsertionPointToStart(&function.getBody().front());
  thread = arith::IndexCastOp::create(
      builder, where, builder.getI32Type(),
      gpu::ThreadIdOp::create(builder, where, gpu::Dimension::x));
}

KernelBuilder::KernelBuilder(gpu::GPUModuleOp module, StringRef name,
                             gnk::KernelInterface step, const Launch &launch,
                             Wait wait)
    : KernelBuilder(module, step.getLoc(), name,
                    stepParameters(module.getContext()), launch, wait) {
  Type single = builder.getF32Type();
  SmallVector<OpOperand *, 2> reads = step.getReads();
  SmallVector<Value> tensors = step.getTensors();
  bool hasWeight = !tensors.empty() && tensors[0];
  const std::pair<Memory *, Type> arguments[] = {
      {&source, elementTypeOf(step.getSource())},
      {&other, reads.size() > 1 ? elementTypeOf(reads[1]->get()) : single},
      {&destination, elementTypeOf(gnk::resultOf(step).getDestination())},
      {&weight, hasWeight ? elementTypeOf(tensors[0]) : single},
      {&bias, single},
      {&scratch, single}};
  for (auto [i, argument] : llvm::enumerate(arguments))
    *argument.first = {function.getArgument(i), argument.second};
  images = function.getArgument(std::size(arguments));
  if (wait == Wait::AtBegin)
    waitForLaunches();
}

bool KernelBuilder::hasWarpgroups() const {
  ArrayAttr targets = gpu::GPUModuleOp(module).getTargetsAttr();
  return targets && llvm::any_of(targets, [](Attribute target) {
           auto nvvm = dyn_cast<NVVM::NVVMTargetAttr>(target);
           return nvvm && nvvm.getChip() == warpgroupArch;
         });
}

Value KernelBuilder::argument(unsigned number) const {
  return gpu::GPUFuncOp(function).getArgument(number);
}

gnk::LaunchAttr KernelBuilder::launchAttr(std::optional<int64_t> images) {
  return gnk::LaunchAttr::get(
      builder.getContext(),
      FlatSymbolRefAttr::get(builder.getContext(), function.getName()),
      {launch.blocksOfImage, launch.columns, launch.layers}, images,
      {launch.threads, 1, 1}, launch.sharedBytes);
}

Value KernelBuilder::blockNumber(gpu::Dimension dimension) {
  return arith::IndexCastOp::create(
      builder, where, builder.getI32Type(),
      gpu::BlockIdOp::create(builder, where, dimension));
}

Value KernelBuilder::wideMul(Value a, Value b) {
  Value wide = arith::ExtUIOp::create(builder, where, b.getType(), a);
  return arith::MulIOp::create(builder, where, wide, b);
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
  auto type = VectorType::get(int64_t(lanes.size()), lanes.front().getType());
  return vector::FromElementsOp::create(builder, where, type, lanes);
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

Memory KernelBuilder::imageOf(const Memory &memory, Value image,
                              int64_t stride) {
  Type wide = builder.getI64Type();
  Value number = arith::ExtUIOp::create(builder, where, wide, image);
  Value elements = arith::ConstantOp::create(builder, where,
                                             builder.getI64IntegerAttr(stride));
  return place(memory, arith::MulIOp::create(builder, where, number, elements));
}

Memory KernelBuilder::shared(Type element) {
  return {LLVM::AddressOfOp::create(builder, where, sharedOf(module)),
          element ? element : builder.getF32Type()};
}

Memory KernelBuilder::place(const Memory &memory, Value at) {
  return {LLVM::GEPOp::create(builder, where, memory.pointer.getType(),
                              storedType(memory.element), memory.pointer,
                              ArrayRef<LLVM::GEPArg>{at}),
          memory.element};
}

Memory KernelBuilder::behind(const Memory &memory, int64_t elements) {
  return place(memory,
               arith::ConstantOp::create(builder, where,
                                         builder.getI64IntegerAttr(elements)));
}

Value KernelBuilder::load(const Memory &memory, Value at, int64_t count) {
  if (memory.element.isBF16())
    return loadWords(memory, at, count);
  Type type = storedType(memory.element);
  if (count > 1)
    type = VectorType::get(count, type);
  Value loaded = LLVM::LoadOp::create(
      builder, where, type, place(memory, at).pointer,
      static_cast<unsigned>(count * gnk::elementBytes(memory.element)));
  if (!isNarrow(memory.element))
    return loaded;
  return arith::ExtFOp::create(builder, where, floatsType(count), loaded);
}

/// A bf16 is the upper half of a float32. Two of them come as a word, the first
/// as its lower half.
Value KernelBuilder::loadWords(const Memory &memory, Value at, int64_t count) {
  Type word = builder.getI32Type();
  Value from = place(memory, at).pointer;
  auto floatOf = [&](Value bits) -> Value {
    return LLVM::BitcastOp::create(builder, where, builder.getF32Type(), bits);
  };
  Value shift =
      arith::ConstantOp::create(builder, where, builder.getI32IntegerAttr(16));
  if (count == 1) {
    Value half = LLVM::LoadOp::create(builder, where, builder.getI16Type(),
                                      from, /*alignment=*/2);
    Value wide = arith::ExtUIOp::create(builder, where, word, half);
    return floatOf(arith::ShLIOp::create(builder, where, wide, shift));
  }
  int64_t words = count / 2;
  Type type = words == 1 ? word : VectorType::get(words, word);
  Value loaded = LLVM::LoadOp::create(builder, where, type, from,
                                      static_cast<unsigned>(2 * count));
  Value upper = arith::ConstantOp::create(
      builder, where, builder.getI32IntegerAttr(int32_t(0xFFFF0000)));
  SmallVector<Value> lanes;
  for (int64_t i = 0; i < words; ++i) {
    Value bits = lane(loaded, i);
    lanes.push_back(
        floatOf(arith::ShLIOp::create(builder, where, bits, shift)));
    lanes.push_back(
        floatOf(arith::AndIOp::create(builder, where, bits, upper)));
  }
  return vectorOf(lanes);
}

void KernelBuilder::store(Value value, const Memory &memory, Value at) {
  int64_t bytes = countOf(value) * gnk::elementBytes(memory.element);
  if (memory.element.isTF32())
    value = roundedWords(value);
  else if (isNarrow(memory.element))
    value = wordsOf(value, memory.element);
  LLVM::StoreOp::create(builder, where, value, place(memory, at).pointer,
                        static_cast<unsigned>(bytes));
}

Value KernelBuilder::loadByte(const Memory &memory, Value at) {
  Value byte = LLVM::LoadOp::create(builder, where, memory.element,
                                    place(memory, at).pointer, /*alignment=*/1);
  return arith::UIToFPOp::create(builder, where, builder.getF32Type(), byte);
}

/// Floats rounded to tf32, as words.
Value KernelBuilder::roundedWords(Value floats) {
  SmallVector<Value> words;
  for (int64_t i = 0; i < countOf(floats); ++i)
    words.push_back(NVVM::ConvertFloatToTF32Op::create(
        builder, where, builder.getI32Type(), lane(floats, i),
        NVVM::FPRoundingMode::RNA, NVVM::SaturationMode::NONE, /*relu=*/false));
  return vectorOf(words);
}

/// Floats rounded to `element`, of 16 bits: one, or pairs in words. PTX rounds
/// two at once, of which the first is the upper half.
Value KernelBuilder::wordsOf(Value floats, Type element) {
  StringRef name = element.isBF16() ? "bf16" : "f16";
  auto convert = [&](const Twine &instruction, Type type, ValueRange values) {
    return LLVM::CallIntrinsicOp::create(
               builder, where, type,
               builder.getStringAttr("llvm.nvvm." + instruction + ".rn"),
               values)
        .getResult(0);
  };
  int64_t count = countOf(floats);
  if (count == 1)
    return convert("f2" + name, element, floats);
  SmallVector<Value> words;
  for (int64_t i = 0; i < count; i += 2) {
    Value pair = convert("ff2" + name + "x2", VectorType::get(2, element),
                         {lane(floats, i + 1), lane(floats, i)});
    words.push_back(
        LLVM::BitcastOp::create(builder, where, builder.getI32Type(), pair));
  }
  if (words.size() == 1)
    return words.front();
  return vector::FromElementsOp::create(
      builder, where,
      VectorType::get(int64_t(words.size()), builder.getI32Type()), words);
}

void KernelBuilder::copyAsync(const Memory &shared, const Memory &from,
                              int64_t count, Value condition) {
  int64_t bytes = count * gnk::elementBytes(from.element);
  Value read = condition ? select(condition, index(bytes), index(0)) : Value();
  // Past the first-level cache: that way there is for 16 bytes alone.
  auto cache = bytes == 16 ? NVVM::LoadCacheModifierKind::CG
                           : NVVM::LoadCacheModifierKind::CA;
  NVVM::CpAsyncOp::create(builder, where, shared.pointer, from.pointer,
                          static_cast<uint32_t>(bytes), cache, read);
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

/// As text: nothing may be read or written before it, which LLVM's intrinsics
/// do not say. Launches behind are asked for when those before have ended, so
/// that no more than two follow each other on the GPU, and blocks that only
/// wait take no room of such as compute.
void KernelBuilder::waitForLaunches() {
  if (wait == Wait::Nowhere)
    return;
  auto syntax =
      LLVM::AsmDialectAttr::get(builder.getContext(), LLVM::AsmDialect::AD_ATT);
  for (StringRef text :
       {"griddepcontrol.wait;", "griddepcontrol.launch_dependents;"})
    LLVM::InlineAsmOp::create(
        builder, where, TypeRange(), ValueRange(), text, "~{memory}",
        /*has_side_effects=*/true, /*is_align_stack=*/false,
        LLVM::tailcallkind::TailCallKind::None, syntax, ArrayAttr());
}

void KernelBuilder::barrier() { gpu::BarrierOp::create(builder, where); }

void KernelBuilder::barrier(Value number, int64_t count) {
  NVVM::BarrierOp::create(builder, where, TypeRange(), number, index(count),
                          /*reductionOp=*/{}, /*reductionPredicate=*/{});
}

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
