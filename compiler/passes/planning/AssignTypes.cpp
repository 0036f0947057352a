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
#include "passes/planning/KeptLayers.h"
#include "passes/planning/Passes.h"
#include "passes/planning/Program.h"

using namespace mlir;

namespace gnet {

#define GEN_PASS_DEF_ASSIGNTYPES
#include "passes/planning/Passes.h.inc"

using namespace gnk;

namespace {

struct AssignTypes : impl::AssignTypesBase<AssignTypes> {
  using AssignTypesBase::AssignTypesBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    Type ofBuffers = typeOf("activations", activations);
    Type ofWeights = weights.empty() ? Type() : typeOf("weights", weights);
    if (!ofBuffers || (!ofWeights && !weights.empty()) ||
        failed(verifyProgram(function)))
      return signalPassFailure();
    Block &program = function.getBody().front();
    const KeptLayers layers(keep);
    if (failed(layers.check(function)))
      return signalPassFailure();
    if (!ofBuffers.isF32()) {
      DenseMap<Value, StringRef> kept = layers.keepBuffers(program);
      for (auto alloc : program.getOps<AllocOp>())
        retype(alloc, ofBuffers, kept.lookup(alloc.getBuffer()));
    }
    for (auto kernel : program.getOps<KernelInterface>())
      if (ofWeights && hasWeights(kernel) && !layers.names(kernel))
        kernel->setAttr(weightTypeAttribute, TypeAttr::get(ofWeights));
  }

  /// Null for a word that is none.
  Type typeOf(StringRef option, StringRef word) {
    Builder builder(&getContext());
    for (Type type :
         {Type(builder.getF32Type()), Type(builder.getTF32Type()),
          Type(builder.getBF16Type()), Type(builder.getF16Type())}) {
      std::string name;
      llvm::raw_string_ostream(name) << type;
      if (name == word)
        return type;
    }
    getOperation().emitError()
        << "gnk-assign-types takes " << option
        << " of f32, tf32, bf16 or f16, not '" << word << "'";
    return {};
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
