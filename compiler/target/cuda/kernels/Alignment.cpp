//===- Alignment.cpp - What is known of where buffers lie -----------------===//
#include "target/cuda/kernels/Alignment.h"

using namespace mlir;

namespace gnet::cuda {

bool isAligned(Value buffer, int64_t bytes) {
  auto type = cast<gnk::BufferType>(buffer.getType());
  gnk::Place place = gnk::placeOf(buffer);
  return place.root.getDefiningOp<gnk::AllocOp>() &&
         place.bytes() % bytes == 0 &&
         type.getImageStride() * type.getElementBytes() % bytes == 0;
}

} // namespace gnet::cuda
