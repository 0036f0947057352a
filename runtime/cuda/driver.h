/*===- driver.h - NVIDIA's driver, opened at run time ---------------------===*/
#ifndef GNET_RUNTIME_CUDA_DRIVER_H
#define GNET_RUNTIME_CUDA_DRIVER_H

#include "cuda/driver_api.h"
#include "gnet.h"

/** The functions by their names without a version; NULL where this driver does
 *  not have one that it need not have. */
typedef struct gnetrt_driver {
/* NOLINTNEXTLINE(bugprone-macro-parentheses): parameters are a list. */
#define DRIVER_FUNCTION(name, symbol, parameters) cu_result(*name) parameters;
#include "cuda/driver_functions.def"
  void *library;
  int32_t version; /**< As 13000 for CUDA 13.0. */
} gnetrt_driver;

/** Opens libcuda.so.1, finds all functions in it and initialises it. The caller
 *  closes `out`, also where this fails. */
gnet_status gnetrt_driver_open(gnetrt_driver *out, gnet_error *error);

void gnetrt_driver_close(gnetrt_driver *driver);

/** As "CUDA_ERROR_OUT_OF_MEMORY"; never NULL. */
const char *gnetrt_driver_error_name(const gnetrt_driver *driver,
                                     cu_result result);
/** In NVIDIA's words; never NULL. */
const char *gnetrt_driver_error_text(const gnetrt_driver *driver,
                                     cu_result result);

#endif /* GNET_RUNTIME_CUDA_DRIVER_H */
