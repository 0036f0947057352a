//===- AssignLayouts.cpp - Choose layouts, reorder where kernels disagree -===//
//
//   func @net(%in: nchw, %out: nchw)        func @net(%in: nchw, %out: nchw)
//   %a = alloc nchw                         %a = alloc nChw16c
//   conv %in into %a                        conv %in into %a
//   %b = alloc nchw                         %b = alloc nChw16c
//   pool %a into %b                  ==>    pool %a into %b
//   conv %b into %out                       %t = alloc nChw16c
//                                           conv %b into %t
//                                           reorder %t into %out
//
// LayoutChoice.h tells which layout a buffer gets. What is left to do is to
// give each kernel that needs another one a reordered copy, or a view where the
// elements lie alike.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/LayoutChoice.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_ASSIGNLAYOUTS
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

Layout layoutOf(Value buffer) {
  return cast<BufferType>(buffer.getType()).getLayout();
}

/// Moves each view to right before its first use: a flattened view may come to
/// be one of a copy, which can be made when its buffer is written.
void sinkViews(Block &block) {
  for (Operation &view : llvm::make_early_inc_range(llvm::reverse(block))) {
    if (!viewedBuffer(&view) || view.use_empty())
      continue;
    auto earlier = [](Operation *a, Operation *b) {
      return a->isBeforeInBlock(b);
    };
    auto users = view.getUsers();
    view.moveBefore(*std::min_element(users.begin(), users.end(), earlier));
  }
}

/// Puts layouts and reorders into a program, in the order of its block.
class Reordering {
public:
  Reordering(Block &program, Layout blocked)
      : program(program), blocked(blocked), choice(program, blocked),
        builder(program.getParentOp()->getContext()) {}

  void run() {
    for (Operation &operation : llvm::make_early_inc_range(program))
      visit(operation);
  }

private:
  void visit(Operation &operation);
  LayoutDemand settle(KernelInterface kernel);
  void settleResult(KernelInterface kernel, Layout layout);
  void read(OpOperand &operand, Layout layout);
  void view(OpOperand &operand);
  Type copiedType(OpOperand &operand);
  void write(OpOperand &operand, Layout layout);
  AllocOp allocate(BufferType type, Location location);

  Block &program;
  Layout blocked;
  LayoutChoice choice;
  OpBuilder builder;
  /// The copy of a buffer as another type.
  DenseMap<std::pair<Value, Type>, Value> copies;
};

void Reordering::visit(Operation &operation) {
  if (auto alloc = dyn_cast<AllocOp>(operation)) {
    Value buffer = alloc.getBuffer();
    buffer.setType(
        alloc.getBuffer().getType().withLayout(choice.layoutOf(alloc)));
  } else if (auto flatten = dyn_cast<FlattenOp>(operation)) {
    read(flatten.getBufferMutable(), Layout::Nchw);
    retypeView(flatten);
  } else if (isa<SliceOp>(operation)) {
    retypeView(&operation);
  } else if (auto kernel = dyn_cast<KernelInterface>(operation)) {
    LayoutDemand demand = settle(kernel);
    if (demand.source)
      read(kernel.getSourceMutable(), *demand.source);
    if (demand.destination)
      settleResult(kernel, *demand.destination);
  }
}

/// Where all need to be alike and are not, those of the fewest bytes are
/// reordered.
LayoutDemand Reordering::settle(KernelInterface kernel) {
  LayoutDemand demand = layoutDemandOf(kernel, blocked);
  if (!demand.alike)
    return demand;
  SmallVector<Value> buffers{kernel.getDestination()};
  for (OpOperand *operand : kernel.getReads())
    buffers.push_back(operand->get());
  int64_t ifNchw = 0, ifBlocked = 0;
  for (Value buffer : buffers)
    (layoutOf(buffer) == Layout::Nchw ? ifBlocked : ifNchw) +=
        imageBytes(buffer);
  Layout layout = ifBlocked <= ifNchw ? blocked : Layout::Nchw;
  return {layout, layout};
}

