#include "cpu/onednn/kernel.h"
#include "cpu/onednn/post_ops.h"

/** Weights are o, c, h, w: the flattening of the source. */
static void make_desc(gnetrt_kernel_maker *maker, const dnnl_dims_t dims,
                      int has_bias) {
  const dnnl_dims_t bias_dims = {dims[0]};
  const dnnl_dims_t result_dims = {maker->images, dims[0]};
  dnnl_memory_desc_t weight =
      gnetrt_kernel_desc(maker, 4, dims, dnnl_format_tag_any);
  dnnl_memory_desc_t bias =
      has_bias ? gnetrt_kernel_desc(maker, 1, bias_dims, dnnl_a) : NULL;
  dnnl_memory_desc_t result =
      gnetrt_kernel_desc(maker, 2, result_dims, dnnl_ab);
  if (gnetrt_kernel_ok(maker)) {
    /* The same bytes as the n, o, 1, 1 that it was begun with. */
    dnnl_memory_desc_destroy(maker->kernel->destination);
    maker->kernel->destination = result;
    maker->status = dnnl_inner_product_forward_primitive_desc_create(
        &maker->desc, maker->engine, dnnl_forward_inference,
        maker->kernel->source, weight, bias, result, maker->attributes);
  } else {
    dnnl_memory_desc_destroy(result);
  }
  dnnl_memory_desc_destroy(weight);
  dnnl_memory_desc_destroy(bias);
}

int32_t gnetrt_onednn_linear(gnetrt_builder *builder, int64_t step,
                             const gnetrt_linear *linear,
                             const gnetrt_tensor *weight,
                             const gnetrt_tensor *bias) {
  const gnetrt_buffer *source = &linear->source;
  const dnnl_dims_t dims = {linear->destination.channels, source->channels,
                            source->height, source->width};
  if (!weight)
    return gnetrt_kernel_without_weight(builder, step);
  /* An inner product's result is a matrix: no room for a block's zeros. */
  if (gnetrt_image_floats(&linear->destination) != dims[0])
    return gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                               "step %lld: the result of a linear layer must "
                               "be a vector in nchw",
                               (long long)step);
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, linear->batch, source, NULL, &linear->destination);
  if (gnetrt_kernel_ok(&maker))
    gnetrt_post_activation(&maker, &linear->activation);
  gnetrt_post_ops_finish(&maker);
  if (gnetrt_kernel_ok(&maker))
    make_desc(&maker, dims, bias != NULL);
  if (gnetrt_kernel_ok(&maker))
    gnetrt_kernel_constant(
        &maker, DNNL_ARG_WEIGHTS, weight, 4, dims, dnnl_oihw,
        dnnl_primitive_desc_query_md(maker.desc, dnnl_query_weights_md, 0));
  gnetrt_kernel_vector(&maker, DNNL_ARG_BIAS, bias);
  return gnetrt_kernel_finish(&maker);
}
