//===- AssignTypes.cpp - Choose the type of buffers and of weights --------===//
//
// For activations=bf16 weights=bf16:
//
//   func @net(%in: nchw, %out: nchw)        func @net(%in: nchw, %out: nchw)
//   %a = alloc nchw                         %a = alloc nchw, bf16
//   conv %in, %w into %a                    conv %in, %w into %a
//                                  ==>          {gnk.weight_type = bf16}
//   %b = alloc nchw                         %b = alloc nchw
//   linear %a, %v into %b                   linear %a, %v into %b
//                                               {gnk.weight_type = bf16}
//   softmax %b into %out                    softmax %b into %out
//
// Kernels convert where they read and write, so there is no step that does
// nothing else. The network's input and output stay the application's float32.
//
//===----------------------------------------------------------------------===//
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_ASSIGNTYPES
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

/// In softmax e^x makes of an absolute error a relative one, and a logit can be
/// large; a copy into the output gives it to the application.
bool readsAsItIs(KernelInterface kernel) {
  return isa<SoftmaxOp>(kernel) ||
         (isa<ReorderOp>(kernel) &&
          isa<BlockArgument>(placeOf(kernel.getDestination()).root));
}

/// Whether all those do who read the buffer, and views of it.
bool isReadAsItIs(Value buffer) {
  bool isRead = false;
  SmallVector<Value> pending{buffer};
  while (!pending.empty()) {
    Value next = pending.pop_back_val();
    for (OpOperand &use : next.getUses()) {
      if (viewedBuffer(use.getOwner())) {
        pending.push_back(use.getOwner()->getResult(0));
        continue;
      }
      auto kernel = cast<KernelInterface>(use.getOwner());
      if (&use == &kernel.getDestinationMutable())
        continue;
      if (!readsAsItIs(kernel))
        return false;
      isRead = true;
    }
  }
  return isRead;
}

/// Whether the layer at `path` is the one at `outer`, or lies in that module.
bool isWithin(StringRef path, StringRef outer) {
  return path.consume_front(outer) && (path.empty() || path.front() == '.');
}

/// Whether it has filters or a matrix, not only values by channel.
bool hasWeights(KernelInterface kernel) {
  return llvm::any_of(kernel.getTensors(), [](Value tensor) {
    return tensor && cast<RankedTensorType>(tensor.getType()).getRank() > 1;
  });
}

struct AssignTypes : impl::AssignTypesBase<AssignTypes> {
  using AssignTypesBase::AssignTypesBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    Type ofBuffers = typeOf("activations", activations);
    Type ofWeights = typeOf("weights", weights);
    if (!ofBuffers || !ofWeights || failed(verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    if (failed(checkKept(program)))
      return signalPassFailure();
    if (!ofBuffers.isF32()) {
      DenseMap<Value, StringRef> kept = findKept(program);
      for (auto alloc : program.getOps<AllocOp>())
        retype(alloc, ofBuffers, kept.lookup(alloc.getBuffer()));
    }
    for (auto kernel : program.getOps<KernelInterface>())
      if (!ofWeights.isF32() && hasWeights(kernel) && !isNamed(kernel))
        kernel->setAttr(weightTypeAttribute, TypeAttr::get(ofWeights));
  }

  /// Null for a word that is none.
  Type typeOf(StringRef option, StringRef word) {
    Builder builder(&getContext());
    for (Type type : {Type(builder.getF32Type()), Type(builder.getBF16Type()),
                      Type(builder.getF16Type())}) {
      std::string name;
      llvm::raw_string_ostream(name) << type;
      if (name == word)
        return type;
    }
    getOperation().emitError() << "gnk-assign-types takes " << option
                               << " of f32, bf16 or f16, not '" << word << "'";
    return {};
  }

  /// Whether `keep` names the layer that it computes.
  bool isNamed(KernelInterface kernel) {
    StringRef path = layerPath(kernel.getLoc());
    return llvm::any_of(
        keep, [&](const std::string &outer) { return isWithin(path, outer); });
  }

  LogicalResult checkKept(Block &program) {
    for (const std::string &outer : keep) {
      auto kernels = program.getOps<KernelInterface>();
      if (llvm::none_of(kernels, [&](KernelInterface kernel) {
            return isWithin(layerPath(kernel.getLoc()), outer);
          }))
        return getOperation().emitError()
               << "no kernel computes '" << outer
               << "' by itself: it is part of another layer's; keep that one";
    }
    return success();
  }

  /// The reasons of buffers that stay f32, by their roots, which those who
  /// write there are told.
  DenseMap<Value, StringRef> findKept(Block &program) {
    DenseMap<Value, StringRef> kept;
    const StringRef named = "keep names it";
    auto kernels = program.getOps<KernelInterface>();
    auto rootOf = [](KernelInterface kernel) {
      return placeOf(kernel.getDestination()).root;
    };
    for (auto kernel : kernels)
      if (isNamed(kernel))
        kept[rootOf(kernel)] = named;
    for (auto kernel : kernels) {
      StringRef &reason = kept[rootOf(kernel)];
      if (isa<BlockArgument>(rootOf(kernel)))
        reason = "it is the output";
      else if (isReadAsItIs(rootOf(kernel)))
        reason = "only softmax or the output takes it";
      if (!reason.empty())
        kernel->setAttr(
            keptAttribute,
            StringAttr::get(&getContext(),
                            reason == named && !isNamed(kernel)
                                ? "in one buffer with what keep names"
                                : reason));
    }
    return kept;
  }

  void retype(AllocOp alloc, Type type, StringRef reason) {
    Value buffer = alloc.getBuffer();
    if (reason.empty()) {
      buffer.setType(alloc.getBuffer().getType().withElementType(type));
      retypeViewsOf(buffer);
    } else if (report) {
      alloc.emitRemark() << "stays f32: " << reason;
    }
  }
};

} // namespace

} // namespace gnet
