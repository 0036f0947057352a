/*===- host_memory.c - Contexts of CPU packages are in the host's memory
 * ----===*/
#include "core/backend.h"
#include "core/error.h"
#include "core/large_memory.h"

#include <stdlib.h>

size_t gnetrt_backend_alignment(const gnetrt_backend *backend) {
  (void)backend;
  return GNETRT_ALIGNMENT;
}

gnet_status gnetrt_backend_allocate(const gnetrt_backend *backend, size_t bytes,
                                    void **out, gnet_error *error) {
  (void)backend;
  *out = gnetrt_allocate_large(bytes);
  if (*out)
    return GNET_OK;
  return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                     "out of memory for %zu bytes of scratch memory", bytes);
}

void gnetrt_backend_free(const gnetrt_backend *backend, void *memory) {
  (void)backend;
  free(memory);
}

/** They are read where they are. */
gnet_status gnetrt_backend_take_weights(gnetrt_backend *backend,
                                        gnetrt_weights *weights,
                                        gnet_error *error) {
  (void)backend;
  (void)weights;
  (void)error;
  return GNET_OK;
}
