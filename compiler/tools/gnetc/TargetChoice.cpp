//===- TargetChoice.cpp - The target, its stages and its options ----------===//
#include "TargetChoice.h"
#include "UnknownValue.h"
#include "target/Targets.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {
namespace {

template <typename Named> std::vector<std::string> namesOf(const Named &range) {
  std::vector<std::string> names;
  for (const auto &one : range)
    names.push_back(one.name.str());
  return names;
}

/// Null where none of `range` is called `name`.
template <typename Named>
const Named *findNamed(const std::vector<Named> &range, llvm::StringRef name) {
  for (const Named &one : range)
    if (one.name == name)
      return &one;
  return nullptr;
}

bool hasOption(const Target &target, llvm::StringRef name) {
  return findNamed(target.options, name);
}

bool hasStage(const Target &target, llvm::StringRef name) {
  return findNamed(stageNames(target), name);
}

/// "--cuda-arch is for --target=cuda, not for cpu".
llvm::Error isForOthers(const llvm::Twine &what, const Target &chosen,
                        const std::vector<std::string> &others) {
  return llvm::createStringError(
      what + " is for --target=" + llvm::join(others, " or --target=") +
      ", not for " + chosen.name);
}

std::vector<std::string> targetsWith(bool (*has)(const Target &,
                                                 llvm::StringRef),
                                     llvm::StringRef name) {
  std::vector<std::string> names;
  for (const Target &target : targets())
    if (has(target, name))
      names.push_back(target.name.str());
  return names;
}

} // namespace

llvm::Expected<const Target *> chooseTarget(llvm::StringRef name) {
  if (name.empty())
    return &targets().front();
  if (const Target *target = findTarget(name))
    return target;
  return unknownValue("target", name.str(), namesOf(targets()));
}

llvm::Expected<StageName> chooseStage(const Target &target,
                                      llvm::StringRef name) {
  const std::vector<StageName> stages = stageNames(target);
  if (const StageName *stage = findNamed(stages, name))
    return *stage;
  const std::vector<std::string> others = targetsWith(hasStage, name);
  if (!others.empty())
    return isForOthers("--emit=" + name, target, others);
  return unknownValue("stage", name.str(), namesOf(stages));
}

llvm::Error setTargetOptions(const Target &target, TargetCompiler &compiler,
                             const TargetOptionValues &given) {
  for (llvm::StringRef name : given.keys())
    if (!hasOption(target, name))
      return isForOthers("--" + name, target, targetsWith(hasOption, name));
  return compiler.setOptions(given);
}

/// One that several have takes the words of all.
std::vector<TargetOption> allTargetOptions() {
  std::vector<TargetOption> all;
  for (const Target &target : targets())
    for (const TargetOption &option : target.options) {
      auto known = llvm::find_if(all, [&](const TargetOption &one) {
        return one.name == option.name;
      });
      if (known == all.end()) {
        all.push_back(option);
        continue;
      }
      for (llvm::StringRef word : option.values)
        if (!llvm::is_contained(known->values, word))
          known->values.push_back(word);
    }
  return all;
}

} // namespace gnet
