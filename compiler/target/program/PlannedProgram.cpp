//===- PlannedProgram.cpp - What a planned gnk function says --------------===//
#include "target/program/PlannedProgram.h"

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
    if (!buffer || buffer.getLayout() != gnk::Layout::Nchw ||
        !buffer.isDense() || !buffer.getElementType().isF32())
      return function.emitError("input and output need to be dense nchw "
                                "buffers of f32");
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
  if (auto packed = program.function->getAttrOfType<IntegerAttr>(
          gnk::packedBytesAttribute))
    program.packedBytes = packed.getInt();
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

bool isGeneratedStep(Operation *step) {
  return step->hasAttr(gnk::codeAttribute) ||
         step->hasAttr(gnk::launchesAttribute);
}

/// Either all kernels are generated or none is.
LogicalResult addStep(PlannedProgram &program, gnk::KernelInterface step) {
  // What is joined with another step is as that one is.
  bool isGenerated = step->hasAttr(gnk::joinedAttribute)
                         ? program.isGenerated()
                         : isGeneratedStep(step);
  if (!program.steps.empty() && program.isGenerated() != isGenerated)
    return step.emitOpError("is generated and others are not, or the other "
                            "way round");
  auto isPacked = [](Value tensor) {
    return !tensor || tensor.getDefiningOp<gnk::PackOp>();
  };
  if (isGenerated && !llvm::all_of(step.getTensors(), isPacked))
    return step.emitOpError("has a tensor that is not packed; run "
                            "gnk-pack-weights first");
  program.steps.push_back(step);
  if (gnk::KernelAttr kernel = gnk::chosenKernel(step)) {
    auto grow = [](int64_t &bytes, int64_t floats) {
      bytes = std::max(bytes, floats * static_cast<int64_t>(sizeof(float)));
    };
    grow(program.scratchBytes, kernel.getScratch());
    grow(program.sharedBytes, kernel.getShared());
  }
  return success();
}

LogicalResult checkPack(gnk::PackOp pack, int64_t packedBytes) {
  RankedTensorType type = pack.getPacked().getType();
  auto form = cast<gnk::PackedAttr>(type.getEncoding());
  int64_t bytes = form.getBytes(type);
  if (bytes <= packedBytes &&
      static_cast<int64_t>(pack.getOffset()) <= packedBytes - bytes)
    return success();
  return pack.emitOpError("reaches past the ")
         << packedBytes << " bytes of packed tensors";
}

LogicalResult readOperation(PlannedProgram &program, Operation &op) {
  if (auto parameter = dyn_cast<gn::ParameterOp>(op))
    return addParameter(program, parameter);
  if (auto alloc = dyn_cast<gnk::AllocOp>(op))
    return checkAlloc(alloc, program.arenaBytes);
  if (auto kernel = dyn_cast<gnk::KernelInterface>(op))
    return addStep(program, kernel);
  if (auto pack = dyn_cast<gnk::PackOp>(op))
    return checkPack(pack, program.packedBytes);
  if (gn::makesTensor(&op) ||
      isa<gnk::SliceOp, gnk::FlattenOp, func::ReturnOp>(op))
    return success();
  return op.emitOpError("is no part of a planned network");
}

gnk::BufferType bufferArgument(func::FuncOp function, unsigned index) {
  return cast<gnk::BufferType>(function.getFunctionType().getInput(index));
}

} // namespace

func::FuncOp networkOf(Operation *module) {
  return *cast<ModuleOp>(module).getOps<func::FuncOp>().begin();
}

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

bool PlannedProgram::isGenerated() const {
  return !steps.empty() && isGeneratedStep(steps.front());
}

int64_t PlannedProgram::macsOfImage() const {
  int64_t macs = 0;
  for (gnk::KernelInterface step : steps)
    macs += step.getMacs();
  return macs / input().getBatch();
}

SmallVector<int64_t> placesOf(gn::ConnectWeightOp connect) {
  int64_t inputs = connect.getValue().getType().getDimSize(1);
  SmallVector<int64_t> places;
  for (auto [output, list] : llvm::enumerate(connect.getConnections()))
    for (int64_t input : cast<DenseI64ArrayAttr>(list).asArrayRef())
      places.push_back(static_cast<int64_t>(output) * inputs + input);
  return places;
}

double epsilonOf(std::optional<APFloat> epsilon) {
  return epsilon ? epsilon->convertToDouble() : 0;
}

} // namespace gnet
