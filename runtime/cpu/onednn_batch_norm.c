#include "cpu/kernel.h"

int32_t gnetrt_onednn_batch_norm(gnetrt_builder *builder, int64_t step,
                                 const gnetrt_batch_norm *norm,
                                 const gnetrt_tensor *scale,
                                 const gnetrt_tensor *shift,
                                 const gnetrt_tensor *mean,
                                 const gnetrt_tensor *variance) {
  unsigned flags = dnnl_use_global_stats;
  if (scale)
    flags |= dnnl_use_scale;
  if (shift)
    flags |= dnnl_use_shift;
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, norm->batch, &norm->source,
                          &norm->destination, norm->activation);
  if (gnetrt_kernel_ok(&maker))
    maker.status = dnnl_batch_normalization_forward_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_forward_inference, maker.kernel->source,
        maker.kernel->destination, (float)norm->epsilon, flags,
        maker.attributes);
  gnetrt_kernel_vector(&maker, DNNL_ARG_MEAN, mean);
  gnetrt_kernel_vector(&maker, DNNL_ARG_VARIANCE, variance);
  gnetrt_kernel_vector(&maker, DNNL_ARG_SCALE, scale);
  gnetrt_kernel_vector(&maker, DNNL_ARG_SHIFT, shift);
  return gnetrt_kernel_finish(&maker);
}
