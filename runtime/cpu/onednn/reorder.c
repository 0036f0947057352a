#include "cpu/onednn/kernel.h"

int32_t gnetrt_onednn_reorder(gnetrt_builder *builder, int64_t step,
                              const gnetrt_unary *reorder) {
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, reorder->batch, &reorder->source, NULL,
                          &reorder->destination);
  if (gnetrt_kernel_ok(&maker))
    maker.status = dnnl_reorder_primitive_desc_create(
        &maker.desc, maker.kernel->source, maker.engine,
        maker.kernel->destination, maker.engine, maker.attributes);
  return gnetrt_kernel_finish(&maker);
}
