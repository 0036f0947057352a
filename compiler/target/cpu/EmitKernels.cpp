//===- EmitKernels.cpp - Write the code of generated kernels --------------===//
//
//   func.func @net(...) {
//     gnk.pool max %a into %b ... {gnk.kernel = #gnk.kernel<"pool">}
//     gnk.pool max %c into %d ... {gnk.kernel = #gnk.kernel<"pool">}
//       ==>
//   func.func @net(...) {
//     gnk.pool max %a into %b ... {gnk.code = {function = @pool0,
//         items = 0 : i64, items_of_image = 56 : i64}, ...}
//     gnk.pool max %c into %d ... {gnk.code = {function = @pool0, ...}, ...}
//   }
//   module {
//     func.func @pool0(%source: memref<...>, ..., %end: index) { ... }
//   }
//
// A kernel with shared memory has two functions: what all threads do first is
// gnk.code's `before`.
//
//===----------------------------------------------------------------------===//
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "target/cpu/CpuLevel.h"
#include "target/cpu/Passes.h"
#include "target/cpu/kernels/KernelKind.h"
#include "target/kernels/ExpandMath.h"
#include "target/kernels/KernelKey.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_EMITKERNELS
#include "target/cpu/Passes.h.inc"

namespace {

/// Weights can be of fp16, too.
LogicalResult checkBuffers(gnk::KernelInterface step) {
  for (Type type : step->getOperandTypes())
    if (auto buffer = dyn_cast<gnk::BufferType>(type);
        buffer && buffer.getElementType().isF16())
      return step->emitOpError("has a buffer of ")
             << buffer.getElementType()
             << "; those of the CPU are of f32, bf16 or bytes";
  return success();
}

class KernelEmitter {
public:
  KernelEmitter(ModuleOp module, const Machine &machine)
      : machine(machine), builder(module.getContext()) {
    builder.setInsertionPointToEnd(module.getBody());
    // Without a name, which could be the network's.
    kernels = ModuleOp::create(builder, module.getLoc());
  }

  LogicalResult emit(gnk::KernelInterface step);
  ModuleOp made() { return kernels; }

private:
  using Emit = Work (*)(gnk::KernelInterface step, KernelBuilder &kernel);
  DictionaryAttr emitCode(gnk::KernelInterface step, const KernelKind &kind);
  NamedAttrList emitFunction(gnk::KernelInterface step, const Twine &name,
                             Emit emit);

  const Machine &machine;
  OpBuilder builder;
  ModuleOp kernels;
  llvm::StringMap<DictionaryAttr> codes;
};

LogicalResult KernelEmitter::emit(gnk::KernelInterface step) {
  const KernelKind *kind = kernelKindOf(step);
  if (!kind)
    return step->emitOpError("has no kernel; run gnk-choose-kernels first");
  if (failed(checkBuffers(step)))
    return failure();
  if (gnk::chosenKernel(step).getShared() > 0 && !kind->emitBefore)
    return step->emitOpError(
        "has shared memory, which kernels of its kind cannot fill");
  DictionaryAttr &code = codes[kernelKey(step)];
  if (!code)
    code = emitCode(step, *kind);
  step->setAttr(gnk::codeAttribute, code);
  return success();
}

DictionaryAttr KernelEmitter::emitCode(gnk::KernelInterface step,
                                       const KernelKind &kind) {
  std::string name = (kind.name + Twine(codes.size() - 1)).str();
  NamedAttrList before;
  if (gnk::chosenKernel(step).getShared() > 0)
    before = emitFunction(step, name + "_before", kind.emitBefore);
  NamedAttrList code = emitFunction(step, name, kind.emit);
  if (!before.empty())
    code.set(gnk::codeBefore, before.getDictionary(builder.getContext()));
  return code.getDictionary(builder.getContext());
}

NamedAttrList KernelEmitter::emitFunction(gnk::KernelInterface step,
                                          const Twine &name, Emit emit) {
  KernelBuilder kernel(kernels, name.str(), step, machine);
  Work work = emit(step, kernel);
  func::FuncOp function = kernel.finish();
  NamedAttrList code;
  code.set("function", FlatSymbolRefAttr::get(function));
  code.set("items", builder.getI64IntegerAttr(work.items));
  code.set("items_of_image", builder.getI64IntegerAttr(work.itemsOfImage));
  return code;
}

/// The polynomials multiply and add at once: a call where the machine cannot.
void splitFmas(ModuleOp kernels) {
  kernels.walk([](math::FmaOp op) {
    OpBuilder builder(op);
    Value product =
        arith::MulFOp::create(builder, op.getLoc(), op.getA(), op.getB());
    Value sum = arith::AddFOp::create(builder, op.getLoc(), product, op.getC());
    op.replaceAllUsesWith(sum);
    op.erase();
  });
}

struct EmitKernels : impl::EmitKernelsBase<EmitKernels> {
  using EmitKernelsBase::EmitKernelsBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto level = findCpuLevel(cpu, module);
    if (failed(level))
      return signalPassFailure();
    SmallVector<gnk::KernelInterface> steps;
    module.walk([&](gnk::KernelInterface step) { steps.push_back(step); });
    KernelEmitter emitter(module, level->machine);
    for (gnk::KernelInterface step : steps)
      if (failed(emitter.emit(step)))
        return signalPassFailure();
    if (failed(expandMath(emitter.made())))
      return signalPassFailure();
    if (!level->machine.hasFma)
      splitFmas(emitter.made());
  }
};

} // namespace
} // namespace gnet
