//===- PlannedProgram.cpp - What a planned gnk function says --------------===//
#include "target/cpu/PlannedProgram.h"

using namespace mlir;

namespace gnet {
namespace {

LogicalResult checkSignature(func::FuncOp function) {
  if (!function.getBody().hasOneBlock())
    return function.emitError("a network is one block");
  FunctionType type = function.getFunctionType();
  if (type.getNumInputs() != 2 || type.getNumResults() != 0)
    return function.emitError("a network has two buffers, its input and its "
                              "output, and no result");
  for (Type argument : type.getInputs()) {
    auto buffer = dyn_cast<gnk::BufferType>(argument);
    if (!buffer || buffer.getLayout() != gnk::Layout::Nchw || !buffer.isDense())
      return function.emitError("input and output need to be dense nchw "
                                "buffers");
  }
  if (cast<gnk::BufferType>(type.getInput(0)).getBatch() !=
      cast<gnk::BufferType>(type.getInput(1)).getBatch())
    return function.emitError("input and output differ in their batch");
  return success();
}

LogicalResult readArena(PlannedProgram &program) {
  auto bytes = program.function->getAttrOfType<IntegerAttr>("gnk.arena_bytes");
  if (!bytes || bytes.getInt() < 0)
    return program.function.emitError("has no gnk.arena_bytes; run "
                                      "gnk-plan-memory first");
  program.arenaBytes = bytes.getInt();
  return success();
}

LogicalResult checkAlloc(gnk::AllocOp alloc, int64_t arenaBytes) {
  std::optional<int64_t> offset = alloc.getOffset();
  if (!offset)
    return alloc.emitOpError("has no place in the arena; run gnk-plan-memory "
                             "first");
  int64_t bytes = alloc.getBuffer().getType().getBytes();
  if (bytes > arenaBytes || *offset > arenaBytes - bytes)
    return alloc.emitOpError("reaches past the arena's ")
           << arenaBytes << " bytes";
  return success();
}

LogicalResult addParameter(PlannedProgram &program, gn::ParameterOp parameter) {
  int64_t next = static_cast<int64_t>(program.parameters.size());
  auto [known, isNew] =
      program.parameterIndex.try_emplace(parameter.getName(), next);
  if (isNew) {
    program.parameters.push_back(parameter);
    return success();
  }
  gn::ParameterOp first = program.parameters[known->second];
  if (first.getType() == parameter.getType())
    return success();
  InFlightDiagnostic error =
      parameter.emitOpError("has another shape than before");
  error.attachNote(first.getLoc()) << "first seen here";
  return error;
}

LogicalResult readOperation(PlannedProgram &program, Operation &op) {
  if (auto parameter = dyn_cast<gn::ParameterOp>(op))
    return addParameter(program, parameter);
  if (auto alloc = dyn_cast<gnk::AllocOp>(op))
    return checkAlloc(alloc, program.arenaBytes);
  if (auto kernel = dyn_cast<gnk::KernelInterface>(op)) {
    program.steps.push_back(kernel);
    return success();
  }
  if (gn::makesTensor(&op) ||
      isa<gnk::SliceOp, gnk::FlattenOp, func::ReturnOp>(op))
    return success();
  return op.emitOpError("is no part of a planned network");
}

gnk::BufferType bufferArgument(func::FuncOp function, unsigned index) {
  return cast<gnk::BufferType>(function.getFunctionType().getInput(index));
}

} // namespace

FailureOr<PlannedProgram> readPlannedProgram(func::FuncOp function) {
  PlannedProgram program;
  program.function = function;
  if (failed(checkSignature(function)) || failed(readArena(program)))
    return failure();
  for (Operation &op : function.front())
    if (failed(readOperation(program, op)))
      return failure();
  return program;
}

gnk::BufferType PlannedProgram::input() const {
  return bufferArgument(function, 0);
}

gnk::BufferType PlannedProgram::output() const {
  return bufferArgument(function, 1);
}

int64_t PlannedProgram::macsOfImage() const {
  int64_t macs = 0;
  for (gnk::KernelInterface step : steps)
    macs += step.getMacs();
  return macs / input().getBatch();
}

StringRef layerPath(Location location) {
  if (auto name = dyn_cast<NameLoc>(location))
    return name.getName();
  if (auto fused = dyn_cast<FusedLoc>(location))
    for (Location part : fused.getLocations())
      if (StringRef path = layerPath(part); !path.empty())
        return path;
  return {};
}

} // namespace gnet
