#include "gpu/sim/TensorMap.h"
#include <algorithm>
#include <type_traits>

namespace gnet::gpu::sim {

namespace {

constexpr uint32_t magic = 0x70616D74; // "tmap"
constexpr size_t mostDims = 5, mostAxes = 3;

/// A map's numbers, of which those that it has not are zeros.
struct Layout {
  uint32_t magic;
  uint8_t type, swizzle, nanOutside, isIm2col;
  uint8_t rank;
  uint8_t steps[mostDims];
  uint16_t box[mostDims]; // less 1
  uint64_t address;
  uint64_t strides[mostDims - 1];
  uint32_t dims[mostDims]; // less 1
  int16_t lower[mostAxes], upper[mostAxes];
  uint16_t channels, pixels;
};
static_assert(sizeof(Layout) <= std::tuple_size_v<EncodedTensorMap>);
static_assert(std::is_trivially_copyable_v<Layout>);

template <typename From, size_t Count, typename To>
void put(const std::vector<From> &from, To (&to)[Count], From less = 0) {
  for (size_t i = 0; i < std::min(Count, from.size()); ++i)
    to[i] = To(from[i] - less);
}

template <typename To, typename From>
std::vector<To> take(const From *from, size_t count, To more = 0) {
  std::vector<To> values;
  for (size_t i = 0; i < count; ++i)
    values.push_back(To(from[i]) + more);
  return values;
}

} // namespace

EncodedTensorMap encode(const TensorMap &map) {
  Layout layout{};
  layout.magic = magic;
  layout.type = uint8_t(map.type);
  layout.swizzle = uint8_t(width(map.swizzle));
  layout.nanOutside = map.nanOutside;
  layout.isIm2col = map.im2col.has_value();
  layout.rank = uint8_t(map.dims.size());
  layout.address = map.address;
  put(map.dims, layout.dims, uint64_t{1});
  put(map.strides, layout.strides);
  put(map.box, layout.box, 1u);
  put(map.steps, layout.steps);
  if (map.im2col) {
    put(map.im2col->lower, layout.lower);
    put(map.im2col->upper, layout.upper);
    layout.channels = uint16_t(map.im2col->channels);
    layout.pixels = uint16_t(map.im2col->pixels);
  }
  EncodedTensorMap bytes{};
  std::memcpy(bytes.data(), &layout, sizeof(layout));
  return bytes;
}

llvm::Expected<TensorMap> decode(std::span<const uint8_t, 128> bytes) {
  Layout layout;
  std::memcpy(&layout, bytes.data(), sizeof(layout));
  if (layout.magic != magic || layout.rank == 0 || layout.rank > mostDims)
    return llvm::createStringError("no tensor map");
  const size_t rank = layout.rank;
  TensorMap map{ElementType(layout.type),
                layout.address,
                take<uint64_t>(layout.dims, rank, 1),
                take<uint64_t>(layout.strides, rank - 1),
                {},
                take<uint32_t>(layout.steps, rank),
                Swizzle(layout.swizzle),
                layout.nanOutside != 0};
  if (layout.isIm2col)
    map.im2col = Im2col{take<int32_t>(layout.lower, rank - 2),
                        take<int32_t>(layout.upper, rank - 2), layout.channels,
                        layout.pixels};
  else
    map.box = take<uint32_t>(layout.box, rank, 1);
  return map;
}

} // namespace gnet::gpu::sim
