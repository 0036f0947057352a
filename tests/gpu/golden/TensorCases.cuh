//===- TensorCases.cuh - The bulk tensor copies that are recorded ---------===//
#include "TensorCopies.cuh"

namespace gnet::gpu::golden {

using Numbers = std::vector<int64_t>;

/// A dense tensor but for `gap` bytes after each innermost row.
inline Case tensor(const char *operation, const char *type, Numbers dims,
                   int64_t gap = 0) {
  static int64_t seed = 0;
  Case made(operation);
  made.set("type", type).set("dims", dims);
  Numbers strides;
  int64_t stride = dims[0] * elementBytes(made) + gap;
  for (size_t i = 1; i < dims.size(); ++i) {
    strides.push_back(stride);
    stride *= dims[i];
  }
  made.set("strides", strides).set("steps", Numbers(dims.size(), 1));
  return made.set("seed", ++seed);
}

inline Case tiled(Case tensor, Numbers box, Numbers at, int64_t swizzle,
                  int64_t offset = 0) {
  return tensor.set("box", box)
      .set("at", at)
      .set("swizzle", swizzle)
      .set("offset", offset);
}

/// Places that are no multiple of 16 bytes in global memory, or of 128 in
/// shared memory: the device refuses them.
void recordUnaligned(File &file) {
  recordLoad<1, false>(file,
                       tiled(tensor("load", "u8", {200}), {48}, {170}, 0));
  for (Numbers at : {Numbers{-3, 2}, {5, 2}, {4, 2}})
    recordLoad<2, false>(
        file, tiled(tensor("load", "u16", {100, 40}, 24), {24, 16}, at, 0));
  for (int64_t offset : {16, 64})
    for (int64_t swizzle : {0, 32, 128})
      recordLoad<2, false>(file, tiled(tensor("load", "f16", {96, 40}),
                                       {16, 16}, {8, 1}, swizzle, offset));
}

void recordTiles(File &file) {
  recordLoad<1, false>(file,
                       tiled(tensor("load", "u16", {200}), {64}, {-8}, 0));
  recordLoad<1, false>(file,
                       tiled(tensor("load", "u8", {200}), {48}, {160}, 0));
  for (int64_t swizzle : {0, 32, 64, 128}) {
    // Inner boxes as wide as the swizzle, inside, over each edge, outside.
    const int64_t width = swizzle ? swizzle / 2 : 24;
    for (Numbers at : {Numbers{16, 5},
                       {-8, 2},
                       {88, 3},
                       {8, -4},
                       {8, 30},
                       {-16, 29},
                       {200, 0}})
      recordLoad<2, false>(file, tiled(tensor("load", "u16", {100, 40}, 24),
                                       {width, 16}, at, swizzle));
    recordLoad<2, false>(file, tiled(tensor("load", "f32", {52, 40}),
                                     {width / 2, 16}, {-4, 28}, swizzle));
    // A box narrower than the swizzle, and places within its pattern.
    recordLoad<2, false>(file, tiled(tensor("load", "bf16", {96, 40}), {8, 16},
                                     {8, 1}, swizzle));
    for (int64_t offset : {128, 256, 384, 640, 1152})
      recordLoad<2, false>(file, tiled(tensor("load", "f16", {96, 40}),
                                       {width, 16}, {8, 1}, swizzle, offset));
    for (Numbers at : {Numbers{0, 0, 0}, {-8, -2, 1}, {40, 6, 3}, {8, -1, 4}})
      recordLoad<3, false>(file, tiled(tensor("load", "u16", {72, 9, 5}),
                                       {width, 4, 3}, at, swizzle));
    for (Numbers at :
         {Numbers{0, 0, 0, 0}, {0, -1, -1, 0}, {8, 6, 5, 1}, {-8, 3, -2, 2}})
      recordLoad<4, false>(file, tiled(tensor("load", "f16", {72, 9, 7, 3}),
                                       {width, 4, 3, 2}, at, swizzle));
    recordLoad<5, false>(file,
                         tiled(tensor("load", "u16", {72, 5, 4, 3, 2}),
                               {width, 2, 2, 2, 2}, {8, -1, 3, 1, 1}, swizzle));
  }
  for (const char *type : {"f16", "bf16", "f32", "tf32"}) // NaNs outside
    recordLoad<2, false>(
        file, tiled(tensor("load", type, {96, 40}), {16, 16}, {88, 30}, 0)
                  .set("fill", "nan"));
  // tf32 may round.
  recordLoad<2, false>(
      file, tiled(tensor("load", "tf32", {96, 40}), {32, 16}, {8, 3}, 128));
  // Traversal strides, from even and odd places.
  for (Numbers at : {Numbers{0, 0, 0, 0}, {8, -1, -1, 0}, {8, 3, 2, 1}})
    for (int64_t swizzle : {0, 128}) {
      Case strided = tiled(tensor("load", "f16", {72, 11, 9, 3}), {32, 7, 4, 2},
                           at, swizzle);
      recordLoad<4, false>(file, strided.set("steps", Numbers{1, 2, 1, 1}));
      recordLoad<4, false>(file, strided.set("steps", Numbers{1, 2, 3, 1}));
    }
  recordUnaligned(file);
}

/// An NHWC tensor, dims as c, w, h, n, and the corners of a convolution's box
/// as the filter, padding and stride of both axes make it.
inline Case im2col(Case tensor, int64_t filter, int64_t pad, int64_t stride,
                   int64_t channels, int64_t pixels, Numbers at,
                   Numbers offsets, int64_t swizzle) {
  const int64_t upper = pad - (filter - 1);
  return tensor.set("lower", Numbers{-pad, -pad})
      .set("upper", Numbers{upper, upper})
      .set("steps", Numbers{1, stride, stride, 1})
      .set("channels", channels)
      .set("pixels", pixels)
      .set("at", at)
      .set("offsets", offsets)
      .set("swizzle", swizzle)
      .set("offset", 0);
}

void recordIm2col(File &file) {
  for (int64_t swizzle : {0, 32, 64, 128}) {
    const int64_t channels = swizzle ? swizzle / 2 : 24;
    // 3x3 with padding: every place of the filter, from the first pixel, from
    // the middle of a row, over the images, and past the end of the tensor.
    for (Numbers offsets : {Numbers{0, 0}, {1, 0}, {2, 1}, {2, 2}})
      for (Numbers at :
           {Numbers{0, -1, -1, 0}, {16, 3, 2, 0}, {8, 2, 5, 1}, {56, -1, 4, 2}})
        recordLoad<4, true>(file,
                            im2col(tensor("load", "f16", {72, 9, 7, 3}), 3, 1,
                                   1, channels, 20, at, offsets, swizzle));
    // 5x5 with padding 2 and 7x7 with padding 3 at stride 2.
    recordLoad<4, true>(file,
                        im2col(tensor("load", "bf16", {32, 7, 6, 2}), 5, 2, 1,
                               channels, 50, {0, -2, -2, 0}, {4, 3}, swizzle));
    for (Numbers at : {Numbers{0, -3, -3, 0}, {0, 1, 3, 0}, {8, 9, 7, 1}})
      recordLoad<4, true>(file,
                          im2col(tensor("load", "f16", {64, 16, 14, 2}), 7, 3,
                                 2, channels, 30, at, {5, 2}, swizzle));
    // 1x1 at stride 2, and 3x3 at stride 2 without padding, odd and even.
    recordLoad<4, true>(file,
                        im2col(tensor("load", "f16", {64, 9, 8, 2}), 1, 0, 2,
                               channels, 24, {0, 0, 0, 0}, {0, 0}, swizzle));
    for (int64_t size : {10, 11})
      recordLoad<4, true>(
          file, im2col(tensor("load", "f16", {64, size, size, 2}), 3, 0, 2,
                       channels, 24, {0, 2, 2, 0}, {1, 2}, swizzle));
  }
  // 1x7 with padding, where the corners of the axes differ; f32 with NaNs.
  Case row = im2col(tensor("load", "f16", {32, 9, 7, 2}), 7, 3, 1, 32, 40,
                    {0, -3, 0, 0}, {6, 0}, 64);
  row.set("lower", Numbers{-3, 0}).set("upper", Numbers{-3, 0});
  recordLoad<4, true>(file, row);
  recordLoad<4, true>(file, im2col(tensor("load", "f32", {24, 9, 7, 2}), 3, 1,
                                   1, 16, 20, {4, -1, -1, 0}, {0, 2}, 64)
                                .set("fill", "nan"));
  // Along one axis: dims as c, w, n.
  recordLoad<3, true>(file, im2col(tensor("load", "f16", {32, 9, 3}), 3, 1, 1,
                                   16, 20, {8, 2, 0}, {2}, 32)
                                .set("lower", Numbers{-1})
                                .set("upper", Numbers{-1})
                                .set("steps", Numbers{1, 1, 1}));
  // No multiple of 16 bytes.
  recordLoad<4, true>(file, im2col(tensor("load", "f16", {72, 9, 7, 3}), 3, 1,
                                   1, 24, 20, {60, -1, 4, 2}, {0, 0}, 0));
}

void recordTensorStores(File &file) {
  for (int64_t swizzle : {0, 32, 64, 128}) {
    const int64_t width = swizzle ? swizzle / 2 : 24;
    for (Numbers at : {Numbers{16, 5}, {-8, 2}, {88, 30}})
      recordStore<2>(file, tiled(tensor("store", "u16", {100, 40}, 24),
                                 {width, 16}, at, swizzle));
    recordStore<3>(file, tiled(tensor("store", "f16", {72, 9, 5}),
                               {width, 4, 3}, {8, -1, 3}, swizzle, 256));
    recordStore<4>(file, tiled(tensor("store", "f32", {36, 9, 7, 2}),
                               {width / 2, 4, 3, 2}, {4, 6, -1, 0}, swizzle));
    recordStore<2, true>(file, tiled(tensor("add", "f32", {52, 40}),
                                     {width / 2, 16}, {-4, 28}, swizzle));
  }
  recordStore<2>(
      file, tiled(tensor("store", "u16", {100, 40}, 24), {24, 16}, {-3, 2}, 0));
  recordStore<2>(file, tiled(tensor("store", "u16", {100, 40}, 24), {24, 16},
                             {8, 2}, 0, 64));
}

} // namespace gnet::gpu::golden
