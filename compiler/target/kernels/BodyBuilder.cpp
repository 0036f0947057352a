//===- BodyBuilder.cpp - The words that kernels of every target share -----===//
#include "target/kernels/BodyBuilder.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace gnet {

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

Value BodyBuilder::index(int64_t value) {
  return arith::ConstantOp::create(builder, where,
                                   builder.getIntegerAttr(indexType, value));
}

Value BodyBuilder::add(Value a, Value b) {
  return builder.createOrFold<arith::AddIOp>(where, a, b);
}

Value BodyBuilder::add(Value a, int64_t b) {
  return b == 0 ? a : add(a, index(b));
}

Value BodyBuilder::sub(Value a, Value b) {
  return builder.createOrFold<arith::SubIOp>(where, a, b);
}

Value BodyBuilder::mul(Value a, Value b) {
  return builder.createOrFold<arith::MulIOp>(where, a, b);
}

Value BodyBuilder::mul(Value a, int64_t b) {
  return b == 1 ? a : mul(a, index(b));
}

Value BodyBuilder::div(Value a, Value b) {
  return builder.createOrFold<arith::DivUIOp>(where, a, b);
}

Value BodyBuilder::div(Value a, int64_t b) {
  return b == 1 ? a : div(a, index(b));
}

Value BodyBuilder::rem(Value a, Value b) {
  return builder.createOrFold<arith::RemUIOp>(where, a, b);
}

Value BodyBuilder::rem(Value a, int64_t b) {
  return b == 1 ? index(0) : rem(a, index(b));
}

Value BodyBuilder::least(Value a, Value b) {
  return builder.createOrFold<arith::MinSIOp>(where, a, b);
}

Value BodyBuilder::largest(Value a, Value b) {
  return builder.createOrFold<arith::MaxSIOp>(where, a, b);
}

Value BodyBuilder::compare(arith::CmpIPredicate predicate, Value a, Value b) {
  return arith::CmpIOp::create(builder, where, predicate, a, b);
}

Value BodyBuilder::both(Value a, Value b) {
  return arith::AndIOp::create(builder, where, a, b);
}

SmallVector<Value> BodyBuilder::digits(Value index, ArrayRef<int64_t> sizes) {
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

void BodyBuilder::loop(Value from, Value to, int64_t step,
                       function_ref<void(Value)> body) {
  reduce(from, to, step, {}, [&](Value at, ArrayRef<Value>) {
    body(at);
    return SmallVector<Value>();
  });
}

SmallVector<Value> BodyBuilder::reduce(Value from, Value to, int64_t step,
                                       ArrayRef<Value> initial,
                                       Reduction body) {
  Value by = index(step);
  auto loop = scf::ForOp::create(builder, where, from, to, by, initial);
  OpBuilder::InsertionGuard guard(builder);
  Block *block = loop.getBody();
  builder.setInsertionPointToStart(block);
  SmallVector<Value> values(loop.getRegionIterArgs());
  SmallVector<Value> next = body(loop.getInductionVar(), values);
  // A loop without values comes with its end.
  if (!initial.empty())
    scf::YieldOp::create(builder, where, next);
  return SmallVector<Value>(loop.getResults());
}

void BodyBuilder::when(Value condition, function_ref<void()> then,
                       function_ref<void()> otherwise) {
  auto branch = scf::IfOp::create(builder, where, condition,
                                  /*withElseRegion=*/bool(otherwise));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(branch.thenYield());
  then();
  if (!otherwise)
    return;
  builder.setInsertionPoint(branch.elseYield());
  otherwise();
}

//===----------------------------------------------------------------------===//
// Floats
//===----------------------------------------------------------------------===//

int64_t BodyBuilder::countOf(Value value) {
  auto vector = dyn_cast<VectorType>(value.getType());
  return vector ? vector.getNumElements() : 1;
}

Type BodyBuilder::floatsType(int64_t count) {
  Type element = builder.getF32Type();
  return count == 1 ? element : VectorType::get(count, element);
}

Value BodyBuilder::number(double value, int64_t count) {
  auto single = static_cast<float>(value);
  TypedAttr attribute = builder.getF32FloatAttr(single);
  if (auto vector = dyn_cast<VectorType>(floatsType(count)))
    attribute = DenseElementsAttr::get(vector, single);
  return arith::ConstantOp::create(builder, where, attribute);
}

Value BodyBuilder::constantLike(Value like, double value) {
  return number(value, countOf(like));
}

Value BodyBuilder::broadcast(Value scalar, int64_t count) {
  return count == 1 ? scalar
                    : vector::BroadcastOp::create(builder, where,
                                                  floatsType(count), scalar);
}

Value BodyBuilder::addf(Value a, Value b) {
  return arith::AddFOp::create(builder, where, a, b);
}

Value BodyBuilder::subf(Value a, Value b) {
  return arith::SubFOp::create(builder, where, a, b);
}

Value BodyBuilder::mulf(Value a, Value b) {
  return arith::MulFOp::create(builder, where, a, b);
}

Value BodyBuilder::divf(Value a, Value b) {
  return arith::DivFOp::create(builder, where, a, b);
}

/// Of a number and a NaN it gives either, as the machines' instructions do.
Value BodyBuilder::maxf(Value a, Value b) {
  return arith::MaxNumFOp::create(builder, where, a, b,
                                  arith::FastMathFlags::nnan);
}

Value BodyBuilder::minf(Value a, Value b) {
  return arith::MinNumFOp::create(builder, where, a, b,
                                  arith::FastMathFlags::nnan);
}

Value BodyBuilder::select(Value condition, Value a, Value b) {
  return arith::SelectOp::create(builder, where, condition, a, b);
}

} // namespace gnet
