//===- TensorMap.h - What a bulk tensor copy is told of a tensor ----------===//
#ifndef GNET_GPU_SIM_TENSORMAP_H
#define GNET_GPU_SIM_TENSORMAP_H

#include "gpu/sim/Memory.h"
#include "gpu/sim/Swizzle.h"
#include <array>
#include <optional>
#include <vector>

namespace gnet::gpu::sim {

enum class ElementType { U8, U16, F16, BF16, F32, TF32 };

uint32_t bytesOf(ElementType type);

/// A box of an image's pixels, as cuTensorMapEncodeIm2col takes it. The corners
/// are of the dimensions between the channels and the images, innermost first:
/// pixels from `lower` up to, not with, size + `upper`.
struct Im2col {
  std::vector<int32_t> lower;
  std::vector<int32_t> upper;
  uint32_t channels;
  uint32_t pixels;
};

/// A tensor in global memory, as cuTensorMapEncodeTiled takes it; dimensions
/// are innermost first.
struct TensorMap {
  ElementType type;
  uint64_t address;
  std::vector<uint64_t> dims;
  std::vector<uint64_t> strides; // bytes; none of the innermost dimension
  std::vector<uint32_t> box;     // none where it is of im2col
  std::vector<uint32_t> steps;   // the innermost one has no effect
  Swizzle swizzle = Swizzle::None;
  bool nanOutside = false;
  std::optional<Im2col> im2col = std::nullopt;

  /// What the driver demands of a map, an error being what it refuses.
  llvm::Error check() const;

  /// Elements of a box's innermost dimension.
  uint32_t rowElements() const { return im2col ? im2col->channels : box[0]; }
  uint32_t rowBytes() const { return rowElements() * bytesOf(type); }
  /// From one row of a box to the next in shared memory: a row narrower than
  /// the swizzle leaves the rest of it as it was.
  uint32_t rowPitch() const { return std::max(rowBytes(), width(swizzle)); }
};

/// What kernels get of a map: 128 bytes, as a CUtensorMap has, of the
/// simulator's own.
using EncodedTensorMap = std::array<uint8_t, 128>;

EncodedTensorMap encode(const TensorMap &map);
/// An error where the bytes are no map's.
llvm::Expected<TensorMap> decode(std::span<const uint8_t, 128> bytes);

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_TENSORMAP_H
