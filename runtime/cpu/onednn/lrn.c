#include "cpu/onednn/kernel.h"

int32_t gnetrt_onednn_lrn(gnetrt_builder *builder, int64_t step,
                          const gnetrt_lrn *lrn) {
  /* oneDNN takes one channel less where there is no middle one. */
  if (lrn->size % 2 == 0)
    return gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                               "step %lld: the size of LRN is %lld, it must be "
                               "odd",
                               (long long)step, (long long)lrn->size);
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, lrn->batch, &lrn->source, NULL, &lrn->destination);
  if (gnetrt_kernel_ok(&maker))
    maker.status = dnnl_lrn_forward_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_forward_inference,
        dnnl_lrn_across_channels, maker.kernel->source,
        maker.kernel->destination, lrn->size, (float)lrn->alpha,
        (float)lrn->beta, (float)lrn->k, maker.attributes);
  return gnetrt_kernel_finish(&maker);
}
