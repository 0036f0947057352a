/*===- backend.h - A model's code and weights on a GPU --------------------===*/
#ifndef GNET_RUNTIME_CUDA_BACKEND_H
#define GNET_RUNTIME_CUDA_BACKEND_H

#include "core/backend.h"
#include "cuda/device.h"

struct gnetrt_backend {
  const gnetrt_program *program;
  /** Its field `lost` alone changes once the model is open. */
  gnetrt_device device;
  cu_module module;
  const gnetrt_cuda_image *image; /**< That the module is of. */
  cu_function *functions;         /**< Of each launch. */
  cu_function picture;            /**< NULL: the input is no picture's. */
  cu_address weights;             /**< Packed; 0: the program has none. */
};

/** Of a context's scratchpad, from its begin: the kernels' scratch memory, then
 *  the input and the output of a run whose own are the host's. */
typedef struct gnetrt_cuda_layout {
  size_t input, output, end;
} gnetrt_cuda_layout;

/** What only notes that the context is lost, from any thread: all else of it is
 *  const. */
gnetrt_device *gnetrt_cuda_device_of(const gnetrt_backend *backend);

gnetrt_cuda_layout gnetrt_cuda_layout_of(const gnetrt_program *program);

/** In bytes, of all images. */
size_t gnetrt_cuda_input_bytes(const gnetrt_program *program);
size_t gnetrt_cuda_output_bytes(const gnetrt_program *program);

#endif /* GNET_RUNTIME_CUDA_BACKEND_H */
