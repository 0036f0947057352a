#include "cpu/onednn/kernel.h"

enum { CHANNELS = 1 };

int32_t gnetrt_onednn_softmax(gnetrt_builder *builder, int64_t step,
                              const gnetrt_unary *softmax) {
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, softmax->batch, &softmax->source, NULL,
                          &softmax->destination);
  if (gnetrt_kernel_ok(&maker))
    maker.status = dnnl_softmax_forward_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_forward_inference,
        dnnl_softmax_accurate, maker.kernel->source, maker.kernel->destination,
        CHANNELS, maker.attributes);
  return gnetrt_kernel_finish(&maker);
}
