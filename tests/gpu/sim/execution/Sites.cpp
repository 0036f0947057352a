#include "gpu/sim/execution/HostCode.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/ModuleSlotTracker.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet::gpu::sim {

struct Sites::Numbers {
  llvm::DenseMap<const llvm::Instruction *, uint32_t> map;
};

namespace {

constexpr size_t mostText = 200;

bool mayFail(const llvm::Instruction &instruction) {
  return instruction.mayReadOrWriteMemory() ||
         llvm::isa<llvm::CallBase>(instruction);
}

std::string textOf(const llvm::Instruction &instruction,
                   llvm::ModuleSlotTracker &slots) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  instruction.print(stream, slots);
  text = llvm::StringRef(text).trim().split(", !").first.str();
  if (text.size() > mostText)
    text = text.substr(0, mostText) + "...";
  text += " in " + instruction.getFunction()->getName().str();
  if (const llvm::DebugLoc &location = instruction.getDebugLoc()) {
    stream << " at ";
    location.print(stream);
  }
  return text;
}

} // namespace

Sites::Sites(llvm::Module &module)
    : texts{"its end"}, numbers(std::make_unique<Numbers>()) {
  llvm::ModuleSlotTracker slots(&module);
  for (const llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    slots.incorporateFunction(function);
    for (const llvm::Instruction &instruction : llvm::instructions(function)) {
      if (!mayFail(instruction))
        continue;
      numbers->map[&instruction] = uint32_t(texts.size());
      texts.push_back(textOf(instruction, slots));
    }
  }
  llvm::StripDebugInfo(module);
}

Sites::~Sites() = default;

uint32_t Sites::of(const llvm::Instruction &instruction) const {
  return numbers->map.lookup(&instruction);
}

std::vector<std::string> Sites::takeTexts() { return std::move(texts); }

} // namespace gnet::gpu::sim
