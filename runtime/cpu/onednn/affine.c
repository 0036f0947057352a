#include "cpu/onednn/kernel.h"
#include "cpu/onednn/post_ops.h"

/** Multiplies by the scale and adds the shift. With one of them a product or a
 *  sum alone; with none the larger of x and x. */
static dnnl_alg_kind_t algorithm(const gnetrt_tensor *scale,
                                 const gnetrt_tensor *shift) {
  return scale ? dnnl_binary_mul : shift ? dnnl_binary_add : dnnl_binary_max;
}

static int is_vector(const gnetrt_buffer *buffer) {
  return buffer->layout == GNETRT_NCHW && buffer->height * buffer->width == 1;
}

static void to_matrix(gnetrt_kernel_maker *maker, dnnl_memory_desc_t *desc,
                      int64_t channels) {
  const dnnl_dims_t dims = {maker->images, channels};
  dnnl_memory_desc_destroy(*desc);
  *desc = gnetrt_kernel_desc(maker, 2, dims, dnnl_ab);
}

/** The same bytes as two dimensions: oneDNN 3.2 takes a batch of n, c, 1, 1
 *  for one of n, 1, 1, c in what it adds after a product. */
static void vectors_to_matrices(gnetrt_kernel_maker *maker,
                                const gnetrt_affine *affine) {
  if (!is_vector(&affine->source))
    return;
  to_matrix(maker, &maker->kernel->source, affine->source.channels);
  to_matrix(maker, &maker->kernel->destination, affine->source.channels);
}

/** Of a value a channel. */
static dnnl_memory_desc_t channels_desc(gnetrt_kernel_maker *maker,
                                        const gnetrt_buffer *buffer) {
  const dnnl_dims_t dims = {1, buffer->channels};
  return is_vector(buffer) ? gnetrt_kernel_desc(maker, 2, dims, dnnl_ab)
                           : gnetrt_kernel_channels_desc(maker, buffer);
}

/** A value a channel as argument `argument`. */
static void by_channel(gnetrt_kernel_maker *maker, int argument,
                       const gnetrt_tensor *tensor,
                       const gnetrt_buffer *buffer) {
  const dnnl_dims_t dims = {1, buffer->channels, 1, 1};
  dnnl_memory_desc_t wanted = channels_desc(maker, buffer);
  int rank = is_vector(buffer) ? 2 : 4;
  gnetrt_kernel_constant(maker, argument, tensor, rank, dims,
                         rank == 2 ? dnnl_ab : dnnl_nchw, wanted);
  dnnl_memory_desc_destroy(wanted);
}

/** What the source is combined with: itself where there is neither. */
static void make_second(gnetrt_kernel_maker *maker, const gnetrt_affine *affine,
                        const gnetrt_tensor *second) {
  if (second)
    by_channel(maker, DNNL_ARG_SRC_1, second, &affine->source);
  else
    maker->kernel->addend_argument = DNNL_ARG_SRC_1;
}

static void make_desc(gnetrt_kernel_maker *maker, const gnetrt_affine *affine,
                      const gnetrt_tensor *scale, const gnetrt_tensor *shift) {
  gnetrt_kernel *kernel = maker->kernel;
  const gnetrt_tensor *second = scale ? scale : shift;
  vectors_to_matrices(maker, affine);
  dnnl_memory_desc_t channels = channels_desc(maker, &affine->source);
  make_second(maker, affine, second);
  if (scale && shift)
    by_channel(maker, gnetrt_post_add(maker, channels), shift, &affine->source);
  gnetrt_post_activation(maker, &affine->activation);
  gnetrt_post_ops_finish(maker);
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_binary_primitive_desc_create(
        &maker->desc, maker->engine, algorithm(scale, shift), kernel->source,
        second ? channels : kernel->source, kernel->destination,
        maker->attributes);
  dnnl_memory_desc_destroy(channels);
}

int32_t gnetrt_onednn_affine(gnetrt_builder *builder, int64_t step,
                             const gnetrt_affine *affine,
                             const gnetrt_tensor *scale,
                             const gnetrt_tensor *shift) {
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, affine->batch, &affine->source, NULL,
                          &affine->destination);
  if (gnetrt_kernel_ok(&maker))
    make_desc(&maker, affine, scale, shift);
  return gnetrt_kernel_finish(&maker);
}
