/*===- fold.c - What acts by channel, folded into the layer before it -------===
 *
 * And the other tensors that are made when a package opens. In double, rounded
 * once to float32.
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
                        "out of memory for the weights");
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

/** Whether every channel has a deviation to divide by, or none has. */
static int is_variance(gnetrt_builder *builder, const gnetrt_tensor *variance,
                       double epsilon) {
  if (!variance)
    return 1;
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
  double deviation =
      variance ? sqrt((double)variance->data[channel] + epsilon) : 1;
  return value(scale, channel, 1) / deviation;
}

const gnetrt_tensor *gnetrt_constant(gnetrt_builder *builder,
                                     const float *values, int64_t count) {
  gnetrt_tensor *tensor = new_tensor(builder, 1, &count);
  if (tensor)
    memcpy(tensor->owned, values, (size_t)count * sizeof(float));
  return tensor;
}

const gnetrt_tensor *gnetrt_connect_weight(gnetrt_builder *builder,
                                           const gnetrt_tensor *weight,
                                           const int64_t *places,
                                           int64_t outputs, int64_t inputs) {
  const int64_t dims[] = {outputs, inputs, weight->dims[1], weight->dims[2]};
  gnetrt_tensor *filters = new_tensor(builder, 4, dims);
  if (!filters)
    return NULL;
  size_t bytes = (size_t)gnetrt_tensor_elements(filters) * sizeof(float);
  int64_t filter = dims[2] * dims[3];
  filters->name = weight->name;
  memset(filters->owned, 0, bytes);
  for (int64_t k = 0; k < weight->dims[0]; ++k)
    memcpy(filters->owned + places[k] * filter, weight->data + k * filter,
           (size_t)filter * sizeof(float));
  return filters;
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
  folded->name = weight->name;
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
  const gnetrt_tensor *any = bias    ? bias
                             : scale ? scale
                             : shift ? shift
                             : mean  ? mean
                                     : variance;
  if (!is_variance(builder, variance, epsilon))
    return NULL;
  gnetrt_tensor *folded = new_tensor(builder, 1, any->dims);
  if (!folded)
    return NULL;
  for (int64_t o = 0; o < any->dims[0]; ++o) {
    double centred = value(bias, o, 0) - value(mean, o, 0);
    folded->owned[o] = (float)(centred * factor(scale, variance, epsilon, o) +
                               value(shift, o, 0));
  }
  return folded;
}
