#include "gpu/sim/TensorMap.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>

namespace gnet::gpu::sim {

namespace {

constexpr size_t mostDims = 5;
constexpr uint64_t alignment = 16, mostSize = uint64_t{1} << 32,
                   mostStride = uint64_t{1} << 40;
constexpr uint32_t mostBox = 256, mostStep = 8, mostPixels = 1024;

template <typename... Values>
llvm::Error refused(const char *format, Values... values) {
  return llvm::createStringError(llvm::formatv(format, values...));
}

template <typename Value>
bool within(const std::vector<Value> &values, uint64_t least, uint64_t most) {
  return std::all_of(values.begin(), values.end(), [&](Value value) {
    return value >= least && value <= most;
  });
}

llvm::Error checkTensor(const TensorMap &map) {
  const size_t rank = map.dims.size();
  if (rank == 0 || rank > mostDims)
    return refused("a tensor map of {0} dimensions; it has 1 to {1}", rank,
                   mostDims);
  if (map.strides.size() != rank - 1 || map.steps.size() != rank)
    return refused("a tensor map of {0} dimensions with {1} strides and {2} "
                   "steps",
                   rank, map.strides.size(), map.steps.size());
  if (map.address % alignment != 0)
    return refused("a tensor at {0:x}, which is no multiple of {1}",
                   map.address, alignment);
  if (!within(map.dims, 1, mostSize))
    return refused("a tensor with a dimension that is not 1 to 2^32");
  for (uint64_t stride : map.strides)
    if (stride % alignment != 0 || stride >= mostStride)
      return refused("a tensor with a stride of {0} bytes, which is no "
                     "multiple of {1} below 2^40",
                     stride, alignment);
  if (!within(map.steps, 1, mostStep))
    return refused("a tensor map with a step that is not 1 to {0}", mostStep);
  const bool isFloat =
      map.type != ElementType::U8 && map.type != ElementType::U16;
  if (map.nanOutside && !isFloat)
    return refused("NaNs outside of a tensor of integers");
  return llvm::Error::success();
}

llvm::Error checkImage(const TensorMap &map) {
  const size_t rank = map.dims.size();
  const Im2col &box = *map.im2col;
  if (rank < 3)
    return refused("im2col of {0} dimensions; it has 3 to {1}", rank, mostDims);
  if (box.lower.size() != rank - 2 || box.upper.size() != rank - 2)
    return refused("im2col of {0} dimensions with corners of {1} and {2}", rank,
                   box.lower.size(), box.upper.size());
  if (box.channels == 0 || box.channels > mostBox || box.pixels == 0 ||
      box.pixels > mostPixels)
    return refused("im2col of {0} channels and {1} pixels; at most {2} and "
                   "{3} can be",
                   box.channels, box.pixels, mostBox, mostPixels);
  // Corners have 16 bits for one dimension, 8 for two, 5 for three.
  const int32_t bits = rank == 3 ? 16 : rank == 4 ? 8 : 5;
  auto fits = [&](int32_t corner) {
    return corner >= -(1 << (bits - 1)) && corner < 1 << (bits - 1);
  };
  if (!std::all_of(box.lower.begin(), box.lower.end(), fits) ||
      !std::all_of(box.upper.begin(), box.upper.end(), fits))
    return refused("im2col with a corner of more than {0} bits", bits);
  return llvm::Error::success();
}

llvm::Error checkRow(const TensorMap &map) {
  const uint32_t bytes = map.rowBytes();
  if (bytes % alignment != 0)
    return refused("a box with {0} bytes innermost, which is no multiple of "
                   "{1}",
                   bytes, alignment);
  if (map.swizzle != Swizzle::None && bytes > width(map.swizzle))
    return refused("a box with {0} bytes innermost, wider than a swizzle of "
                   "{1}",
                   bytes, width(map.swizzle));
  return llvm::Error::success();
}

} // namespace

uint32_t bytesOf(ElementType type) {
  switch (type) {
  case ElementType::U8:
    return 1;
  case ElementType::U16:
  case ElementType::F16:
  case ElementType::BF16:
    return 2;
  case ElementType::F32:
  case ElementType::TF32:
    return 4;
  }
  return 0;
}

llvm::Error TensorMap::check() const {
  if (llvm::Error error = checkTensor(*this))
    return error;
  if (im2col) {
    if (llvm::Error error = checkImage(*this))
      return error;
  } else if (box.size() != dims.size() || !within(box, 1, mostBox)) {
    return refused("a box that has not 1 to {0} elements of each of {1} "
                   "dimensions",
                   mostBox, dims.size());
  }
  return checkRow(*this);
}

} // namespace gnet::gpu::sim
