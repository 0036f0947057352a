//===- ExecuteFunction.cpp - The code of a run ----------------------------===//
//
//   %0 = gnk.alloc at 128 : !gnk.buffer<1x64x56x56, nChw16c>
//   %1 = gnk.slice %0 from 32 : ... to ...
//   gnk.activation relu %input into %1
// becomes
//   %d = llvm.getelementptr %arena[128 + 32 * 56 * 56 * 4] : i8
//   %s = llvm.call @gnetrt_onednn_execute(%execution, 0, %input, null, %d)
//
//===----------------------------------------------------------------------===//
#include "target/cpu/ProgramParts.h"
#include "target/program/RuntimeCalls.h"

using namespace mlir;

namespace gnet {
namespace {

/// One of the function's pointers, and bytes from there.
struct Address {
  Value base;
  int64_t offset = 0;
};

class ExecuteEmitter {
public:
  ExecuteEmitter(ModuleOp module, const PlannedProgram &program)
      : module(module), program(program), builder(module.getContext()) {}

  LLVM::LLVMFuncOp emit();

private:
  void emitStep(gnk::KernelInterface step, Value execution);
  void emitGenerated(gnk::KernelInterface step, Value execution);
  void emitCode(gnk::KernelInterface step, DictionaryAttr code,
                Value execution);
  Value pointerTo(Value buffer, Location location);
  Value packedPointer(Value tensor, Location location);
  Value pointerFrom(Address address, Location location);
  Value null(Location location);
  Type pointer() { return LLVM::LLVMPointerType::get(builder.getContext()); }

  ModuleOp module;
  const PlannedProgram &program;
  OpBuilder builder;
  StatusFunction function;
  DenseMap<Value, Address> addresses; ///< Of arguments and allocs.
  Value weights;                      ///< The first packed tensor.
  int64_t stepIndex = 0;
};

LLVM::LLVMFuncOp ExecuteEmitter::emit() {
  function = createStatusFunction(builder, module, "execute", 4);
  LLVM::LLVMFuncOp made = function.function;
  Value execution = made.getArgument(0), arena = made.getArgument(1);
  func::FuncOp planned = program.function;
  addresses[planned.getArgument(0)] = {made.getArgument(2)};
  addresses[planned.getArgument(1)] = {made.getArgument(3)};
  if (program.isGenerated())
    weights = callRuntime(builder, module, planned.getLoc(),
                          "gnetrt_generated_weights", pointer(), execution);
  for (Operation &op : planned.front()) {
    if (auto step = dyn_cast<gnk::KernelInterface>(op))
      program.isGenerated() ? emitGenerated(step, execution)
                            : emitStep(step, execution);
    else if (auto alloc = dyn_cast<gnk::AllocOp>(op))
      addresses[alloc.getBuffer()] = {arena, int64_t(*alloc.getOffset())};
  }
  finish(builder, function);
  return made;
}

void ExecuteEmitter::emitGenerated(gnk::KernelInterface step, Value execution) {
  auto code = step->getAttrOfType<DictionaryAttr>(gnk::codeAttribute);
  if (auto before = code.getAs<DictionaryAttr>(gnk::codeBefore))
    emitCode(step, before, execution);
  emitCode(step, code, execution);
  ++stepIndex;
}

void ExecuteEmitter::emitCode(gnk::KernelInterface step, DictionaryAttr code,
                              Value execution) {
  Location location = step.getLoc();
  SmallVector<OpOperand *, 2> reads = step.getReads();
  SmallVector<Value> tensors = step.getTensors();
  tensors.resize(2);
  auto count = [&](StringRef name) {
    return constantInteger(builder, location,
                           code.getAs<IntegerAttr>(name).getInt());
  };
  Value arguments[] = {execution,
                       constantInteger(builder, location, stepIndex),
                       LLVM::AddressOfOp::create(
                           builder, location, pointer(),
                           code.getAs<FlatSymbolRefAttr>("function").getAttr()),
                       pointerTo(step.getSource(), location),
                       reads.size() > 1 ? pointerTo(reads[1]->get(), location)
                                        : null(location),
                       pointerTo(step.getDestination(), location),
                       packedPointer(tensors[0], location),
                       packedPointer(tensors[1], location),
                       count("items"),
                       count("items_of_image")};
  Value status = callRuntime(builder, module, location, "gnetrt_generated_run",
                             builder.getI32Type(), arguments);
  exitUnlessOk(builder, location, status, function);
}

Value ExecuteEmitter::packedPointer(Value tensor, Location location) {
  auto pack = tensor ? tensor.getDefiningOp<gnk::PackOp>() : gnk::PackOp();
  return pack ? pointerFrom({weights, int64_t(pack.getOffset())}, location)
              : null(location);
}

Value ExecuteEmitter::null(Location location) {
  return LLVM::ZeroOp::create(builder, location, pointer());
}

void ExecuteEmitter::emitStep(gnk::KernelInterface step, Value execution) {
  Location location = step.getLoc();
  SmallVector<OpOperand *, 2> reads = step.getReads();
  Value addend =
      reads.size() > 1 ? pointerTo(reads[1]->get(), location) : null(location);
  Value arguments[] = {execution, constantInteger(builder, location, stepIndex),
                       pointerTo(step.getSource(), location), addend,
                       pointerTo(step.getDestination(), location)};
  Value status = callRuntime(builder, module, location, "gnetrt_onednn_execute",
                             builder.getI32Type(), arguments);
  exitUnlessOk(builder, location, status, function);
  ++stepIndex;
}

Value ExecuteEmitter::pointerTo(Value buffer, Location location) {
  gnk::Place place = gnk::placeOf(buffer);
  Address address = addresses.lookup(place.root);
  address.offset += place.bytes();
  return pointerFrom(address, location);
}

Value ExecuteEmitter::pointerFrom(Address address, Location location) {
  if (address.offset == 0)
    return address.base;
  Value offset = constantInteger(builder, location, address.offset);
  return LLVM::GEPOp::create(builder, location, pointer(), builder.getI8Type(),
                             address.base, offset);
}

} // namespace

LLVM::LLVMFuncOp emitExecuteFunction(ModuleOp module,
                                     const PlannedProgram &program) {
  return ExecuteEmitter(module, program).emit();
}

} // namespace gnet
