//===- KernelBuilder.cpp - Writes the body of a kernel --------------------===//
#include "target/cpu/kernels/KernelBuilder.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/kernels/Int24Weights.h"
#include "target/cpu/kernels/NarrowFloats.h"

using namespace mlir;

namespace gnet {
namespace {

/// Buffers are seen as all elements that they span.
MemRefType memoryOf(Value buffer) {
  auto type = cast<gnk::BufferType>(buffer.getType());
  Type element = type.getElementType();
  if (gnk::quantizedType(element))
    element = IntegerType::get(element.getContext(), 8);
  return MemRefType::get(type.getBytes() / type.getElementBytes(), element);
}

/// Bits of which the first `count` are set.
Value firstLanes(OpBuilder &builder, Location where, int64_t lanes,
                 int64_t count) {
  SmallVector<bool> bits(lanes);
  std::fill_n(bits.begin(), count, true);
  auto type = VectorType::get(lanes, builder.getI1Type());
  return arith::ConstantOp::create(builder, where,
                                   DenseElementsAttr::get(type, bits));
}

MemRefType memoryOfTensor(Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  auto packed = dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding());
  // What has three bytes is no type of a memref.
  Type element = type.getElementType().isInteger(24)
                     ? IntegerType::get(type.getContext(), 8)
                     : type.getElementType();
  int64_t elements = packed ? packed.getBytes(type) / gnk::elementBytes(element)
                            : type.getNumElements();
  return MemRefType::get(elements, element);
}

/// Of `kernel`'s function, in its order.
SmallVector<Type> memoriesOf(gnk::KernelInterface kernel) {
  SmallVector<OpOperand *, 2> reads = kernel.getReads();
  SmallVector<Value> tensors = kernel.getTensors();
  tensors.resize(2);
  gnk::KernelAttr chosen = gnk::chosenKernel(kernel);
  auto floats = [&](int64_t count) {
    return MemRefType::get(count, Float32Type::get(kernel.getContext()));
  };
  auto ofTensor = [&](Value tensor) {
    return tensor ? memoryOfTensor(tensor) : floats(0);
  };
  return {memoryOf(kernel.getSource()),
          reads.size() > 1 ? memoryOf(reads[1]->get()) : floats(0),
          memoryOf(kernel.getDestination()),
          ofTensor(tensors[0]),
          ofTensor(tensors[1]),
          floats(chosen ? chosen.getScratch() : 0),
          floats(chosen ? chosen.getShared() : 0)};
}

} // namespace

Type KernelBuilder::elementOf(Value memory) {
  return cast<MemRefType>(memory.getType()).getElementType();
}

KernelBuilder::KernelBuilder(ModuleOp module, StringRef name,
                             gnk::KernelInterface kernel,
                             const Machine &machine)
    : BodyBuilder(kernel.getLoc(), IndexType::get(module.getContext())),
      machine(machine) {
  SmallVector<Type> types = memoriesOf(kernel);
  types.append(3, builder.getIndexType());
  builder.setInsertionPointToEnd(module.getBody());
  function = func::FuncOp::create(builder, where, name,
                                  builder.getFunctionType(types, {}));
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToEnd(body);
  func::ReturnOp::create(builder, where);
  builder.setInsertionPointToStart(body);
  Value *const arguments[] = {&source,  &other,  &destination, &weight, &bias,
                              &scratch, &shared, &images,      &begin,  &end};
  for (auto [value, argument] :
       llvm::zip_equal(arguments, body->getArguments()))
    *value = argument;
  auto note = [&](Value memory, Value buffer) {
    Type element = cast<gnk::BufferType>(buffer.getType()).getElementType();
    if (auto type = gnk::quantizedType(element))
      quantized[memory] = type;
  };
  note(source, kernel.getSource());
  note(destination, kernel.getDestination());
  if (SmallVector<OpOperand *, 2> reads = kernel.getReads(); reads.size() > 1)
    note(other, reads[1]->get());
  noteInt24Weights(kernel);
}

func::FuncOp KernelBuilder::finish() { return function; }

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

