//===- PrepareSteps.cpp - The code that makes oneDNN's kernels ------------===//
//
//   gnk.conv %input, %w into %0 {...}
// becomes
//   %s = llvm.call @gnetrt_onednn_conv(%builder, 0, @step0.conv, %w, null)
//
//===----------------------------------------------------------------------===//
#include "target/cpu/Descriptors.h"
#include "target/cpu/ProgramParts.h"
#include "target/program/PrepareFunction.h"

using namespace mlir;

namespace gnet {
namespace {

/// Generated kernels are code already.
class PrepareSteps : public PrepareFunction {
public:
  using PrepareFunction::PrepareFunction;

private:
  LogicalResult emitStep(gnk::KernelInterface step) override {
    return step->hasAttr(gnk::codeAttribute) ? success() : emitMaker(step);
  }
  LogicalResult emitMaker(gnk::KernelInterface step);
  LLVM::GlobalOp emitDescriptor(const Descriptor &descriptor, Location where);

  int64_t stepIndex = 0;
};

LogicalResult PrepareSteps::emitMaker(gnk::KernelInterface step) {
  FailureOr<Descriptor> descriptor = describe(step);
  if (failed(descriptor))
    return failure();
  Location location = step.getLoc();
  LLVM::GlobalOp global = emitDescriptor(*descriptor, location);
  SmallVector<Value> arguments = {
      state, constantInteger(builder, location, stepIndex),
      LLVM::AddressOfOp::create(builder, location, global)};
  for (Value tensor : descriptor->tensors)
    arguments.push_back(tensorPointer(tensor, location));
  Value status = call(("gnetrt_onednn_" + descriptor->kind).str(),
                      builder.getI32Type(), arguments, location);
  exitUnlessOk(builder, location, status, function);
  ++stepIndex;
  return success();
}

LLVM::GlobalOp PrepareSteps::emitDescriptor(const Descriptor &descriptor,
                                            Location where) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(function.function);
  std::string name = ("step" + Twine(stepIndex) + "." + descriptor.kind).str();
  return LLVM::GlobalOp::create(builder, where, descriptor.type,
                                /*isConstant=*/true, LLVM::Linkage::Internal,
                                name, descriptor.fields);
}

} // namespace

FailureOr<LLVM::LLVMFuncOp> emitPrepareFunction(ModuleOp module,
                                                const PlannedProgram &program) {
  return PrepareSteps(module, program).emit();
}

} // namespace gnet
