//===- CpuList.cpp - The processors that one package is for ---------------===//
#include "target/cpu/CpuList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/TargetParser/Triple.h"

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

/// The place of its level among all of its machine, the most demanding being
/// first.
size_t rankOf(const CpuLevel &level) {
  llvm::ArrayRef<CpuLevel> all = cpuLevels(level.triple);
  return llvm::find_if(
             all, [&](const CpuLevel &one) { return one.name == level.name; }) -
         all.begin();
}

/// What there may be beside `others`.
llvm::Error checkBeside(llvm::ArrayRef<CpuLevel> others, const CpuLevel &level,
                        Products products) {
  for (const CpuLevel &other : others) {
    if (other.triple != level.triple)
      return llvm::createStringError(
          "the CPUs '" + other.processor + "' and '" + level.processor +
          "' run different code: a package is for one of these machines");
    bool isApart = multiplies(other, products) != multiplies(level, products);
    if (other.name == level.name && !isApart)
      return areOfOneLevel(other, level);
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<CpuLevel>> levelsOf(llvm::StringRef list,
                                               Products products) {
  llvm::SmallVector<llvm::StringRef> names;
  list.split(names, ',');
  std::vector<CpuLevel> levels;
  for (llvm::StringRef name : names) {
    auto level = names.size() == 1 ? findCpuLevel(name) : oneOfSeveral(name);
    if (!level)
      return level.takeError();
    if (llvm::Error error = checkBeside(levels, *level, products))
      return error;
    levels.push_back(std::move(*level));
  }
  llvm::sort(levels, [&](const CpuLevel &a, const CpuLevel &b) {
    return std::pair(rankOf(a), multiplies(b, products)) <
           std::pair(rankOf(b), multiplies(a, products));
  });
  return levels;
}

/// The processors that have instructions for `products` and least besides, the
/// most demanding of a level first.
std::vector<llvm::StringRef> leastWithProducts(Products products) {
  switch (products) {
  case Products::Float32:
    return {};
  case Products::Bfloats:
    return {"sapphirerapids", "cooperlake", "neoverse-n2"};
  case Products::Bytes:
    return {"sapphirerapids", "cascadelake", "alderlake", "neoverse-n2",
            "neoverse-n1"};
  }
  llvm_unreachable("all products are covered");
}

/// All levels of a machine.
std::vector<CpuLevel> portableLevels(llvm::StringRef triple,
                                     Products products) {
  std::vector<CpuLevel> levels;
  for (const CpuLevel &level : cpuLevels(triple)) {
    for (llvm::StringRef name : leastWithProducts(products))
      if (CpuLevel own = llvm::cantFail(findCpuLevel(name));
          own.name == level.name)
        levels.push_back(own);
    levels.push_back(level);
  }
  return levels;
}

/// As people write it: without a vendor.
std::string shortTriple(llvm::StringRef triple) {
  const llvm::Triple parts(triple);
  return (parts.getArchName() + "-linux-gnu").str();
}

/// The one of cpuTriples that `name` means.
llvm::Expected<llvm::StringRef> findTriple(llvm::StringRef name) {
  if (name.empty())
    return hostTriple();
  std::string known;
  for (llvm::StringRef triple : cpuTriples) {
    if (llvm::Triple::normalize(name) == triple)
      return triple;
    known += (known.empty() ? "" : ", ") + shortTriple(triple);
  }
  return llvm::createStringError("unknown target triple '" + name +
                                 "'; known are " + known);
}

} // namespace

llvm::Expected<std::vector<CpuLevel>>
findCpuLevels(llvm::StringRef list, llvm::StringRef triple, Products products) {
  auto machine = findTriple(triple);
  if (!machine)
    return machine.takeError();
  if (list.empty())
    list = *machine == hostTriple() ? "native" : portableCpus;
  if (list == portableCpus)
    return portableLevels(*machine, products);
  auto levels = levelsOf(list, products);
  if (!levels || triple.empty() || levels->front().triple == *machine)
    return levels;
  return llvm::createStringError(
      "the CPU '" + levels->front().processor + "' is of " +
      shortTriple(levels->front().triple) + ", not of " + triple);
}

} // namespace gnet
