/*===- tensor.h - A float32 tensor on the way to a kernel
 * -------------------===*/
#ifndef GNET_RUNTIME_CORE_TENSOR_H
#define GNET_RUNTIME_CORE_TENSOR_H

#include "abi/program.h"

struct gnetrt_tensor {
  const char *name;  /**< Of the parameter that it is made of; NULL: of none. */
  const float *data; /**< `owned`, or in the weights file. */
  int64_t rank;
  int64_t dims[GNETRT_MAX_RANK];
  float *owned;
  gnetrt_tensor *next; /**< In the builder's list of what it made. */
};

/** Dims that the tensor does not have are 1. */
static inline int64_t gnetrt_tensor_dim(const gnetrt_tensor *tensor,
                                        int64_t index) {
  return index < tensor->rank ? tensor->dims[index] : 1;
}

static inline int64_t gnetrt_tensor_elements(const gnetrt_tensor *tensor) {
  int64_t elements = 1;
  for (int64_t i = 0; i < tensor->rank; ++i)
    elements *= tensor->dims[i];
  return elements;
}

#endif /* GNET_RUNTIME_CORE_TENSOR_H */