/// (a + b - 1) / b is right for negative numbers too if it is rounded down.
Value KernelBuilder::ceilDiv(Value a, int64_t b) {
  if (b == 1)
    return a;
  Value least = largest(a, index(0));
  return div(add(least, b - 1), b);
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void KernelBuilder::forItems(function_ref<void(Value item)> body) {
  loop(begin, end, 1, body);
}

void KernelBuilder::forParts(
    int64_t parts, function_ref<void(Value part, Value from, Value to)> body) {
  loop(0, parts, 1, [&](Value part) {
    auto firstRow = [&](Value item) {
      return div(sub(add(item, parts - 1), part), parts);
    };
    body(part, firstRow(begin), firstRow(end));
  });
}

void KernelBuilder::forOwnParts(
    int64_t rowsOfImage,
    function_ref<void(Value part, Value from, Value to)> body) {
  Value rowsOfPart = mul(images, rowsOfImage);
  Value past = div(add(add(end, rowsOfPart), -1), rowsOfPart);
  loop(div(begin, rowsOfPart), past, 1, [&](Value part) {
    Value first = mul(part, rowsOfPart);
    body(part, largest(sub(begin, first), index(0)),
         least(sub(end, first), rowsOfPart));
  });
}

/// A convolution's inputs are more than its weights if its images have more
/// pixels than it has outputs.
void KernelBuilder::forBlockRows(
    int64_t blocks, int64_t rows, int64_t width,
    function_ref<void(Value image, Value block, Value row)> body) {
  constexpr int64_t usualOutputs = 128;
  if (rows * width > usualOutputs)
    return forParts(blocks, [&](Value block, Value from, Value to) {
      loop(from, to, 1,
           [&](Value row) { body(div(row, rows), block, rem(row, rows)); });
    });
  forItems([&](Value item) {
    SmallVector<Value> places = digits(item, {blocks, rows});
    body(places[0], places[1], places[2]);
  });
}

void KernelBuilder::loop(int64_t from, int64_t to, int64_t step,
                         function_ref<void(Value)> body) {
  if (from + step >= to && from < to)
    return body(index(from));
  loop(index(from), index(to), step, body);
}

SmallVector<Value> KernelBuilder::reduce(int64_t from, int64_t to, int64_t step,
                                         ArrayRef<Value> initial,
                                         Reduction body) {
  if (from + step >= to && from < to)
    return body(index(from), initial);
  return reduce(index(from), index(to), step, initial, body);
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

VectorType KernelBuilder::vectorOf(int64_t count) {
  return VectorType::get(count, builder.getF32Type());
}

Value KernelBuilder::constants(ArrayRef<float> values) {
  return arith::ConstantOp::create(
      builder, where,
      DenseElementsAttr::get(vectorOf(int64_t(values.size())), values));
}

Value KernelBuilder::fma(Value a, Value b, Value c) {
  if (!machine.hasFma || !isa<VectorType>(a.getType()))
    return addf(mulf(a, b), c);
  return vector::FMAOp::create(builder, where, a, b, c);
}

Value KernelBuilder::shuffle(Value a, Value b, ArrayRef<int64_t> lanes) {
  return vector::ShuffleOp::create(builder, where, a, b, lanes);
}

Value KernelBuilder::slice(Value a, Value b, int64_t first, int64_t count) {
  return shuffle(a, b, llvm::to_vector(llvm::seq(first, first + count)));
}

Value KernelBuilder::firstLane(Value vector) {
  return vector::ExtractOp::create(builder, where, vector, int64_t{0});
}

Value KernelBuilder::joinFirst(int64_t count, Value a, Value b) {
  int64_t size = cast<VectorType>(a.getType()).getNumElements();
  return count == size ? a
                       : select(firstLanes(builder, where, size, count), a, b);
}

Value KernelBuilder::maskWhere(Value condition, unsigned bits) {
  Type lane = builder.getIntegerType(bits);
  return vector::BroadcastOp::create(
      builder, where, VectorType::get(lanes(), lane),
      arith::ExtSIOp::create(builder, where, lane, condition).getResult());
}

Value KernelBuilder::masked(Value vector, Value mask) {
  Value bits = arith::BitcastOp::create(builder, where, mask.getType(), vector);
  Value kept = arith::AndIOp::create(builder, where, bits, mask);
  return arith::BitcastOp::create(builder, where, vector.getType(), kept);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

int64_t KernelBuilder::elementsOfLine(Value memory) const {
  if (isInt24(memory))
    return machine.lineBytes / int24Bytes;
  return machine.lineBytes / gnk::elementBytes(elementOf(memory));
}

/// An element of `memory`, or a vector of them.
Value KernelBuilder::widen(Value narrow, Value memory) {
  Type element = elementOf(memory);
  if (element.isF32())
    return narrow;
  if (element.isInteger(8)) {
    Value steps = stepsOf(narrow, memory);
    return quantizedType(memory)
               ? mulf(steps, constantLike(steps, stepOf(memory)))
               : steps;
  }
  if (element.isF16() && !machine.widensHalves)
    return widenHalf(builder, where, narrow);
  return arith::ExtFOp::create(builder, where,
                               typeLike(narrow, builder.getF32Type()), narrow);
}

/// As `memory` has it: float32, bf16 or bytes.
Value KernelBuilder::narrow(Value wide, Value memory) {
  if (elementOf(memory).isF32())
    return wide;
  if (quant::UniformQuantizedType type = quantizedType(memory))
    return quantize(wide, type);
  return narrowToBfloats(wide);
}

/// Of a processor, on whole registers.
Value KernelBuilder::intrinsic(StringRef name, Type result,
                               ValueRange operands) {
  return LLVM::CallIntrinsicOp::create(builder, where, result,
                                       builder.getStringAttr("llvm." + name),
                                       operands)
      .getResult(0);
}

Value KernelBuilder::loadScalar(Value memory, Value at) {
  return widen(loadRaw(memory, at, 1), memory);
}

void KernelBuilder::storeScalar(Value value, Value memory, Value at) {
  storeRaw(narrow(value, memory), memory, at);
}

Value KernelBuilder::load(Value memory, Value at, int64_t count) {
  if (isInt24(memory))
    return loadInt24(at, count);
  return widen(vector::LoadOp::create(builder, where,
                                      VectorType::get(count, elementOf(memory)),
                                      memory, at),
               memory);
}

Value KernelBuilder::loadFloatsOfBytes(Value memory, Value at) {
  return vector::BitCastOp::create(builder, where, vectorOf(lanes()),
                                   loadRaw(memory, at, 4 * lanes()));
}

void KernelBuilder::store(Value vector, Value memory, Value at) {
  storeRaw(narrow(vector, memory), memory, at);
}

void KernelBuilder::prefetch(Value memory, Value at, uint32_t locality) {
  if (isInt24(memory))
    at = mul(at, int24Bytes);
  memref::PrefetchOp::create(builder, where, memory, at, /*isWrite=*/false,
                             locality, /*isDataCache=*/true);
}

void KernelBuilder::keepLoadsBehind() {
  constexpr int64_t fewRegisters = 16;
  if (machine.registers <= fewRegisters)
    loadAnew();
}

void KernelBuilder::loadAnew() {
  LLVM::FenceOp::create(builder, where, LLVM::AtomicOrdering::acq_rel,
                        "singlethread");
}

void KernelBuilder::storeFirst(Value vector, int64_t count, Value memory,
                               Value at) {
  int64_t size = cast<VectorType>(vector.getType()).getNumElements();
  if (count == size)
    return store(vector, memory, at);
  vector::MaskedStoreOp::create(builder, where, memory, at,
                                firstLanes(builder, where, size, count),
                                narrow(vector, memory));
}

Value KernelBuilder::loadFirst(int64_t count, Value memory, Value at) {
  if (count == lanes())
    return load(memory, at);
  auto type = VectorType::get(lanes(), elementOf(memory));
  return widen(vector::MaskedLoadOp::create(
                   builder, where, type, memory, at,
                   firstLanes(builder, where, lanes(), count), zeros(memory)),
               memory);
}

/// A vector of what stands for 0 in `memory`.
Value KernelBuilder::zeros(Value memory) {
  auto type = VectorType::get(lanes(), elementOf(memory));
  quant::UniformQuantizedType of = quantizedType(memory);
  TypedAttr value =
      of ? DenseElementsAttr::get(type, APInt(8, of.getZeroPoint()))
         : builder.getZeroAttr(type);
  return arith::ConstantOp::create(builder, where, value);
}

} // namespace gnet
