#include "gpu/sim/execution/HostCode.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/ReplaceConstant.h"
#include <cstddef>

namespace gnet::gpu::sim {

namespace {

constexpr unsigned sharedSpace = 3;

using Variables = std::vector<llvm::GlobalVariable *>;

Variables variablesOf(llvm::Module &module) {
  Variables variables;
  for (llvm::GlobalVariable &variable : module.globals())
    if (variable.getAddressSpace() == sharedSpace)
      variables.push_back(&variable);
  return variables;
}

SharedVariable describe(const llvm::GlobalVariable &variable) {
  const llvm::DataLayout &layout = variable.getDataLayout();
  llvm::Type *type = variable.getValueType();
  // Without one, PTX gets the type's.
  const llvm::Align alignment =
      variable.getAlign().value_or(layout.getABITypeAlign(type));
  return {variable.getName().str(), layout.getTypeAllocSize(type),
          alignment.value(), variable.isDeclaration()};
}

/// What the function and those that it calls use.
void addUsed(const llvm::Function &function, const Variables &variables,
             llvm::SmallPtrSetImpl<const llvm::Function *> &seen,
             std::vector<bool> &used) {
  if (!seen.insert(&function).second)
    return;
  for (const llvm::Instruction &instruction : llvm::instructions(function))
    for (const llvm::Value *operand : instruction.operands()) {
      if (const auto *called = llvm::dyn_cast<llvm::Function>(operand))
        addUsed(*called, variables, seen, used);
      const auto found = llvm::find(variables, operand);
      if (found != variables.end())
        used[size_t(found - variables.begin())] = true;
    }
}

/// In each function, the variable's address is read where it begins.
void replaceUses(llvm::GlobalVariable &variable, uint32_t index) {
  llvm::IRBuilder<> builder(variable.getContext());
  llvm::DenseMap<llvm::Function *, llvm::Value *> addresses;
  for (llvm::Use &use : llvm::make_early_inc_range(variable.uses())) {
    auto *user = llvm::dyn_cast<llvm::Instruction>(use.getUser());
    if (!user)
      continue;
    llvm::Function *function = user->getFunction();
    llvm::Value *&address = addresses[function];
    if (!address) {
      builder.SetInsertPoint(&*function->getEntryBlock().getFirstInsertionPt());
      llvm::Value *table = builder.CreateLoad(
          builder.getPtrTy(),
          builder.CreateConstGEP1_32(builder.getInt8Ty(), function->getArg(0),
                                     offsetof(Registers, variables)));
      address = builder.CreateLoad(
          builder.getPtrTy(sharedSpace),
          builder.CreateConstGEP1_32(builder.getPtrTy(), table, index));
    }
    use.set(address);
  }
}

} // namespace

llvm::Error placeShared(llvm::Module &module, Program &program) {
  const Variables variables = variablesOf(module);
  for (llvm::GlobalVariable *variable : variables) {
    variable->removeDeadConstantUsers();
    llvm::convertUsersOfConstantsToInstructions({variable});
    program.variables.push_back(describe(*variable));
  }
  for (auto &[name, kernel] : program.kernels) {
    llvm::SmallPtrSet<const llvm::Function *, 8> seen;
    std::vector<bool> used(variables.size());
    addUsed(*module.getFunction(name), variables, seen, used);
    for (uint32_t i = 0; i < used.size(); ++i)
      if (used[i])
        kernel.variables.push_back(i);
  }
  for (uint32_t i = 0; i < variables.size(); ++i) {
    replaceUses(*variables[i], i);
    if (!variables[i]->use_empty())
      return llvm::createStringError("shared variable " +
                                     variables[i]->getName() +
                                     " is used by a constant");
    variables[i]->eraseFromParent();
  }
  return llvm::Error::success();
}

} // namespace gnet::gpu::sim
