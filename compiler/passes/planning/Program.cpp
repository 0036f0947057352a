#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet::gnk {

namespace {

bool isPartOfProgram(Operation &operation) {
  return isa<AllocOp, SliceOp, FlattenOp, KernelInterface>(operation) ||
         gn::makesTensor(&operation);
}

LogicalResult verifyArgument(func::FuncOp function, Type type) {
  auto buffer = dyn_cast<BufferType>(type);
  if (buffer && buffer.isDense() && buffer.getLayout() == Layout::Nchw &&
      buffer.getElementType().isF32())
    return success();
  return function.emitOpError()
         << "needs dense nchw buffers of f32 as arguments, not " << type;
}

} // namespace

LogicalResult verifyProgram(func::FuncOp function) {
  if (!function.getBody().hasOneBlock() || function.getNumResults() != 0)
    return function.emitOpError("needs one block and no result");
  for (Type type : function.getArgumentTypes())
    if (failed(verifyArgument(function, type)))
      return failure();
  for (Operation &operation : function.getBody().front().without_terminator())
    if (!isPartOfProgram(operation))
      return operation.emitOpError("is no part of a program of kernels");
  return success();
}

Value viewedBuffer(Operation *operation) {
  if (auto slice = dyn_cast_or_null<SliceOp>(operation))
    return slice.getBuffer();
  if (auto flatten = dyn_cast_or_null<FlattenOp>(operation))
    return flatten.getBuffer();
  return {};
}

/// A vector is nchw, whatever its image is.
void retypeView(Operation *view) {
  auto buffer = cast<BufferType>(viewedBuffer(view).getType());
  Layout layout = isa<FlattenOp>(view) ? Layout::Nchw : buffer.getLayout();
  Value result = view->getResult(0);
  auto type = cast<BufferType>(result.getType());
  result.setType(BufferType::get(type.getContext(), type.getBatch(),
                                 type.getChannels(), type.getHeight(),
                                 type.getWidth(), buffer.getElementType(),
                                 layout, buffer.getImageStride()));
}

void retypeViewsOf(Value buffer) {
  SmallVector<Value> pending{buffer};
  while (!pending.empty())
    for (Operation *user : pending.pop_back_val().getUsers())
      if (viewedBuffer(user)) {
        retypeView(user);
        pending.push_back(user->getResult(0));
      }
}

void eraseUnused(Block &block) {
  // Views stand after their buffers, so one sweep backwards finds all.
  for (Operation &operation : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isOpTriviallyDead(&operation))
      operation.erase();
}

} // namespace gnet::gnk
