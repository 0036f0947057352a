#include "cpu/onednn/post_ops.h"

void gnetrt_post_sum(gnetrt_kernel_maker *maker) {
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_post_ops_append_sum(maker->operations, 1, 0, dnnl_data_type_undef);
}

int gnetrt_post_add(gnetrt_kernel_maker *maker, const_dnnl_memory_desc_t desc) {
  int index = dnnl_post_ops_len(maker->operations);
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_post_ops_append_binary(maker->operations, dnnl_binary_add, desc);
  return DNNL_ARG_ATTR_MULTIPLE_POST_OP(index) | DNNL_ARG_SRC_1;
}

static void eltwise(gnetrt_kernel_maker *maker, dnnl_alg_kind_t kind,
                    double alpha, double beta) {
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_post_ops_append_eltwise(maker->operations, kind,
                                                 (float)alpha, (float)beta);
}

static void multiply(gnetrt_kernel_maker *maker, double factor) {
  if (factor != 1)
    eltwise(maker, dnnl_eltwise_linear, factor, 0);
}

void gnetrt_post_activation(gnetrt_kernel_maker *maker,
                            const gnetrt_activation *activation) {
  const double amplitude = activation->amplitude, slope = activation->slope;
  switch (activation->kind) {
  case GNETRT_NO_ACTIVATION:
    return;
#define ACTIVATION(NAME, Name, word, number, has_amplitude, has_slope, again,  \
                   inner, function, alpha, beta, outer, doc)                   \
  case GNETRT_##NAME:                                                          \
    multiply(maker, inner);                                                    \
    eltwise(maker, dnnl_eltwise_##function, alpha, beta);                      \
    multiply(maker, outer);                                                    \
    return;
#include "abi/activations.def"
  default:
    maker->status = dnnl_invalid_arguments;
  }
}

void gnetrt_post_ops_finish(gnetrt_kernel_maker *maker) {
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_primitive_attr_set_post_ops(maker->attributes, maker->operations);
}
