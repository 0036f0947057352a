#include "cpu/onednn/kernel.h"

#include <stdlib.h>
#include <string.h>

static float distance(const float *vector, const float *centre,
                      int64_t elements) {
  double sum = 0;
  for (int64_t i = 0; i < elements; ++i) {
    double difference = (double)vector[i] - (double)centre[i];
    sum += difference * difference;
  }
  return (float)sum;
}

static void distances(const gnetrt_kernel *kernel, const float *source,
                      float *destination) {
  const gnetrt_unary *rbf = &kernel->rbf;
  int64_t elements = gnetrt_image_floats(&rbf->source);
  for (int64_t image = 0; image < rbf->batch; ++image)
    for (int64_t i = 0; i < rbf->destination.channels; ++i)
      destination[image * rbf->destination.image_stride + i] =
          distance(source + image * rbf->source.image_stride,
                   kernel->centres + i * elements, elements);
}

int32_t gnetrt_onednn_rbf(gnetrt_builder *builder, int64_t step,
                          const gnetrt_unary *rbf,
                          const gnetrt_tensor *weight) {
  if (!weight)
    return gnetrt_kernel_without_weight(builder, step);
  gnetrt_kernel_maker maker = gnetrt_kernel_begin(
      builder, step, rbf->batch, &rbf->source, NULL, &rbf->destination);
  if (!gnetrt_kernel_ok(&maker))
    return gnetrt_kernel_finish(&maker);
  size_t bytes = (size_t)gnetrt_tensor_elements(weight) * sizeof(float);
  maker.kernel->rbf = *rbf;
  maker.kernel->centres = malloc(bytes);
  if (!maker.kernel->centres) {
    maker.status = dnnl_out_of_memory;
    return gnetrt_kernel_finish(&maker);
  }
  memcpy(maker.kernel->centres, weight->data, bytes);
  return gnetrt_kernel_finish_direct(&maker, distances);
}
