//===- EmitObject.cpp - From the llvm dialect to machine code -------------===//
#include "target/cpu/EmitObject.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/ModuleTranslation.h"
#include "target/cpu/Passes.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;

namespace gnet {
namespace {

constexpr llvm::StringLiteral targetTriple = "x86_64-unknown-linux-gnu";

llvm::Expected<std::unique_ptr<llvm::TargetMachine>> makeTargetMachine() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  llvm::Triple triple(targetTriple);
  std::string message;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return llvm::createStringError("this LLVM has no x86-64 backend: " +
                                   message);
  return std::unique_ptr<llvm::TargetMachine>(
      target->createTargetMachine(triple, /*CPU=*/"x86-64", /*Features=*/"",
                                  llvm::TargetOptions(), llvm::Reloc::PIC_));
}

llvm::Error setTarget(llvm::Module &module) {
  auto machine = makeTargetMachine();
  if (!machine)
    return machine.takeError();
  module.setTargetTriple((*machine)->getTargetTriple());
  module.setDataLayout((*machine)->createDataLayout());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  return llvm::Error::success();
}

} // namespace

llvm::Expected<std::unique_ptr<llvm::Module>>
translateToLlvm(ModuleOp module, llvm::LLVMContext &context) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context, /*name=*/"gnetc");
  if (!translated)
    return llvm::createStringError("the module cannot be translated to LLVM");
  if (llvm::Error error = setTarget(*translated))
    return error;
  return translated;
}

llvm::Expected<std::string> emitObject(llvm::Module &module) {
  auto machine = makeTargetMachine();
  if (!machine)
    return machine.takeError();
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if ((*machine)->addPassesToEmitFile(passes, stream, nullptr,
                                      llvm::CodeGenFileType::ObjectFile))
    return llvm::createStringError("LLVM cannot write an object for x86-64");
  passes.run(module);
  return std::string(bytes);
}

llvm::Expected<std::string> emitWeightsObject(llvm::StringRef weights) {
  llvm::LLVMContext context;
  llvm::Module module("weights", context);
  if (llvm::Error error = setTarget(module))
    return error;
  llvm::Constant *bytes =
      llvm::ConstantDataArray::getString(context, weights, /*AddNull=*/false);
  auto *global = new llvm::GlobalVariable(
      module, bytes->getType(), /*isConstant=*/true,
      llvm::GlobalValue::ExternalLinkage, bytes, embeddedWeightsSymbol);
  global->setAlignment(llvm::Align(64));
  return emitObject(module);
}

} // namespace gnet
