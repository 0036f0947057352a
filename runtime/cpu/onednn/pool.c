#include "cpu/onednn/average_pool.h"
#include "cpu/onednn/kernel.h"

/** How far the last window reaches past the input's end; negative where the
 *  windows leave some of it. `axis`: 0 rows, 1 columns. */
static int64_t reach(const gnetrt_pool *pool, int axis) {
  int64_t in = axis ? pool->source.width : pool->source.height;
  int64_t out = axis ? pool->destination.width : pool->destination.height;
  return (out - 1) * pool->strides[axis] + pool->kernel[axis] - in -
         pool->padding[axis];
}

/** oneDNN rounds down, so its padding behind must be what ceil rounding really
 *  reaches. */
static int64_t padding_behind(const gnetrt_pool *pool, int axis) {
  int64_t declared = pool->padding[2 + axis], needed = reach(pool, axis);
  return needed > declared || needed + pool->strides[axis] <= declared
             ? needed
             : declared;
}

static int has_padding(const gnetrt_pool *pool) {
  return pool->padding[0] || pool->padding[1] || pool->padding[2] ||
         pool->padding[3];
}

static int reaches_past_padding(const gnetrt_pool *pool) {
  return reach(pool, 0) > pool->padding[2] || reach(pool, 1) > pool->padding[3];
}

static dnnl_alg_kind_t algorithm(const gnetrt_pool *pool) {
  if (pool->kind == GNETRT_MAX)
    return dnnl_pooling_max;
  return pool->kind == GNETRT_AVG_COUNT_PADDING && has_padding(pool)
             ? dnnl_pooling_avg_include_padding
             : dnnl_pooling_avg_exclude_padding;
}

static void make_desc(gnetrt_kernel_maker *maker, const gnetrt_pool *pool) {
  const dnnl_dims_t kernel = {pool->kernel[0], pool->kernel[1]};
  const dnnl_dims_t strides = {pool->strides[0], pool->strides[1]};
  const dnnl_dims_t dilation = {0, 0};
  const dnnl_dims_t before = {pool->padding[0], pool->padding[1]};
  const dnnl_dims_t after = {padding_behind(pool, 0), padding_behind(pool, 1)};
  maker->status = dnnl_pooling_forward_primitive_desc_create(
      &maker->desc, maker->engine, dnnl_forward_inference, algorithm(pool),
      maker->kernel->source, maker->kernel->destination, strides, kernel,
      dilation, before, after, maker->attributes);
}

static void average_pool(const gnetrt_kernel *kernel, const float *source,
                         float *destination) {
  gnetrt_average_pool(&kernel->average_pool, source, destination);
}

int32_t gnetrt_onednn_pool(gnetrt_builder *builder, int64_t step,
                           const gnetrt_pool *pool) {
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, pool->batch, &pool->source, NULL, &pool->destination);
  if (gnetrt_kernel_ok(&maker) &&
      algorithm(pool) == dnnl_pooling_avg_include_padding &&
      reaches_past_padding(pool)) {
    /* oneDNN would divide by the whole kernel. */
    maker.kernel->average_pool = *pool;
    return gnetrt_kernel_finish_direct(&maker, average_pool);
  }
  if (gnetrt_kernel_ok(&maker))
    make_desc(&maker, pool);
  return gnetrt_kernel_finish(&maker);
}
