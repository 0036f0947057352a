#include "cpu/kernel.h"

int32_t gnetrt_onednn_relu(gnetrt_builder *builder, int64_t step,
                           const gnetrt_unary *relu) {
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, relu->batch, &relu->source,
                          &relu->destination, GNETRT_NO_ACTIVATION);
  if (gnetrt_kernel_ok(&maker))
    maker.status = dnnl_eltwise_forward_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_forward_inference, dnnl_eltwise_relu,
        maker.kernel->source, maker.kernel->destination, 0, 0,
        maker.attributes);
  return gnetrt_kernel_finish(&maker);
}
