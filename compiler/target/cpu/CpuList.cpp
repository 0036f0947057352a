//===- CpuList.cpp - The processors that one package is for ---------------===//
#include "target/cpu/CpuList.h"
#include "llvm/ADT/STLExtras.h"

namespace gnet {
namespace {

llvm::Error isNoOneOfSeveral(llvm::StringRef name, llvm::StringRef meaning) {
  return llvm::createStringError("'" + name + "' means " + meaning +
                                 ", and is not one of several: leave it out, "
                                 "or let it stand alone");
}

/// A package could not tell two of a level apart: it looks at features.
llvm::Error areOfOneLevel(const CpuLevel &first, const CpuLevel &second) {
  if (first.processor == second.processor)
    return llvm::createStringError("the CPU '" + first.processor +
                                   "' is given twice");
  return llvm::createStringError(
      "the CPUs '" + first.processor + "' and '" + second.processor +
      "' are both of " + first.name +
      ", for which a package has code once: leave one out");
}

llvm::Expected<CpuLevel> oneOfSeveral(llvm::StringRef name) {
  if (name == "native")
    return isNoOneOfSeveral(name, "this machine");
  if (name == portableCpus)
    return isNoOneOfSeveral(name, "all levels");
  return findCpuLevel(name);
}

/// The place of its level among all, the most demanding being first.
size_t rankOf(const CpuLevel &level) {
  return llvm::find_if(
             cpuLevels(),
             [&](const CpuLevel &other) { return other.name == level.name; }) -
         cpuLevels().begin();
}

} // namespace

llvm::Expected<std::vector<CpuLevel>> findCpuLevels(llvm::StringRef list) {
  if (list == portableCpus)
    return std::vector<CpuLevel>(cpuLevels());
  llvm::SmallVector<llvm::StringRef> names;
  list.split(names, ',');
  std::vector<CpuLevel> levels;
  for (llvm::StringRef name : names) {
    auto level = names.size() == 1 ? findCpuLevel(name) : oneOfSeveral(name);
    if (!level)
      return level.takeError();
    for (const CpuLevel &other : levels)
      if (other.name == level->name)
        return areOfOneLevel(other, *level);
    levels.push_back(std::move(*level));
  }
  llvm::sort(levels, [](const CpuLevel &a, const CpuLevel &b) {
    return rankOf(a) < rankOf(b);
  });
  return levels;
}

} // namespace gnet
