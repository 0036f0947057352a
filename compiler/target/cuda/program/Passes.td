//===- Passes.td - From planned launches to a program ------*- tablegen -*-===//
#ifndef GNET_TARGET_CUDA_PROGRAM_PASSES
#define GNET_TARGET_CUDA_PROGRAM_PASSES

include "mlir/Pass/PassBase.td"

def ConvertGnkToCudaProgram
    : Pass<"convert-gnk-to-cuda-program", "::mlir::ModuleOp"> {
  let summary = "a planned network as the constant data of a CUDA package";
  let description = [{
    Replaces the module's planned function, whose steps have their
    `gnk.launches`, by what runtime/abi/program.h asks of a package:
    `gnetrt_the_program` with its tables, the launches of a run among them, and
    a function that packs the weights when a model opens. Each launch knows the
    ones that it waits for, because either writes what the other reads or
    writes. Device code (`gpu.module`, `gpu.binary`) goes: it is linked as the
    symbols `gnetrt_cuda_image_<arch>`.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let options = [
    Option<"compiler", "compiler", "std::string", /*default=*/"\"gnetc\"",
           "What the package names as its compiler">,
    Option<"precision", "precision", "std::string", /*default=*/"\"fp32\"",
           "What the kernels compute in, for reports">,
    Option<"packedName", "packed-name", "std::string", /*default=*/"",
           "What the packed weights are called in a safetensors file">,
    Option<"weightsSize", "weights-size", "int64_t", /*default=*/"0",
           "Bytes of the embedded weights, another object's symbol "
           "gnetrt_embedded_weights; 0 embeds none">,
    ListOption<"images", "images", "std::string",
               "The device code that there is, each as ARCH=BYTES, or "
               "ARCH=BYTES=waits where kernels wait for the launches before "
               "them">,
  ];
}

#endif // GNET_TARGET_CUDA_PROGRAM_PASSES
