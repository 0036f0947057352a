//===- Passes.td - From planned kernels to machine code -----*- tablegen -*-===//
#ifndef GNET_TARGET_CPU_PASSES
#define GNET_TARGET_CPU_PASSES

include "mlir/Pass/PassBase.td"

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
    Option<"weightsSize", "weights-size", "int64_t", /*default=*/"0",
           "Bytes of the embedded weights, another object's symbol "
           "gnetrt_embedded_weights; 0 embeds none">,
  ];
}

#endif // GNET_TARGET_CPU_PASSES
