#include "cuda/driver.h"

#include "core/error.h"

#include <dlfcn.h>
#include <string.h>

/** The first that has all functions: the drivers 470. */
enum { LEAST_VERSION = 11040 };

/** It stays mapped, as threads of its own may live on. */
static gnet_status load(gnetrt_driver *driver, gnet_error *error) {
  driver->library =
      dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (driver->library)
    return GNET_OK;
  return gnetrt_fail(
      error, GNET_NO_DRIVER,
      "there is no NVIDIA driver (%s): install the driver of the "
      "GPU, or use a package for the CPU",
      dlerror());
}

/** ISO C has no conversion of what dlsym gives to a function. */
static int find(void *library, const char *symbol, void *function) {
  void *found = dlsym(library, symbol);
  memcpy(function, (const void *)&found, sizeof(found));
  return found != NULL;
}

static gnet_status check_version(gnetrt_driver *driver, gnet_error *error) {
  if (!find(driver->library, "cuDriverGetVersion",
            (void *)&driver->cuDriverGetVersion) ||
      driver->cuDriverGetVersion(&driver->version) != CU_SUCCESS)
    return gnetrt_fail(error, GNET_OLD_DRIVER,
                       "the NVIDIA driver does not tell its version: install "
                       "one of version 470 or later");
  if (driver->version >= LEAST_VERSION)
    return GNET_OK;
  return gnetrt_fail(error, GNET_OLD_DRIVER,
                     "the NVIDIA driver is for CUDA %d.%d, and CUDA %d.%d is "
                     "needed: install a driver of version 470 or later",
                     (int)driver->version / 1000,
                     (int)driver->version % 1000 / 10, LEAST_VERSION / 1000,
                     LEAST_VERSION % 1000 / 10);
}

static gnet_status find_functions(gnetrt_driver *driver, gnet_error *error) {
  const char *missing = NULL;
#define DRIVER_FUNCTION(name, symbol, parameters)                              \
  if (!find(driver->library, #symbol, (void *)&driver->name))                  \
    missing = #symbol;
#define OPTIONAL_DRIVER_FUNCTION(name, symbol, parameters)                     \
  (void)find(driver->library, #symbol, (void *)&driver->name);
#include "cuda/driver_functions.def"
  if (!missing)
    return GNET_OK;
  return gnetrt_fail(error, GNET_OLD_DRIVER,
                     "the NVIDIA driver, for CUDA %d.%d, has no function %s: "
                     "install a newer one",
                     (int)driver->version / 1000,
                     (int)driver->version % 1000 / 10, missing);
}

static gnet_status initialize(gnetrt_driver *driver, gnet_error *error) {
  cu_result result = driver->cuInit(0);
  switch (result) {
  case CU_SUCCESS:
    return GNET_OK;
  case CU_NO_DEVICE:
    return gnetrt_fail(error, GNET_NO_DEVICE,
                       "there is no NVIDIA GPU: use a package for the CPU, or "
                       "let the program (its container, its user) see the GPU");
  case CU_STUB_LIBRARY:
    return gnetrt_fail(error, GNET_NO_DRIVER,
                       "the libcuda.so.1 that was found is the CUDA toolkit's "
                       "stub for linking: take it out of the library path");
  case CU_SYSTEM_DRIVER_MISMATCH:
    return gnetrt_fail(error, GNET_OLD_DRIVER,
                       "libcuda.so.1 and the kernel's NVIDIA driver are of "
                       "different versions: restart the machine, or install "
                       "both anew");
  default:
    return gnetrt_fail(error, GNET_BACKEND_ERROR,
                       "the NVIDIA driver cannot be initialised: %s (%s)",
                       gnetrt_driver_error_name(driver, result),
                       gnetrt_driver_error_text(driver, result));
  }
}

gnet_status gnetrt_driver_open(gnetrt_driver *out, gnet_error *error) {
  memset(out, 0, sizeof(*out));
  gnet_status status = load(out, error);
  if (status == GNET_OK)
    status = check_version(out, error);
  if (status == GNET_OK)
    status = find_functions(out, error);
  if (status == GNET_OK)
    status = initialize(out, error);
  return status;
}

void gnetrt_driver_close(gnetrt_driver *driver) {
  if (driver->library)
    dlclose(driver->library);
  driver->library = NULL;
}

const char *gnetrt_driver_error_name(const gnetrt_driver *driver,
                                     cu_result result) {
  const char *name = NULL;
  return driver->cuGetErrorName(result, &name) == CU_SUCCESS && name
             ? name
             : "an unknown error";
}

const char *gnetrt_driver_error_text(const gnetrt_driver *driver,
                                     cu_result result) {
  const char *text = NULL;
  return driver->cuGetErrorString(result, &text) == CU_SUCCESS && text
             ? text
             : "without a description";
}
