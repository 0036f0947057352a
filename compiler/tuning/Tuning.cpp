//===- Tuning.cpp - Kernels measured in a network's run -------------------===//
#include "tuning/Tuning.h"
#include "files/RegularFile.h"
#include "llvm/ADT/STLExtras.h"
#include <cassert>

namespace gnet {

RunTime runTimeOf(std::vector<double> seconds) {
  assert(!seconds.empty() && "a time of no run");
  llvm::sort(seconds);
  return {seconds.front(), seconds[seconds.size() / 2]};
}

const TunedKernel *TunedShape::find(llvm::StringRef kernel) const {
  const auto found = llvm::find_if(
      kernels, [&](const TunedKernel &each) { return each.kernel == kernel; });
  return found == kernels.end() ? nullptr : &*found;
}

const TunedShape *Tuning::find(llvm::StringRef shape) const {
  const auto found = llvm::find_if(
      shapes, [&](const TunedShape &each) { return each.shape == shape; });
  return found == shapes.end() ? nullptr : &*found;
}

llvm::Expected<Tuning> readTuning(llvm::StringRef path) {
  auto file = readRegularFile(path);
  if (!file)
    return llvm::createFileError(path, file.takeError());
  auto tuning = parseTuning((*file)->getBuffer());
  if (!tuning)
    return llvm::createFileError(path, tuning.takeError());
  return tuning;
}

} // namespace gnet
