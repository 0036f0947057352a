/*===- device.h - A GPU and its primary context -----------------------------===
 *
 * The primary context is the one that CUDA's runtime API uses, so that memory
 * and streams of the application's are known in it.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CUDA_DEVICE_H
#define GNET_RUNTIME_CUDA_DEVICE_H

#include "cuda/driver.h"

typedef struct gnetrt_device {
  gnetrt_driver driver;
  cu_device number;
  cu_context context; /**< Retained; NULL: not yet. */
  char name[128];
  char pci_bus_id[16];  /**< As "0000:17:00.0". */
  int32_t major, minor; /**< The compute capability. */
  int32_t multiprocessors;
  int32_t clock_khz;
  size_t memory_bytes;
  /** What made the context unusable for good; CU_SUCCESS: nothing did. From any
   *  thread. */
  cu_result lost;
} gnetrt_device;

/** Opens the driver and GPU `ordinal`. The caller closes `out`, also where this
 *  fails. */
gnet_status gnetrt_device_open(gnetrt_device *out, int32_t ordinal,
                               gnet_error *error);

void gnetrt_device_close(gnetrt_device *device);

/** Makes the context this thread's, until `gnetrt_device_leave`. Fails where it
 *  is lost. */
gnet_status gnetrt_device_enter(gnetrt_device *device, gnet_error *error);
void gnetrt_device_leave(gnetrt_device *device);

/** GNET_OK for CU_SUCCESS. Else the status and message of what failed: `doing`
 *  is as "copying the input". Remembers an error after which nothing can be
 *  done in the context. */
gnet_status gnetrt_device_check(gnetrt_device *device, cu_result result,
                                const char *doing, gnet_error *error);

#endif /* GNET_RUNTIME_CUDA_DEVICE_H */
