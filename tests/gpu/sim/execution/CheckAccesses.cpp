#include "gpu/sim/execution/HostCode.h"
#include "gpu/sim/execution/Runtime.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

namespace gnet::gpu::sim {

namespace {

/// One access of an instruction; of memory intrinsics the size is a value.
struct Place {
  llvm::Value *pointer;
  AccessKind kind;
  uint64_t size;
  llvm::Align alignment;
  bool acquires = false;
  llvm::Value *length = nullptr;
};

bool acquires(llvm::AtomicOrdering ordering) {
  return llvm::isAcquireOrStronger(ordering);
}

std::vector<Place> placesOf(llvm::Instruction &instruction,
                            const llvm::DataLayout &layout) {
  auto bytes = [&](llvm::Type *type) {
    return layout.getTypeStoreSize(type).getFixedValue();
  };
  if (auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction))
    return {{load->getPointerOperand(), AccessKind::Read,
             bytes(load->getType()), load->getAlign(),
             acquires(load->getOrdering())}};
  if (auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction))
    return {{store->getPointerOperand(),
             store->isAtomic() ? AccessKind::Atomic : AccessKind::Write,
             bytes(store->getValueOperand()->getType()), store->getAlign()}};
  // One whose result is not used is a reduction, which learns nothing.
  if (auto *update = llvm::dyn_cast<llvm::AtomicRMWInst>(&instruction))
    return {{update->getPointerOperand(), AccessKind::Atomic,
             bytes(update->getType()), update->getAlign(),
             !update->use_empty()}};
  if (auto *swap = llvm::dyn_cast<llvm::AtomicCmpXchgInst>(&instruction))
    return {{swap->getPointerOperand(), AccessKind::Atomic,
             bytes(swap->getNewValOperand()->getType()), swap->getAlign(),
             !swap->use_empty()}};
  if (auto *memory = llvm::dyn_cast<llvm::MemIntrinsic>(&instruction)) {
    std::vector<Place> places{{memory->getRawDest(), AccessKind::Write, 0,
                               memory->getDestAlign().valueOrOne(), false,
                               memory->getLength()}};
    if (auto *transfer = llvm::dyn_cast<llvm::MemTransferInst>(memory))
      places.push_back({transfer->getRawSource(), AccessKind::Read, 0,
                        transfer->getSourceAlign().valueOrOne(), false,
                        transfer->getLength()});
    return places;
  }
  return {};
}

/// Whether a pointer is into what is of `size` bytes, by a constant.
bool isWithin(const Place &place, const llvm::Value *object, uint64_t size,
              const llvm::DataLayout &layout) {
  llvm::APInt offset(64, 0);
  return !place.length &&
         place.pointer->stripAndAccumulateConstantOffsets(layout, offset,
                                                          true) == object &&
         offset.isNonNegative() && place.size <= size &&
         offset.getZExtValue() <= size - place.size;
}

class Checker {
public:
  Checker(llvm::Function &function, const Sites &sites)
      : function(function), sites(sites), layout(function.getDataLayout()),
        builder(function.getContext()) {
    llvm::Type *none = builder.getVoidTy(), *pointer = builder.getPtrTy(),
               *word = builder.getInt64Ty(), *site = builder.getInt32Ty();
    llvm::Module &module = *function.getParent();
    access = module.getOrInsertFunction("gnetSimAccess", none, pointer, pointer,
                                        word, site);
    local = module.getOrInsertFunction("gnetSimLocal", none, pointer, pointer,
                                       word, site, pointer, word);
  }

  void check(llvm::Instruction &instruction) {
    builder.SetInsertPoint(&instruction);
    for (const Place &place : placesOf(instruction, layout))
      check(instruction, place);
  }

private:
  llvm::Value *wordOf(const Place &place) {
    const uint64_t bits =
        AccessWord::of(place.kind, uint32_t(place.size),
                       place.alignment.value(), place.acquires)
            .bits;
    if (!place.length)
      return builder.getInt64(bits);
    return builder.CreateOr(
        builder.CreateZExtOrTrunc(place.length, builder.getInt64Ty()), bits);
  }
  llvm::Value *generic(llvm::Value *pointer) {
    return builder.CreateAddrSpaceCast(pointer, builder.getPtrTy());
  }

  void check(const llvm::Instruction &instruction, const Place &place) {
    llvm::Value *object = llvm::getUnderlyingObject(place.pointer, 0);
    llvm::SmallVector<llvm::Value *> arguments{
        function.getArg(0), generic(place.pointer), wordOf(place),
        builder.getInt32(sites.of(instruction))};
    if (auto *variable = llvm::dyn_cast<llvm::AllocaInst>(object)) {
      const auto size = variable->getAllocationSize(layout);
      if (size && isWithin(place, object, size->getFixedValue(), layout))
        return;
      if (size) {
        arguments.append(
            {generic(variable), builder.getInt64(size->getFixedValue())});
        builder.CreateCall(local, arguments);
        return;
      }
    }
    builder.CreateCall(access, arguments);
  }

  llvm::Function &function;
  const Sites &sites;
  const llvm::DataLayout &layout;
  llvm::IRBuilder<> builder;
  llvm::FunctionCallee access, local;
};

} // namespace

void checkAccesses(llvm::Function &function, const Sites &sites) {
  Checker checker(function, sites);
  std::vector<llvm::Instruction *> instructions;
  for (llvm::Instruction &instruction : llvm::instructions(function))
    instructions.push_back(&instruction);
  for (llvm::Instruction *instruction : instructions)
    checker.check(*instruction);
}

} // namespace gnet::gpu::sim
