//===- FilterPacking.cpp - What the runtime is told to pack a tensor ------===//
#include "target/program/FilterPacking.h"
#include "abi/program.h"
#include "target/program/StrassenTransform.h"
#include "target/program/WinogradTransform.h"

using namespace mlir;

namespace gnet {

FilterPacking::FilterPacking(gnk::PackOp pack) {
  RankedTensorType type = pack.getPacked().getType();
  auto form = cast<gnk::PackedAttr>(type.getEncoding());
  block = form.getBlock();
  inputBlock = form.getInputBlock();
  tapsFirst = form.getTapsFirst();
  together = form.getTogether();
  groups.assign(form.getGroups().begin(), form.getGroups().end());
  phases = {0, 0};
  if (!form.getPhases().empty())
    phases = {form.getPhases()[0], form.getPhases()[1]};
  halves = form.getHalves();
  transformed = {0, 0};
  if (halves) {
    transformed = {1, strassenProducts};
    horizontal.assign(std::begin(strassenFilter), std::end(strassenFilter));
  }
  if (form.getWinograd().empty())
    return;
  auto [height, width] = form.getTaps(type.getShape());
  transformed = {height, width};
  auto filterOf = [&](size_t side, int64_t taps) {
    int64_t results = form.getWinograd()[side];
    return WinogradTransform(results, taps - results + 1).filter;
  };
  if (height > 1)
    vertical = filterOf(0, height);
  if (width > 1)
    horizontal = filterOf(1, width);
}

int64_t packedType(gnk::PackOp pack) {
  Type type = pack.getPacked().getType().getElementType();
  if (type.isInteger(8))
    return GNETRT_I8;
  if (type.isInteger(24))
    return GNETRT_I24;
  if (type.isTF32())
    return GNETRT_TF32;
  return type.isF32() ? GNETRT_F32 : type.isBF16() ? GNETRT_BF16 : GNETRT_F16;
}

} // namespace gnet
