#include "gpu/sim/execution/HostCode.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

namespace gnet::gpu::sim {

namespace {

using Functions = std::vector<std::pair<llvm::Function *, llvm::Function *>>;

llvm::Function *withThread(llvm::Function &function) {
  llvm::FunctionType *type = function.getFunctionType();
  llvm::SmallVector<llvm::Type *> parameters{
      llvm::PointerType::get(function.getContext(), 0)};
  llvm::append_range(parameters, type->params());
  auto *made = llvm::Function::Create(
      llvm::FunctionType::get(type->getReturnType(), parameters, false),
      llvm::GlobalValue::ExternalLinkage, "", function.getParent());
  made->takeName(&function);
  made->splice(made->begin(), &function);
  made->getArg(0)->setName("thread");
  for (llvm::Argument &argument : function.args()) {
    llvm::Argument *now = made->getArg(argument.getArgNo() + 1);
    now->takeName(&argument);
    argument.replaceAllUsesWith(now);
  }
  return made;
}

/// A pointer to a function is not followed.
llvm::Error replaceUses(llvm::Function &function, llvm::Function &made) {
  for (llvm::User *user : llvm::make_early_inc_range(function.users())) {
    auto *call = llvm::dyn_cast<llvm::CallInst>(user);
    if (!call || call->getCalledFunction() != &function)
      return llvm::createStringError("the address of function " +
                                     made.getName() +
                                     " is taken, which is not known here");
    llvm::SmallVector<llvm::Value *> arguments{call->getFunction()->getArg(0)};
    llvm::append_range(arguments, call->args());
    auto *now =
        llvm::CallInst::Create(&made, arguments, "", call->getIterator());
    call->replaceAllUsesWith(now);
    call->eraseFromParent();
  }
  return llvm::Error::success();
}

} // namespace

llvm::Error passThread(llvm::Module &module) {
  for (llvm::StringRef list : {"llvm.used", "llvm.compiler.used"})
    if (llvm::GlobalVariable *variable = module.getNamedGlobal(list))
      variable->eraseFromParent();
  Functions functions;
  for (llvm::Function &function : module)
    if (!function.isDeclaration())
      functions.push_back({&function, nullptr});
  for (auto &[before, now] : functions)
    now = withThread(*before);
  for (auto &[before, now] : functions)
    if (llvm::Error error = replaceUses(*before, *now))
      return error;
  for (auto &[before, now] : functions)
    before->eraseFromParent();
  return llvm::Error::success();
}

} // namespace gnet::gpu::sim
