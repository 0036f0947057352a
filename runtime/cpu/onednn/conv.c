#include "cpu/onednn/kernel.h"
#include "cpu/onednn/post_ops.h"

/** Weights are o, i, h, w; with groups g, o / g, i / g, h, w: the same bytes.
 */
static int weight_dims(const gnetrt_conv *conv, dnnl_dims_t dims) {
  int rank = 0;
  if (conv->groups > 1)
    dims[rank++] = conv->groups;
  dims[rank++] = conv->destination.channels / conv->groups;
  dims[rank++] = conv->source.channels / conv->groups;
  dims[rank++] = conv->kernel[0];
  dims[rank++] = conv->kernel[1];
  return rank;
}

static void make_desc(gnetrt_kernel_maker *maker, const gnetrt_conv *conv,
                      int rank, const dnnl_dims_t dims, int has_bias) {
  const dnnl_dims_t strides = {conv->strides[0], conv->strides[1]};
  const dnnl_dims_t dilates = {conv->dilations[0] - 1, conv->dilations[1] - 1};
  const dnnl_dims_t before = {conv->padding[0], conv->padding[1]};
  const dnnl_dims_t after = {conv->padding[2], conv->padding[3]};
  const dnnl_dims_t bias_dims = {conv->destination.channels};
  dnnl_memory_desc_t weight =
      gnetrt_kernel_desc(maker, rank, dims, dnnl_format_tag_any);
  dnnl_memory_desc_t bias =
      has_bias ? gnetrt_kernel_desc(maker, 1, bias_dims, dnnl_a) : NULL;
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_convolution_forward_primitive_desc_create(
        &maker->desc, maker->engine, dnnl_forward_inference,
        dnnl_convolution_direct, maker->kernel->source, weight, bias,
        maker->kernel->destination, strides, dilates, before, after,
        maker->attributes);
  dnnl_memory_desc_destroy(weight);
  dnnl_memory_desc_destroy(bias);
}

/** The other image is added before the activation. */
static void make_post_ops(gnetrt_kernel_maker *maker, const gnetrt_conv *conv) {
  if (conv->addition == GNETRT_ADDITION_IN_PLACE)
    gnetrt_post_sum(maker);
  else if (conv->addition == GNETRT_ADDITION)
    maker->kernel->addend_argument =
        gnetrt_post_add(maker, maker->kernel->addend);
  gnetrt_post_activation(maker, &conv->activation);
  gnetrt_post_ops_finish(maker);
}

int32_t gnetrt_onednn_conv(gnetrt_builder *builder, int64_t step,
                           const gnetrt_conv *conv, const gnetrt_tensor *weight,
                           const gnetrt_tensor *bias) {
  dnnl_dims_t dims;
  int rank = weight_dims(conv, dims);
  if (!weight)
    return gnetrt_kernel_without_weight(builder, step);
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, conv->batch, &conv->source,
      conv->addition == GNETRT_NO_ADDITION ? NULL : &conv->addend,
      &conv->destination);
  if (gnetrt_kernel_ok(&maker))
    make_post_ops(&maker, conv);
  if (gnetrt_kernel_ok(&maker))
    make_desc(&maker, conv, rank, dims, bias != NULL);
  if (gnetrt_kernel_ok(&maker))
    gnetrt_kernel_constant(
        &maker, DNNL_ARG_WEIGHTS, weight, rank, dims,
        rank == 5 ? dnnl_goihw : dnnl_oihw,
        dnnl_primitive_desc_query_md(maker.desc, dnnl_query_weights_md, 0));
  gnetrt_kernel_vector(&maker, DNNL_ARG_BIAS, bias);
  return gnetrt_kernel_finish(&maker);
}
