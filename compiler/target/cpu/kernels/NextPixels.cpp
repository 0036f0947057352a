//===- NextPixels.cpp - Pixels are asked for a tile ahead -----------------===//
#include "target/cpu/kernels/NextPixels.h"

using namespace mlir;

namespace gnet {

bool exceedsLevel2(const KernelBuilder &k, Value memory, int64_t elements) {
  return elements * k.machine.lineBytes / k.elementsOfLine(memory) >
         k.machine.level2Bytes;
}

void fetchLines(KernelBuilder &k, Value memory, const PixelRows &pixels) {
  const int64_t columnsOfLine =
      std::max<int64_t>(k.elementsOfLine(memory) / pixels.columnStep, 1);
  for (int64_t y = 0; y < pixels.rows; ++y)
    for (int64_t x = 0; x < pixels.columns; x += columnsOfLine)
      k.prefetch(memory, k.add(pixels.first,
                               y * pixels.rowStep + x * pixels.columnStep));
}

} // namespace gnet
