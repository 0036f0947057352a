//===- DescribeProgram.cpp - A planned network's figures for reports ------===//
#include "target/program/DescribeProgram.h"
#include "target/program/KernelDemand.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace gnet {
namespace {

using Buffers = llvm::MapVector<gnk::AllocOp, BufferFigures>;

/// Null for the network's input and output, which are the caller's.
BufferFigures *touch(Buffers &buffers, Value buffer, int64_t step) {
  auto alloc = gnk::placeOf(buffer).root.getDefiningOp<gnk::AllocOp>();
  if (!alloc)
    return nullptr;
  auto [entry, isNew] = buffers.try_emplace(alloc);
  BufferFigures &figures = entry->second;
  if (isNew) {
    figures.offset = static_cast<int64_t>(alloc.getOffset().value_or(0));
    figures.bytes = alloc.getBuffer().getType().getBytes();
    figures.first = step;
  }
  figures.last = step;
  return &figures;
}

Buffers buffersOf(const PlannedProgram &program) {
  Buffers buffers;
  int64_t time = 0;
  for (gnk::KernelInterface step : program.steps) {
    for (OpOperand *read : step.getReads())
      touch(buffers, read->get(), time);
    BufferFigures *written = touch(buffers, step.getDestination(), time);
    std::string layer = layerPath(step.getLoc()).str();
    if (written && !llvm::is_contained(written->layers, layer))
      written->layers.push_back(std::move(layer));
    ++time;
  }
  return buffers;
}

StepFigures describeStep(gnk::KernelInterface step) {
  const Demand demand = demandOf(step);
  return {.layer = layerPath(step.getLoc()).str(),
          .kind = step.getKindText(),
          .kernel = kernelText(gnk::chosenKernel(step)),
          .type = "",
          .kept = "",
          .products = demand.products,
          .weightBytes = demand.weightBytes,
          .activationBytes = demand.activationBytes,
          .prediction = std::nullopt};
}

int64_t memoryEntry(func::FuncOp function, StringRef name) {
  auto memory = function->getAttrOfType<DictionaryAttr>("gnk.memory");
  auto value = memory ? memory.getAs<IntegerAttr>(name) : nullptr;
  return value ? value.getInt() : 0;
}

} // namespace

std::string kernelWayText(gnk::KernelAttr kernel) {
  if (!kernel)
    return "";
  std::string form = kernel.getNumbersText("form");
  return kernel.getName().str() + (form.empty() ? "" : " ") + form;
}

std::string kernelText(gnk::KernelAttr kernel) {
  if (!kernel)
    return "";
  std::string tile = kernel.getNumbersText("tile");
  return kernelWayText(kernel) + (tile.empty() ? "" : " tile ") + tile;
}

ProgramFigures describeProgram(const PlannedProgram &program) {
  ProgramFigures figures;
  for (gnk::KernelInterface step : program.steps)
    figures.steps.push_back(describeStep(step));
  for (auto &[alloc, buffer] : buffersOf(program))
    figures.buffers.push_back(std::move(buffer));
  figures.arenaBytes = program.arenaBytes;
  figures.sumBytes = memoryEntry(program.function, "sum");
  figures.liveBytes = memoryEntry(program.function, "live");
  figures.packedBytes = program.packedBytes;
  figures.scratchBytes = program.scratchBytes;
  figures.sharedBytes = program.sharedBytes;
  return figures;
}

llvm::Expected<ProgramFigures> describeProgram(func::FuncOp network) {
  FailureOr<PlannedProgram> program = readPlannedProgram(network);
  if (failed(program))
    return llvm::createStringError("the network is not planned");
  return describeProgram(*program);
}

} // namespace gnet
