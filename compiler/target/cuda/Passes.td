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
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def JoinSiblings : Pass<"gnk-join-siblings", "::mlir::func::FuncOp"> {
  let summary = "compute convolutions of one source by one kernel";
  let description = [{
    The 1x1 convolutions that read one module's input, and others of equal
    windows, become one product with several destinations, where that is thought
    to take less time on the card than each by itself, side by side. The first
    one has all their launches, `gnk.joins` of them; the others stand behind it,
    are `gnk.joined` and have none. Before:

        gnk.conv %in, %v into %a {gnk.kernel = #gnk.kernel<"tiled", ...>}
        gnk.pool max %in into %b
        gnk.conv %in, %w into %c {gnk.kernel = #gnk.kernel<"tiled", ...>}

    after:

        gnk.conv %in, %v into %a {gnk.joins = 1 : i64, gnk.kernel = ...}
        gnk.conv %in, %w into %c {gnk.joined, gnk.kernel = ...}
        gnk.pool max %in into %b

    Of a planned function, before its weights are packed: those of joined steps
    follow each other.
  }];
  let options = [
    Option<"card", "card", "std::string", "\"h100\"",
           "GPU that predictions are made for">,
    Option<"always", "always", "bool", "false",
           "Whether to join what can be, gain or not">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def JoinSoftmax : Pass<"gnk-join-softmax", "::mlir::func::FuncOp"> {
  let summary = "compute a softmax of few scores with the matrix that gives them";
  let description = [{
    Where one block of threads has all outputs of a linear layer of an image, it
    has the softmax of them, too, and a launch is saved. Before:

        gnk.linear %in, %w into %scores {gnk.kernel = #gnk.kernel<"linear", ...>}
        gnk.softmax %scores into %out {gnk.kernel = #gnk.kernel<"softmax", ...>}

    after:

        gnk.linear %in, %w into %scores {gnk.joins = 1 : i64, gnk.kernel = ...}
        gnk.softmax %scores into %out {gnk.joined, gnk.kernel = ...}

    Nothing is written to %scores. Of a planned function.
  }];
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
    program its launches by `gnk.launches`. Where the input is a picture's, the
    function's `gnk.picture` launches a kernel that makes one of a picture.

    With `warpgroups`, where a kernel gains by them, `gpu.module
    @kernels_sm_90a` has the code for GPUs with warpgroups beside that for all:
    the same functions, with the same launches.

    With `early` each function begins with griddepcontrol.wait, behind which all
    that launches before have written is there, and lets those that wait for its
    own be launched by griddepcontrol.launch_dependents. GPUs before sm_90 have
    neither: from their PTX both are taken out again.
  }];
  let options = [
    Option<"warpgroups", "warpgroups", "bool", "false",
           "Whether to write code for sm_90a, too">,
    Option<"early", "early", "bool", "false",
           "Whether kernels wait for the launches before them, and so can begin "
           "before these have ended">,
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::gpu::GPUDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect",
    "::mlir::NVVM::NVVMDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect",
  ];
}

#endif // GNET_TARGET_CUDA_PASSES
