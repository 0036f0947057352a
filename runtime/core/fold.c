/*===- fold.c - Batch norm, folded into the layer before it -----------------===
 *
 * In double, rounded once to float32.
 *
 *===------------------------------------------------------------------------===*/
#include "core/builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** A tensor of the builder's without values, or NULL: then it has the error. */
static gnetrt_tensor *new_tensor(gnetrt_builder *builder, int64_t rank,
                                 const int64_t *dims) {
  gnetrt_tensor *tensor = calloc(1, sizeof(*tensor));
  if (tensor) {
    tensor->rank = rank;
    memcpy(tensor->dims, dims, (size_t)rank * sizeof(*dims));
    size_t bytes = (size_t)gnetrt_tensor_elements(tensor) * sizeof(float);
    tensor->owned = malloc(bytes + 1);
  }
  if (!tensor || !tensor->owned) {
    free(tensor);
    gnetrt_builder_fail(builder, GNET_OUT_OF_MEMORY,
                        "out of memory for the folded weights");
    return NULL;
  }
  tensor->data = tensor->owned;
  tensor->next = builder->derived;
  builder->derived = tensor;
  return tensor;
}

static double value(const gnetrt_tensor *tensor, int64_t index, double none) {
  return tensor ? (double)tensor->data[index] : none;
}

/** Whether every channel has a deviation to divide by. */
static int is_variance(gnetrt_builder *builder, const gnetrt_tensor *variance,
                       double epsilon) {
  for (int64_t i = 0; i < variance->dims[0]; ++i) {
    double sum = (double)variance->data[i] + epsilon;
    if (sum > 0 && isfinite(sum))
      continue;
    gnetrt_builder_fail(builder, GNET_BAD_WEIGHTS,
                        "a batch norm cannot divide by the deviation of "
                        "channel %lld: its variance is %g, epsilon is %g",
                        (long long)i, (double)variance->data[i], epsilon);
    return 0;
  }
  return 1;
}

static double factor(const gnetrt_tensor *scale, const gnetrt_tensor *variance,
                     double epsilon, int64_t channel) {
  return value(scale, channel, 1) /
         sqrt((double)variance->data[channel] + epsilon);
}

const gnetrt_tensor *gnetrt_fold_weight(gnetrt_builder *builder,
                                        const gnetrt_tensor *weight,
                                        const gnetrt_tensor *scale,
                                        const gnetrt_tensor *variance,
                                        double epsilon) {
  if (!weight || !is_variance(builder, variance, epsilon))
    return NULL;
  gnetrt_tensor *folded = new_tensor(builder, weight->rank, weight->dims);
  if (!folded)
    return NULL;
  int64_t elements = gnetrt_tensor_elements(folded);
  int64_t inner = elements / weight->dims[0];
  double multiplier = 1;
  for (int64_t i = 0; i < elements; ++i) {
    if (i % inner == 0)
      multiplier = factor(scale, variance, epsilon, i / inner);
    folded->owned[i] = (float)((double)weight->data[i] * multiplier);
  }
  return folded;
}

const gnetrt_tensor *
gnetrt_fold_bias(gnetrt_builder *builder, const gnetrt_tensor *bias,
                 const gnetrt_tensor *scale, const gnetrt_tensor *shift,
                 const gnetrt_tensor *mean, const gnetrt_tensor *variance,
                 double epsilon) {
  if (!is_variance(builder, variance, epsilon))
    return NULL;
  gnetrt_tensor *folded = new_tensor(builder, 1, variance->dims);
  if (!folded)
    return NULL;
  for (int64_t o = 0; o < variance->dims[0]; ++o) {
    double centred = value(bias, o, 0) - (double)mean->data[o];
    folded->owned[o] = (float)(centred * factor(scale, variance, epsilon, o) +
                               value(shift, o, 0));
  }
  return folded;
}