/// What a kernel reads besides its source is as its destination.
void Reordering::settleResult(KernelInterface kernel, Layout layout) {
  for (OpOperand *operand : kernel.getReads())
    if (operand != &kernel.getSourceMutable())
      read(*operand, layout);
  write(kernel.getDestinationMutable(), layout);
}

void Reordering::read(OpOperand &operand, Layout layout) {
  Value buffer = operand.get();
  if (layoutOf(buffer) == layout)
    return;
  if (layout == Layout::Nchw && cast<BufferType>(buffer.getType()).liesAsNchw())
    return view(operand);
  BufferType type = cast<BufferType>(buffer.getType())
                        .withLayout(layout)
                        .withElementType(copiedType(operand));
  Value &copy = copies[{buffer, type}];
  if (!copy) {
    Operation *reader = operand.getOwner();
    builder.setInsertionPoint(reader);
    copy = allocate(type, reader->getLoc());
    ReorderOp::create(builder, reader->getLoc(), buffer, copy);
  }
  operand.set(copy);
}

/// As nchw.
void Reordering::view(OpOperand &operand) {
  Operation *reader = operand.getOwner();
  builder.setInsertionPoint(reader);
  auto type = cast<BufferType>(operand.get().getType());
  auto vector = BufferType::get(
      type.getContext(), type.getBatch(), type.getChannels(), /*height=*/1,
      /*width=*/1, type.getElementType(), Layout::Nchw, type.getImageStride());
  operand.set(
      FlattenOp::create(builder, reader->getLoc(), vector, operand.get()));
}

/// A copy need not be finer than what its reader makes of it. Bytes are of a
/// range of their own.
Type Reordering::copiedType(OpOperand &operand) {
  Type type = cast<BufferType>(operand.get().getType()).getElementType();
  auto reader = dyn_cast<KernelInterface>(operand.getOwner());
  if (!reader)
    return type;
  Type made = reader.getDestination().getType().getElementType();
  bool isFiner = !quantizedType(made) && !quantizedType(type) &&
                 made.getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth();
  return isFiner ? made : type;
}

void Reordering::write(OpOperand &operand, Layout layout) {
  Value buffer = operand.get();
  if (layoutOf(buffer) == layout)
    return;
  Operation *writer = operand.getOwner();
  builder.setInsertionPoint(writer);
  BufferType type = cast<BufferType>(buffer.getType()).withLayout(layout);
  Value copy = allocate(type, writer->getLoc());
  builder.setInsertionPointAfter(writer);
  ReorderOp::create(builder, writer->getLoc(), copy, buffer);
  operand.set(copy);
  // Who reads the buffer may find the layout it needs here.
  copies[{buffer, type}] = copy;
}

AllocOp Reordering::allocate(BufferType type, Location location) {
  return AllocOp::create(builder, location, type, IntegerAttr());
}

/// A copy of an alloc into another in the same layout is that other one.
void dropCopies(Block &block) {
  for (auto copy : llvm::make_early_inc_range(block.getOps<ReorderOp>())) {
    Value source = copy.getSource();
    auto alloc = copy.getDestination().getDefiningOp<AllocOp>();
    if (!alloc || source.getType() != alloc.getBuffer().getType())
      continue;
    copy.erase();
    alloc.getBuffer().replaceAllUsesWith(source);
    alloc.erase();
  }
}

struct AssignLayouts : impl::AssignLayoutsBase<AssignLayouts> {
  using AssignLayoutsBase::AssignLayoutsBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    std::optional<Layout> blocked = findLayoutOfBlock(block);
    if (!blocked) {
      function.emitError() << "gnk-assign-layouts takes a block of 16, 8 or 1, "
                              "not "
                           << block.getValue();
      return signalPassFailure();
    }
    if (failed(verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    sinkViews(program);
    Reordering(program, *blocked).run();
    dropCopies(program);
    eraseUnused(program);
  }
};

} // namespace

} // namespace gnet
