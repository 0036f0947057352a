//===- Passes.td - From planned kernels to machine code -----*- tablegen -*-===//
#ifndef GNET_TARGET_CPU_PASSES
#define GNET_TARGET_CPU_PASSES

include "mlir/Pass/PassBase.td"

def ChooseKernels : Pass<"gnk-choose-kernels", "::mlir::func::FuncOp"> {
  let summary = "choose the generated kernel of each step";
  let description = [{
    Sets `gnk.kernel` of each kernel to the cheapest of those that the kinds of
    compiler/target/cpu/kernels propose for the machine, or with `tuning` to the
    one that was measured fastest. Layouts follow from it: see
    `gnk-assign-layouts`. What is there already stays.
  }];
  let options = [
    Option<"cpu", "cpu", "std::string", "\"x86-64-v4\"",
           "Processor that kernels are generated for">,
    Option<"exact", "exact", "bool", "false",
           "No kernel that rounds more than a sum of products does">,
    Option<"tuning", "tuning", "std::string", "\"\"",
           "File of gnetc tune to choose by; none: by the model alone">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def PackWeights : Pass<"gnk-pack-weights", "::mlir::func::FuncOp"> {
  let summary = "pack learned tensors as the kernels want them";
  let description = [{
    Puts a `gnk.pack` before each generated kernel's tensors, in the order of
    the run, which is that of their places in memory. Sets the function's
    `gnk.packed_bytes`.
  }];
  let options = [
    Option<"cpu", "cpu", "std::string", "\"x86-64-v4\"",
           "Processor that kernels are generated for">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def EmitKernels : Pass<"gnk-emit-kernels", "::mlir::ModuleOp"> {
  let summary = "write the code of generated kernels";
  let description = [{
    Adds a module with a function for each kernel that differs from the others
    in more than its addresses, in operations of arith, math, memref, scf and
    vector, and tells each step of the program its function and pieces of work
    by `gnk.code`.
  }];
  let options = [
    Option<"cpu", "cpu", "std::string", "\"x86-64-v4\"",
           "Processor that kernels are generated for">,
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::math::MathDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect",
    "::mlir::vector::VectorDialect",
  ];
}

def ConvertKernelsToLlvm : Pass<"convert-kernels-to-llvm", "::mlir::ModuleOp"> {
  let summary = "make functions of llvm of generated kernels";
  let description = [{
    Converts what is left after scf, whose pass makes some of it: arith, cf, func,
    index, math, memref and vector, in one conversion. One for each dialect would
    walk over all of the code as often. Buffers become pointers.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def CloneForCpus : Pass<"gnk-clone-for-cpus", "::mlir::ModuleOp"> {
  let summary = "give each CPU of a package a network of its own";
  let description = [{
    Replaces the module's function by a module for each of `cpus` that holds a
    copy of it and names the CPU as `gnk.cpu`.
  }];
  let options = [
    ListOption<"cpus", "cpus", "std::string",
               "Processors that the package is for, the most demanding first">,
  ];
  let dependentDialects = ["::gnet::gnk::GnkDialect"];
}

def ForEachCpu : Pass<"gnk-for-each-cpu", "::mlir::ModuleOp"> {
  let summary = "run a pipeline on the network of each CPU";
  let description = [{
    Runs the first of `pipelines` on the first of the modules that
    `gnk-clone-for-cpus` made, the second on the second, and so on.
  }];
  let options = [
    ListOption<"pipelines", "pipelines", "::mlir::OpPassManager",
               "As many as there are modules">,
  ];
}

def ConvertGnkToLlvm : Pass<"convert-gnk-to-llvm", "::mlir::ModuleOp"> {
  let summary = "a planned network as the constant data and code of a package";
  let description = [{
    Replaces the module's planned function by what runtime/abi/program.h asks
    of a package: `gnetrt_the_program` with its tables, a function that makes
    each step's kernel when a model opens, and one that runs the steps. Order,
    offsets and descriptors are constants; nothing is interpreted at run time.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let options = [
    Option<"compiler", "compiler", "std::string", /*default=*/"\"gnetc\"",
           "What the package names as its compiler">,
    Option<"cpuFeatures", "cpu-features", "std::string", /*default=*/"",
           "Features checked at open, separated by commas">,
    Option<"cpu", "cpu", "std::string", /*default=*/"",
           "Processor that generated kernels are for">,
    Option<"kernelFeatures", "kernel-features", "std::string", /*default=*/"",
           "What generated kernels may use besides, as +avx512bf16">,
    Option<"processor", "processor", "std::string", /*default=*/"",
           "What the program says that it is for">,
    Option<"symbol", "symbol", "std::string",
           /*default=*/"\"gnetrt_the_program\"",
           "What the program is called: so the first of a package">,
    Option<"next", "next", "std::string", /*default=*/"",
           "Symbol of the program for a CPU that has less; empty: none">,
    Option<"packedName", "packed-name", "std::string", /*default=*/"",
           "What the packed weights are called in a safetensors file">,
    Option<"weightsSize", "weights-size", "int64_t", /*default=*/"0",
           "Bytes of the embedded weights, another object's symbol "
           "gnetrt_embedded_weights; 0 embeds none">,
  ];
}

#endif // GNET_TARGET_CPU_PASSES
