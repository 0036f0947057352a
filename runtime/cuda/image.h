/*===- image.h - The code of a package that a GPU can run -----------------===*/
#ifndef GNET_RUNTIME_CUDA_IMAGE_H
#define GNET_RUNTIME_CUDA_IMAGE_H

#include "abi/program.h"
#include "cuda/device.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How well the code for `arch` suits a GPU of this compute capability: 0, it
 *  cannot run there; else the more the better. A cubin runs on GPUs of its
 * major version and no lower minor one, or with an "a" at its end, as sm_90a,
 * on that one alone; with an "f" as without. PTX runs on that version and all
 * later ones, compiled by the driver, with the same exceptions. */
int64_t gnetrt_image_suits(const char *arch, int32_t major, int32_t minor);

#ifdef __cplusplus
}
#endif

/** Loads the best of `program`'s images that the driver takes. The device's
 *  context is entered. The caller unloads `out_module`. */
gnet_status gnetrt_image_load(gnetrt_device *device,
                              const gnetrt_program *program,
                              cu_module *out_module,
                              const gnetrt_cuda_image **out_image,
                              gnet_error *error);

#endif /* GNET_RUNTIME_CUDA_IMAGE_H */
