#include "cpu/onednn/kernel.h"
#include "cpu/onednn/post_ops.h"

static void scale(gnetrt_kernel_maker *maker, int argument, double factor) {
  const float value = (float)factor;
  const gnetrt_tensor tensor = {.data = &value, .rank = 1, .dims = {1}};
  if (factor == 1 || !gnetrt_kernel_ok(maker))
    return;
  maker->status =
      dnnl_primitive_attr_set_scales_mask(maker->attributes, argument, 0);
  gnetrt_kernel_vector(maker, DNNL_ARG_ATTR_SCALES | argument, &tensor);
}

int32_t gnetrt_onednn_add(gnetrt_builder *builder, int64_t step,
                          const gnetrt_add *add) {
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, add->batch, &add->source, &add->addend, &add->destination);
  scale(&maker, DNNL_ARG_SRC_0, add->factors[0]);
  scale(&maker, DNNL_ARG_SRC_1, add->factors[1]);
  if (gnetrt_kernel_ok(&maker))
    gnetrt_post_activation(&maker, &add->activation);
  gnetrt_post_ops_finish(&maker);
  if (gnetrt_kernel_ok(&maker)) {
    maker.kernel->addend_argument = DNNL_ARG_SRC_1;
    maker.status = dnnl_binary_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_binary_add, maker.kernel->source,
        maker.kernel->addend, maker.kernel->destination, maker.attributes);
  }
  return gnetrt_kernel_finish(&maker);
}
