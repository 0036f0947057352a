//===- EmitObject.cpp - From the llvm dialect to machine code -------------===//
#include "target/program/EmitObject.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/ModuleTranslation.h"
#include "package/Link.h"
#include "target/program/Analyses.h"
#include "target/program/KernelCache.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/SplitModule.h"

using namespace mlir;

namespace gnet {
namespace {

void initializeTargets() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmPrinter();
}

llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
makeTargetMachine(const llvm::Triple &triple) {
  initializeTargets();
  const char *cpu = triple.isAArch64() ? "generic" : "x86-64";
  std::string message;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return llvm::createStringError("this LLVM has no backend for " +
                                   triple.str() + ": " + message);
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, cpu, /*Features=*/"", llvm::TargetOptions(), llvm::Reloc::PIC_));
}

llvm::Error setTarget(llvm::Module &module, llvm::StringRef triple) {
  auto machine = makeTargetMachine(llvm::Triple(triple));
  if (!machine)
    return machine.takeError();
  module.setTargetTriple((*machine)->getTargetTriple());
  module.setDataLayout((*machine)->createDataLayout());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  return llvm::Error::success();
}

/// Adds what writes an object. Without the machine scheduler: generated kernels
/// are in the order that they are to be in, and it would hoist the loads of all
/// outer products, more values than there are registers.
llvm::Error addCodeGeneration(llvm::TargetMachine &machine,
                              llvm::legacy::PassManager &passes,
                              llvm::raw_pwrite_stream &stream) {
  auto *functions = new llvm::MachineModuleInfoWrapperPass(&machine);
  llvm::TargetPassConfig *config = machine.createPassConfig(passes);
  config->disablePass(&llvm::MachineSchedulerID);
  passes.add(config);
  passes.add(functions);
  if (config->addISelPasses())
    return llvm::createStringError("LLVM cannot generate code");
  config->addMachinePasses();
  config->setInitialized();
  if (machine.addAsmPrinter(passes, stream, nullptr,
                            llvm::CodeGenFileType::ObjectFile,
                            functions->getMMI().getContext()))
    return llvm::createStringError("LLVM cannot write an object");
  passes.add(llvm::createFreeMachineFunctionPass());
  return llvm::Error::success();
}

bool isKernel(const llvm::Function &function) {
  return !function.isDeclaration() && function.hasFnAttribute("target-cpu");
}

/// What unrolling leaves, in generated kernels. No loop passes: they would make
/// one block of several and so more values live at a time.
void simplify(llvm::Module &module, llvm::TargetMachine &machine) {
  Analyses analyses(machine);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  passes.addPass(llvm::EarlyCSEPass());
  passes.addPass(llvm::InstCombinePass());
  passes.addPass(llvm::SimplifyCFGPass());
  for (llvm::Function &function : module)
    if (isKernel(function))
      passes.run(function, analyses.functions);
}

} // namespace

llvm::Expected<std::unique_ptr<llvm::Module>>
translateToLlvm(ModuleOp module, llvm::LLVMContext &context,
                llvm::StringRef triple) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context, /*name=*/"gnetc");
  if (!translated)
    return llvm::createStringError("the module cannot be translated to LLVM");
  if (llvm::Error error = setTarget(*translated, triple))
    return error;
  return translated;
}

namespace {

llvm::Expected<std::string> emitPart(llvm::Module &module) {
  auto machine = makeTargetMachine(module.getTargetTriple());
  if (!machine)
    return machine.takeError();
  simplify(module, **machine);
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (llvm::Error error = addCodeGeneration(**machine, passes, stream))
    return error;
  passes.run(module);
  return std::string(bytes);
}

/// In a context of its own, as threads want it.
llvm::Expected<std::string> emitBitcode(llvm::StringRef bitcode) {
  llvm::LLVMContext context;
  auto module =
      llvm::parseBitcodeFile(llvm::MemoryBufferRef(bitcode, "part"), context);
  if (!module)
    return module.takeError();
  return emitPart(**module);
}

/// A number of its own, so that the bytes are the same on every machine: more
/// than most have cores, for none to wait long for another.
constexpr unsigned partCount = 12;

std::vector<std::string> splitIntoBitcode(llvm::Module &module) {
  std::vector<std::string> parts;
  llvm::SplitModule(
      module, partCount,
      [&](std::unique_ptr<llvm::Module> part) {
        llvm::raw_string_ostream stream(parts.emplace_back());
        llvm::WriteBitcodeToFile(*part, stream);
      },
      /*PreserveLocals=*/false);
  return parts;
}

/// Kernels take nearly all of the time, and are compiled side by side.
llvm::Expected<std::string> emitParts(llvm::Module &module) {
  const std::vector<std::string> parts = splitIntoBitcode(module);
  std::vector<llvm::Expected<std::string>> emitted;
  for (size_t i = 0; i < parts.size(); ++i)
    emitted.emplace_back("");
  llvm::DefaultThreadPool threads(llvm::hardware_concurrency());
  for (size_t i = 0; i < parts.size(); ++i)
    threads.async([&, i] { emitted[i] = emitBitcode(parts[i]); });
  threads.wait();
  std::vector<std::string> objects;
  llvm::Error errors = llvm::Error::success();
  for (llvm::Expected<std::string> &object : emitted)
    if (object)
      objects.push_back(std::move(*object));
    else
      errors = llvm::joinErrors(std::move(errors), object.takeError());
  if (errors)
    return errors;
  return joinObjects(objects);
}

llvm::Expected<std::string> emitCached(llvm::Module &module,
                                       const std::string &kernelCache) {
  auto objects = takeKernels(module, kernelCache, isKernel, emitBitcode);
  if (!objects)
    return objects.takeError();
  auto rest = emitPart(module);
  if (!rest)
    return rest.takeError();
  objects->push_back(std::move(*rest));
  return joinObjects(*objects);
}

} // namespace

llvm::Expected<std::string> emitObject(llvm::Module &module,
                                       const std::string &kernelCache) {
  auto kernels = llvm::count_if(module, isKernel);
  if (kernels > 0 && !kernelCache.empty())
    return emitCached(module, kernelCache);
  return kernels < partCount ? emitPart(module) : emitParts(module);
}

llvm::Expected<std::string> emitBytesObject(llvm::StringRef symbol,
                                            llvm::StringRef content,
                                            llvm::StringRef triple) {
  llvm::LLVMContext context;
  llvm::Module module(symbol, context);
  if (llvm::Error error = setTarget(module, triple))
    return error;
  llvm::Constant *bytes =
      llvm::ConstantDataArray::getString(context, content, /*AddNull=*/false);
  auto *global = new llvm::GlobalVariable(
      module, bytes->getType(), /*isConstant=*/true,
      llvm::GlobalValue::ExternalLinkage, bytes, symbol);
  global->setAlignment(llvm::Align(64));
  return emitObject(module);
}

} // namespace gnet
