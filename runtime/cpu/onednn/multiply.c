#include "cpu/onednn/kernel.h"
#include "cpu/onednn/post_ops.h"

int32_t gnetrt_onednn_multiply(gnetrt_builder *builder, int64_t step,
                               const gnetrt_multiply *multiply) {
  gnetrt_kernel_maker maker =
      gnetrt_kernel_begin(builder, step, multiply->batch, &multiply->source,
                          &multiply->gate, &multiply->destination);
  if (gnetrt_kernel_ok(&maker))
    gnetrt_post_activation(&maker, &multiply->activation);
  gnetrt_post_ops_finish(&maker);
  if (gnetrt_kernel_ok(&maker)) {
    maker.kernel->addend_argument = DNNL_ARG_SRC_1;
    maker.status = dnnl_binary_primitive_desc_create(
        &maker.desc, maker.engine, dnnl_binary_mul, maker.kernel->source,
        maker.kernel->addend, maker.kernel->destination, maker.attributes);
  }
  return gnetrt_kernel_finish(&maker);
}
