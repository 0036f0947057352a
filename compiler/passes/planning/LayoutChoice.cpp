#include "passes/planning/LayoutChoice.h"

using namespace mlir;

namespace gnet::gnk {

namespace {

/// What has the layout of `buffer`: the alloc, argument or flattened view that
/// it is a slice of. (A flattened view is nchw, its buffer need not be: then it
/// is a view of a copy.)
Value layoutRoot(Value buffer) {
  while (auto slice = buffer.getDefiningOp<SliceOp>())
    buffer = slice.getBuffer();
  return buffer;
}

/// The destination, and what is read to be added to it.
SmallVector<Value> resultsOf(KernelInterface kernel) {
  SmallVector<Value> buffers{kernel.getDestination()};
  for (OpOperand *read : kernel.getReads())
    if (read != &kernel.getSourceMutable())
      buffers.push_back(read->get());
  return buffers;
}

/// Whether a slice lies at groups of channels, as in a blocked layout it must.
bool isAligned(SliceOp slice, int64_t block) {
  int64_t begin = slice.getChannel();
  int64_t end = begin + slice.getSlice().getType().getChannels();
  bool isLast = end == slice.getBuffer().getType().getChannels();
  return begin % block == 0 && (isLast || end % block == 0);
}

} // namespace

int64_t imageBytes(Value buffer) {
  auto type = cast<BufferType>(buffer.getType());
  return type.withLayout(Layout::Nchw).getBytes();
}

LayoutChoice::LayoutChoice(Block &program, Layout blocked) : blocked(blocked) {
  fixUnalignedSlices(program);
  fixFlattenedDestinations(program);
  joinFamilies(program);
  addDemands(program);
}

Layout LayoutChoice::layoutOf(AllocOp alloc) const {
  if (isFixed(alloc))
    return Layout::Nchw;
  auto leader = families.findLeader(alloc.getBuffer());
  Value family =
      leader == families.member_end() ? Value(alloc.getBuffer()) : *leader;
  Cost cost = costs.lookup(family);
  return cost.ifBlocked <= cost.ifNchw ? blocked : Layout::Nchw;
}

bool LayoutChoice::isFixed(Value root) const {
  return !root.getDefiningOp<AllocOp>() || fixed.contains(root);
}

void LayoutChoice::fixUnalignedSlices(Block &program) {
  for (auto slice : program.getOps<SliceOp>())
    if (!isAligned(slice, BufferType::blockOf(blocked)))
      fixed.insert(layoutRoot(slice));
}

/// Only what is read through a flattened view can be read from a copy.
void LayoutChoice::fixFlattenedDestinations(Block &program) {
  for (auto kernel : program.getOps<KernelInterface>())
    for (Value buffer = layoutRoot(kernel.getDestination());
         auto flatten = buffer.getDefiningOp<FlattenOp>();
         buffer = layoutRoot(flatten.getBuffer()))
      fixed.insert(layoutRoot(flatten.getBuffer()));
}

void LayoutChoice::joinFamilies(Block &program) {
  for (auto kernel : program.getOps<KernelInterface>()) {
    if (!layoutDemandOf(kernel, blocked).alike)
      continue;
    Value destination = layoutRoot(kernel.getDestination());
    for (OpOperand *read : kernel.getReads())
      if (Value source = layoutRoot(read->get());
          !isFixed(source) && !isFixed(destination))
        families.unionSets(source, destination);
  }
}

void LayoutChoice::addDemands(Block &program) {
  for (auto flatten : program.getOps<FlattenOp>())
    addDemand(flatten.getBuffer(), Layout::Nchw,
              imageBytes(flatten.getBuffer()));
  for (auto kernel : program.getOps<KernelInterface>())
    addDemands(kernel);
}

void LayoutChoice::addDemands(KernelInterface kernel) {
  Value source = kernel.getSource();
  LayoutDemand demand = layoutDemandOf(kernel, blocked);
  if (demand.source)
    addDemand(source, *demand.source, imageBytes(source));
  if (demand.destination)
    for (Value buffer : resultsOf(kernel))
      addDemand(buffer, *demand.destination, imageBytes(buffer));
  if (demand.alike)
    addAlikeDemands(kernel);
}

/// Beside a buffer that is nchw the smaller one is reordered.
void LayoutChoice::addAlikeDemands(KernelInterface kernel) {
  Value destination = kernel.getDestination();
  for (OpOperand *read : kernel.getReads()) {
    Value source = read->get();
    int64_t bytes = std::min(imageBytes(source), imageBytes(destination));
    if (isFixed(layoutRoot(source)))
      addDemand(destination, Layout::Nchw, bytes);
    if (isFixed(layoutRoot(destination)))
      addDemand(source, Layout::Nchw, bytes);
  }
}

void LayoutChoice::addDemand(Value buffer, Layout demand, int64_t bytes) {
  Value root = layoutRoot(buffer);
  if (isFixed(root) || !asked.insert({buffer, static_cast<int>(demand)}).second)
    return;
  Cost &cost = costs[families.getOrInsertLeaderValue(root)];
  (demand == Layout::Nchw ? cost.ifBlocked : cost.ifNchw) += bytes;
}

} // namespace gnet::gnk
