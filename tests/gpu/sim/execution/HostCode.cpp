#include "gpu/sim/execution/HostCode.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace gnet::gpu::sim {

namespace {

/// "nvvm.maxntid"="X[,Y[,Z]]" as a count; 0 without it.
uint32_t threadsOf(const llvm::Function &function, llvm::StringRef attribute) {
  const llvm::Attribute found = function.getFnAttribute(attribute);
  if (!found.isValid())
    return 0;
  uint32_t count = 1;
  llvm::SmallVector<llvm::StringRef, 3> sizes;
  found.getValueAsString().split(sizes, ',');
  for (llvm::StringRef size : sizes) {
    uint32_t value = 0;
    if (!size.trim().getAsInteger(10, value))
      count *= value;
  }
  return count;
}

Kernel describe(const llvm::Function &function) {
  Kernel kernel;
  kernel.mostThreads = threadsOf(function, "nvvm.maxntid");
  kernel.exactThreads = threadsOf(function, "nvvm.reqntid");
  for (const llvm::Argument &argument : function.args())
    if (argument.hasByValAttr())
      kernel.byValue.push_back(
          {argument.getArgNo(), function.getDataLayout().getTypeAllocSize(
                                    argument.getParamByValType())});
  return kernel;
}

void findKernels(const llvm::Module &module, Program &program) {
  for (const llvm::Function &function : module)
    if (!function.isDeclaration() &&
        function.getCallingConv() == llvm::CallingConv::PTX_Kernel)
      program.kernels[function.getName().str()] = describe(function);
}

/// void entry(thread, void **arguments)
void makeEntry(llvm::Module &module, llvm::StringRef name,
               const Kernel &kernel) {
  llvm::Function *called = module.getFunction(name);
  llvm::IRBuilder<> builder(module.getContext());
  auto *type = llvm::FunctionType::get(
      builder.getVoidTy(), {builder.getPtrTy(), builder.getPtrTy()}, false);
  auto *entry = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage,
                                       entryOf(name), module);
  builder.SetInsertPoint(
      llvm::BasicBlock::Create(module.getContext(), "", entry));
  llvm::SmallVector<llvm::Value *> arguments{entry->getArg(0)};
  for (uint32_t i = 1; i < called->arg_size(); ++i) {
    llvm::Type *wanted = called->getArg(i)->getType();
    llvm::Value *pointer = builder.CreateLoad(
        builder.getPtrTy(), builder.CreateConstGEP1_32(
                                builder.getPtrTy(), entry->getArg(1), i - 1));
    const bool isByValue =
        llvm::any_of(kernel.byValue, [&](const auto &argument) {
          return argument.first == i - 1;
        });
    arguments.push_back(isByValue ? builder.CreateAddrSpaceCast(pointer, wanted)
                                  : builder.CreateLoad(wanted, pointer));
  }
  builder.CreateCall(called, arguments);
  builder.CreateRetVoid();
}

void describeVariables(llvm::Module &module, Program &program) {
  for (llvm::GlobalVariable &variable : module.globals()) {
    variable.setLinkage(llvm::GlobalValue::ExternalLinkage);
    program.globals.push_back(
        {variable.getName().str(),
         module.getDataLayout().getTypeAllocSize(variable.getValueType()),
         variable.isConstant()});
  }
}

llvm::Error unknownError(std::vector<std::string> &unknown) {
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  return llvm::createStringError("not known to the simulator:\n  " +
                                 llvm::join(unknown, "\n  "));
}

llvm::Error verify(const llvm::Module &module) {
  std::string problems;
  llvm::raw_string_ostream stream(problems);
  if (llvm::verifyModule(module, &stream))
    return llvm::createStringError("device code as the host's: " + problems);
  return llvm::Error::success();
}

} // namespace

std::string entryOf(llvm::StringRef kernel) {
  return (kernel + ".entry").str();
}

llvm::Expected<Program> makeHostCode(llvm::Module &module,
                                     const llvm::DataLayout &layout,
                                     const llvm::Triple &triple,
                                     Checks checks) {
  if (!module.getTargetTriple().isNVPTX())
    return llvm::createStringError(
        "code for " + module.getTargetTriple().str() + ", not for nvptx64");
  Program program;
  findKernels(module, program);
  Sites sites(module);
  if (llvm::Error error = passThread(module))
    return error;
  std::vector<std::string> unknown;
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    if (checks == Checks::All)
      checkAccesses(function, sites);
    replaceCalls(function, sites, program, unknown);
  }
  if (!unknown.empty())
    return unknownError(unknown);
  if (llvm::Error error = placeShared(module, program))
    return error;
  describeVariables(module, program);
  module.setDataLayout(layout);
  module.setTargetTriple(triple);
  for (const auto &[name, kernel] : program.kernels)
    makeEntry(module, name, kernel);
  if (llvm::Error error = verify(module))
    return error;
  program.sites = sites.takeTexts();
  return program;
}

} // namespace gnet::gpu::sim
