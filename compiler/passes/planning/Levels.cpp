//===- Levels.cpp - Which steps may run side by side ----------------------===//
#include "passes/planning/Levels.h"

using namespace mlir;

namespace gnet {
namespace {

/// Elements of each image of an alloc or an argument.
struct Access {
  gnk::Place place;
  int64_t elements = 0;
  bool isWritten = false;

  bool conflicts(const Access &other) const {
    return (isWritten || other.isWritten) && place.root == other.place.root &&
           place.elements < other.place.elements + other.elements &&
           other.place.elements < place.elements + elements;
  }
};

using Accesses = SmallVector<Access, 3>;

Access accessOf(Value buffer, bool isWritten) {
  auto type = cast<gnk::BufferType>(buffer.getType());
  return {gnk::placeOf(buffer), type.getImageElements(), isWritten};
}

Accesses accessesOf(gnk::KernelInterface kernel) {
  Accesses accesses = {accessOf(kernel.getDestination(), /*isWritten=*/true)};
  for (OpOperand *read : kernel.getReads())
    accesses.push_back(accessOf(read->get(), /*isWritten=*/false));
  return accesses;
}

bool conflict(const Accesses &a, const Accesses &b) {
  return llvm::any_of(a, [&](const Access &one) {
    return llvm::any_of(b,
                        [&](const Access &two) { return one.conflicts(two); });
  });
}

} // namespace

DenseMap<Operation *, int64_t> levelsOf(Block &program) {
  DenseMap<Operation *, int64_t> levels;
  SmallVector<std::pair<Accesses, int64_t>> before;
  for (auto kernel : program.getOps<gnk::KernelInterface>()) {
    Accesses accesses = accessesOf(kernel);
    int64_t level = 0;
    for (const auto &[others, theirs] : before)
      if (theirs >= level && conflict(others, accesses))
        level = theirs + 1;
    levels[kernel] = level;
    before.emplace_back(std::move(accesses), level);
  }
  return levels;
}

} // namespace gnet
