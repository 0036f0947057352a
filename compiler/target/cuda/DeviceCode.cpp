//===- DeviceCode.cpp - From the nvvm dialect to PTX ----------------------===//
#include "target/cuda/DeviceCode.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/GPU/GPUToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/NVVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/ModuleTranslation.h"
#include "target/cuda/CudaArch.h"
#include "target/program/Analyses.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace mlir;

namespace gnet {
namespace {

constexpr llvm::StringLiteral targetTriple = "nvptx64-nvidia-cuda";

llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
makeTargetMachine(StringRef arch) {
  LLVMInitializeNVPTXTargetInfo();
  LLVMInitializeNVPTXTarget();
  LLVMInitializeNVPTXTargetMC();
  LLVMInitializeNVPTXAsmPrinter();
  llvm::Triple triple(targetTriple);
  std::string message;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return llvm::createStringError("this LLVM has no NVPTX backend: " +
                                   message);
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, arch, /*Features=*/"", llvm::TargetOptions(), std::nullopt,
      std::nullopt, llvm::CodeGenOptLevel::Aggressive));
}

} // namespace

llvm::Expected<std::unique_ptr<llvm::Module>>
translateKernels(gpu::GPUModuleOp kernels, StringRef arch,
                 llvm::LLVMContext &context) {
  auto machine = makeTargetMachine(arch);
  if (!machine)
    return machine.takeError();
  registerBuiltinDialectTranslation(*kernels.getContext());
  registerGPUDialectTranslation(*kernels.getContext());
  registerLLVMDialectTranslation(*kernels.getContext());
  registerNVVMDialectTranslation(*kernels.getContext());
  std::unique_ptr<llvm::Module> module =
      translateModuleToLLVMIR(kernels, context, /*name=*/"gnetc");
  if (!module)
    return llvm::createStringError("the kernels cannot be translated to LLVM");
  module->setTargetTriple((*machine)->getTargetTriple());
  module->setDataLayout((*machine)->createDataLayout());
  return module;
}

llvm::Error optimiseKernels(llvm::Module &module, StringRef arch) {
  auto machine = makeTargetMachine(arch);
  if (!machine)
    return machine.takeError();
  Analyses analyses(**machine);
  analyses.builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2)
      .run(module, analyses.modules);
  return llvm::Error::success();
}

llvm::Expected<std::string> emitPtx(const llvm::Module &module,
                                    StringRef arch) {
  auto machine = makeTargetMachine(arch);
  if (!machine)
    return machine.takeError();
  std::unique_ptr<llvm::Module> lowered = llvm::CloneModule(module);
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager passes;
  if ((*machine)->addPassesToEmitFile(passes, stream, nullptr,
                                      llvm::CodeGenFileType::AssemblyFile))
    return llvm::createStringError("LLVM cannot write PTX");
  passes.run(*lowered);
  return std::string(text);
}

bool hasWaits(StringRef ptx) { return ptx.contains("griddepcontrol.wait;"); }

/// LLVM writes assembly between two lines of comment.
std::string withoutWaits(StringRef ptx) {
  constexpr llvm::StringLiteral begin = "\t// begin inline asm\n",
                                end = "// end inline asm\n";
  std::string text;
  while (!ptx.empty()) {
    auto [before, rest] = ptx.split(begin);
    text += before;
    size_t length = rest.find(end);
    if (length == StringRef::npos)
      break;
    StringRef assembly = rest.take_front(length + end.size());
    if (!assembly.contains("griddepcontrol."))
      text += (begin + assembly).str();
    ptx = rest.drop_front(assembly.size());
  }
  return text;
}

std::string withWaits(StringRef ptx) {
  auto [head, body] = ptx.split(".target sm_");
  StringRef comment = head.split(".version ").first;
  // The first version of PTX with that architecture.
  return (comment + ".version 7.8\n.target " + firstEarlyArch +
          body.drop_while(llvm::isAlnum))
      .str();
}

} // namespace gnet
