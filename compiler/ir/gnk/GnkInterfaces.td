//===- GnkInterfaces.td - What passes ask of kernels --------*- tablegen -*-===//
#ifndef GNET_IR_GNK_GNKINTERFACES
#define GNET_IR_GNK_GNKINTERFACES

include "mlir/IR/OpBase.td"

def Gnk_KernelInterface : OpInterface<"KernelInterface"> {
  let cppNamespace = "::gnet::gnk";
  let description = [{
    One step of a run: reads `source` and what else it reads, writes all of
    `destination`. It can read and write float32 and one narrower type, of
    16 bits or quantised to bytes, each buffer with a scale of its own. It computes
    in float32, sums of products of bytes as integers. Where it may overwrite what it reads that can be the very
    same memory; else they must not overlap.
  }];
  let methods = [
    InterfaceMethod<"", "::mlir::TypedValue<::gnet::gnk::BufferType>",
                    "getSource">,
    InterfaceMethod<"", "::mlir::TypedValue<::gnet::gnk::BufferType>",
                    "getDestination">,
    InterfaceMethod<"", "::mlir::OpOperand &", "getSourceMutable">,
    InterfaceMethod<"", "::mlir::OpOperand &", "getDestinationMutable">,
    InterfaceMethod<"the learned tensors that it takes, in the order of its "
                    "operands; null for one that it does without",
                    "::llvm::SmallVector<::mlir::Value>", "getTensors">,
    InterfaceMethod<"whether it can write to where this buffer, one of its "
                    "reads, lies", "bool", "mayOverwrite",
                    (ins "::mlir::OpOperand &":$read), "", [{
      return ConcreteOp::template hasTrait<::gnet::gnk::Elementwise>() &&
             read.get().getType() == $_op.getDestination().getType();
    }]>,
    InterfaceMethod<"the layouts that it can work on, on a machine whose "
                    "blocked layout is `blocked`: nchw where it has none",
                    "::gnet::gnk::LayoutDemand", "getLayoutDemand",
                    (ins "::gnet::gnk::Layout":$blocked), "",
                    "return {{}, {}, /*alike=*/true};">,
    InterfaceMethod<"multiply-accumulates of the whole batch", "int64_t",
                    "getMacs", (ins), "", "return 0;">,
    InterfaceMethod<"as a report names it: `conv 3x3`", "std::string",
                    "getKindText", (ins), "",
                    "return $_op->getName().stripDialect().str();">,
    StaticInterfaceMethod<"puts its operands into `state`", "void",
                          "addOperands", (ins
                            "::mlir::OperationState &":$state,
                            "::mlir::Value":$source,
                            "::mlir::ValueRange":$tensors,
                            "::mlir::ValueRange":$others,
                            "::mlir::Value":$destination), "", [{
      ::gnet::gnk::addKernelOperands<ConcreteOp>(state, source, tensors, others,
                                                 destination);
    }]>,
  ];
  let verify = [{ return ::gnet::gnk::verifyElementTypes($_op); }];
  let extraClassDeclaration = [{
    /// The buffers that it reads, the source first.
    ::llvm::SmallVector<::mlir::OpOperand *, 2> getReads();
  }];
}

/// The destination has the source's images, in its layout.
def Gnk_SameImages : NativeOpTrait<"SameImages"> {
  let cppNamespace = "::gnet::gnk";
}
/// Each element of the result is made of those in its place alone.
def Gnk_Elementwise : NativeOpTrait<"Elementwise"> {
  let cppNamespace = "::gnet::gnk";
}

#endif // GNET_IR_GNK_GNKINTERFACES
