#include "cpu/onednn/average_pool.h"

/** The part of a window along one axis. */
typedef struct span {
  int64_t begin, end; /**< Inside the input. */
  int64_t counted;    /**< Inside the input and its padding. */
} span;

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static span window(const gnetrt_pool *pool, int axis, int64_t position) {
  int64_t size = axis ? pool->source.width : pool->source.height;
  int64_t begin = position * pool->strides[axis] - pool->padding[axis];
  int64_t end = begin + pool->kernel[axis];
  span s = {begin < 0 ? 0 : begin, least(end, size),
            least(end, size + pool->padding[2 + axis]) - begin};
  return s;
}

static int64_t block_of(int64_t layout) {
  return layout == GNETRT_NCHW16C ? 16 : layout == GNETRT_NCHW8C ? 8 : 1;
}

/** The place of an element in its image. */
static int64_t place(const gnetrt_buffer *buffer, int64_t c, int64_t h,
                     int64_t w) {
  int64_t block = block_of(buffer->layout);
  int64_t plane = buffer->height * buffer->width;
  return c / block * plane * block + (h * buffer->width + w) * block +
         c % block;
}

static float average(const gnetrt_pool *pool, const float *image, int64_t c,
                     span rows, span columns) {
  double sum = 0;
  for (int64_t h = rows.begin; h < rows.end; ++h)
    for (int64_t w = columns.begin; w < columns.end; ++w)
      sum += (double)image[place(&pool->source, c, h, w)];
  return (float)(sum / (double)(rows.counted * columns.counted));
}

static void pool_image(const gnetrt_pool *pool, const float *source,
                       float *destination) {
  const gnetrt_buffer *out = &pool->destination;
  int64_t block = block_of(out->layout);
  int64_t padded = (out->channels + block - 1) / block * block;
  for (int64_t c = 0; c < padded; ++c)
    for (int64_t h = 0; h < out->height; ++h) {
      span rows = window(pool, 0, h);
      for (int64_t w = 0; w < out->width; ++w)
        destination[place(out, c, h, w)] =
            c < out->channels
                ? average(pool, source, c, rows, window(pool, 1, w))
                : 0.0f;
    }
}

void gnetrt_average_pool(const gnetrt_pool *pool, const float *source,
                         float *destination) {
  for (int64_t image = 0; image < pool->batch; ++image)
    pool_image(pool, source + image * pool->source.image_stride,
               destination + image * pool->destination.image_stride);
}
