#include "gpu/sim/execution/HostCode.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

namespace gnet::gpu::sim {

namespace {

/// What says nothing to the host: its accesses are in order, in one proxy.
bool saysNothing(llvm::StringRef name) {
  return (name.starts_with("llvm.nvvm.fence.") &&
          !name.starts_with("llvm.nvvm.fence.proxy.async")) ||
         name == "llvm.nvvm.fence.proxy.async.global" ||
         name.starts_with("llvm.nvvm.membar.") ||
         name.starts_with("llvm.nvvm.prefetch");
}

/// LLVM's own that are not checked.
bool isRefused(llvm::StringRef name) {
  return name.starts_with("llvm.masked.") || name.starts_with("llvm.vp.") ||
         name.starts_with("llvm.va_");
}

Callee calleeOf(const llvm::Function &function) {
  const llvm::StringRef name = function.getName();
  if (!function.isIntrinsic())
    return {name, ""};
  const llvm::StringRef base =
      llvm::Intrinsic::getBaseName(function.getIntrinsicID());
  return {base, name.drop_front(base.size())};
}

class Replacer {
public:
  Replacer(llvm::Function &function, const Sites &sites, Program &program,
           std::vector<std::string> &unknown)
      : function(function), sites(sites), program(program), unknown(unknown),
        builder(function.getContext()) {}

  void run() {
    std::vector<llvm::CallInst *> calls;
    for (llvm::Instruction &instruction : llvm::instructions(function))
      if (auto *call = llvm::dyn_cast<llvm::CallInst>(&instruction))
        calls.push_back(call);
    for (llvm::CallInst *call : calls)
      replace(*call);
    fill();
  }

private:
  struct Execution {
    llvm::CallInst *call;
    uint32_t operation;
  };

  void replace(llvm::CallInst &call) {
    if (const auto *text =
            llvm::dyn_cast<llvm::InlineAsm>(call.getCalledOperand()))
      return execute(call, {text->getAsmString(), "", true});
    const llvm::Function *called = call.getCalledFunction();
    if (!called) {
      unknown.push_back("a call of an address");
      return;
    }
    const llvm::StringRef name = called->getName();
    if (!called->isDeclaration() || name.starts_with("gnetSim"))
      return;
    llvm::StringRef rest = name;
    if (rest.consume_front("llvm.nvvm.read.ptx.sreg."))
      return readRegister(call, rest);
    if (saysNothing(name)) {
      call.eraseFromParent();
      return;
    }
    const bool isOfTheHost = called->isIntrinsic() &&
                             !name.starts_with("llvm.nvvm.") &&
                             !name.contains("trap");
    if (!isOfTheHost)
      return execute(call, calleeOf(*called));
    if (isRefused(name))
      unknown.push_back(name.str());
  }

  void readRegister(llvm::CallInst &call, llvm::StringRef name) {
    const auto offset = offsetOfRegister(name);
    if (!offset) {
      unknown.push_back("special register " + name.str());
      return;
    }
    builder.SetInsertPoint(&call);
    call.replaceAllUsesWith(builder.CreateLoad(
        call.getType(), builder.CreateConstGEP1_32(
                            builder.getInt8Ty(), function.getArg(0), *offset)));
    call.eraseFromParent();
  }

  void execute(llvm::CallInst &call, const Callee &callee) {
    const llvm::DataLayout &layout = function.getDataLayout();
    auto operation = findOperation(callee);
    for (llvm::Value *argument : call.args())
      if (layout.getTypeStoreSize(argument->getType()) > Call::argumentBytes)
        operation.reset();
    if (!operation) {
      unknown.push_back((callee.name + callee.types).str());
      return;
    }
    program.operations.push_back(std::move(*operation));
    executions.push_back({&call, uint32_t(program.operations.size() - 1)});
    mostArguments = std::max(mostArguments, uint64_t(call.arg_size()));
    if (!call.getType()->isVoidTy())
      mostResult = std::max(
          mostResult, layout.getTypeAllocSize(call.getType()).getFixedValue());
  }

  /// All calls of a function use the same memory for arguments and results.
  void fill() {
    if (executions.empty())
      return;
    builder.SetInsertPoint(function.getEntryBlock().begin());
    llvm::Value *arguments = memory(mostArguments * Call::argumentBytes);
    llvm::Value *result = memory(mostResult);
    llvm::FunctionCallee callee = function.getParent()->getOrInsertFunction(
        "gnetSimExecute", builder.getVoidTy(), builder.getPtrTy(),
        builder.getInt32Ty(), builder.getInt32Ty(), builder.getPtrTy(),
        builder.getPtrTy());
    for (const Execution &execution : executions)
      fill(execution, callee, arguments, result);
  }

  void fill(const Execution &execution, llvm::FunctionCallee callee,
            llvm::Value *arguments, llvm::Value *result) {
    llvm::CallInst &call = *execution.call;
    builder.SetInsertPoint(&call);
    for (unsigned i = 0; i < call.arg_size(); ++i)
      builder.CreateStore(
          widened(call.getArgOperand(i)),
          builder.CreateConstGEP1_32(builder.getInt8Ty(), arguments,
                                     unsigned(i * Call::argumentBytes)));
    builder.CreateCall(
        callee, {function.getArg(0), builder.getInt32(execution.operation),
                 builder.getInt32(sites.of(call)), arguments, result});
    if (!call.getType()->isVoidTy())
      call.replaceAllUsesWith(builder.CreateLoad(call.getType(), result));
    call.eraseFromParent();
  }

  /// Addresses may also be integers of 32 bits.
  llvm::Value *widened(llvm::Value *argument) {
    const auto *type = llvm::dyn_cast<llvm::IntegerType>(argument->getType());
    return type && type->getBitWidth() < 64
               ? builder.CreateZExt(argument, builder.getInt64Ty())
               : argument;
  }

  llvm::Value *memory(uint64_t bytes) {
    auto *variable = builder.CreateAlloca(llvm::ArrayType::get(
        builder.getInt8Ty(), std::max<uint64_t>(bytes, 1)));
    variable->setAlignment(llvm::Align(Call::argumentBytes));
    return variable;
  }

  llvm::Function &function;
  const Sites &sites;
  Program &program;
  std::vector<std::string> &unknown;
  llvm::IRBuilder<> builder;
  std::vector<Execution> executions;
  uint64_t mostArguments = 0, mostResult = 0;
};

} // namespace

void replaceCalls(llvm::Function &function, const Sites &sites,
                  Program &program, std::vector<std::string> &unknown) {
  Replacer(function, sites, program, unknown).run();
}

} // namespace gnet::gpu::sim
