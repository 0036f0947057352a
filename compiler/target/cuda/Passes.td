//===- Passes.td - From planned kernels to GPU code --------*- tablegen -*-===//
#ifndef GNET_TARGET_CUDA_PASSES
#define GNET_TARGET_CUDA_PASSES

include "mlir/Pass/PassBase.td"

def ChooseCudaKernels : Pass<"gnk-choose-cuda-kernels", "::mlir::func::FuncOp"> {
  let summary = "choose the GPU kernel of each step";
  let description = [{
    Sets `gnk.kernel` of each kernel to the fastest of those that the kinds of
    compiler/target/cuda/kernels propose for the card. Layouts follow from it:
    see `gnk-assign-layouts`. What is there already stays.
  }];
  let options = [
    Option<"card", "card", "std::string", "\"h100\"",
           "GPU that predictions are made for">,
    Option<"precision", "precision", "std::string", "\"fp32\"",
           "What products of float32 are computed with: as they are, or, with "
           "tf32, rounded to that">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def PackCudaWeights : Pass<"gnk-pack-cuda-weights", "::mlir::func::FuncOp"> {
  let summary = "pack learned tensors as the GPU kernels want them";
  let description = [{
    Puts a `gnk.pack` before each kernel's tensors, in the order of the run,
    which is that of their places in memory. Sets the function's
    `gnk.packed_bytes`.
  }];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def EmitCudaKernels : Pass<"gnk-emit-cuda-kernels", "::mlir::ModuleOp"> {
  let summary = "write the code of GPU kernels";
  let description = [{
    Adds a `gpu.module @kernels` with the functions of each kernel that differs
    from the others in more than its addresses, and tells each step of the
    program its launches by `gnk.launches`.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::gpu::GPUDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect",
    "::mlir::NVVM::NVVMDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect",
  ];
}

#endif // GNET_TARGET_CUDA_PASSES
