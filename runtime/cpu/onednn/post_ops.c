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
                    double alpha) {
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_post_ops_append_eltwise(maker->operations, kind, (float)alpha, 0);
}

static void multiply(gnetrt_kernel_maker *maker, double factor) {
  if (factor != 1)
    eltwise(maker, dnnl_eltwise_linear, factor);
}

void gnetrt_post_activation(gnetrt_kernel_maker *maker,
                            const gnetrt_activation *activation) {
  switch (activation->kind) {
  case GNETRT_NO_ACTIVATION:
    return;
  case GNETRT_RELU:
    eltwise(maker, dnnl_eltwise_relu, 0);
    return;
  case GNETRT_LEAKY_RELU:
    eltwise(maker, dnnl_eltwise_relu, activation->slope);
    return;
  case GNETRT_SIGMOID:
    eltwise(maker, dnnl_eltwise_logistic, 0);
    return;
  case GNETRT_TANH:
    multiply(maker, activation->slope);
    eltwise(maker, dnnl_eltwise_tanh, 0);
    multiply(maker, activation->amplitude);
    return;
  default:
    maker->status = dnnl_invalid_arguments;
  }
}

void gnetrt_post_ops_finish(gnetrt_kernel_maker *maker) {
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_primitive_attr_set_post_ops(maker->attributes, maker->operations);
}
