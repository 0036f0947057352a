#include "cuda/device.h"

#include "core/error.h"

#include <stdbool.h>
#include <string.h>

static gnet_status find_device(gnetrt_device *device, int32_t ordinal,
                               gnet_error *error) {
  const gnetrt_driver *driver = &device->driver;
  int32_t count = 0;
  cu_result result = driver->cuDeviceGetCount(&count);
  if (result != CU_SUCCESS)
    return gnetrt_device_check(device, result, "counting the GPUs", error);
  if (ordinal >= 0 && ordinal < count)
    return gnetrt_device_check(device,
                               driver->cuDeviceGet(&device->number, ordinal),
                               "finding the GPU", error);
  return gnetrt_fail(error, GNET_NO_DEVICE,
                     "options.device is %d, but there %s %d GPU%s, counted "
                     "from 0",
                     (int)ordinal, count == 1 ? "is" : "are", (int)count,
                     count == 1 ? "" : "s");
}

/** What reports and the choice of code need to know. */
static gnet_status describe(gnetrt_device *device, gnet_error *error) {
  const gnetrt_driver *driver = &device->driver;
  const struct {
    int32_t attribute;
    int32_t *out;
  } attributes[] = {
      {CU_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, &device->major},
      {CU_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, &device->minor},
      {CU_ATTRIBUTE_MULTIPROCESSOR_COUNT, &device->multiprocessors},
      {CU_ATTRIBUTE_CLOCK_RATE, &device->clock_khz}};
  cu_result result = driver->cuDeviceGetName(
      device->name, (int32_t)sizeof(device->name), device->number);
  device->name[sizeof(device->name) - 1] = '\0';
  if (result == CU_SUCCESS)
    result = driver->cuDeviceGetPCIBusId(device->pci_bus_id,
                                         (int32_t)sizeof(device->pci_bus_id),
                                         device->number);
  if (result == CU_SUCCESS)
    result = driver->cuDeviceTotalMem(&device->memory_bytes, device->number);
  for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); ++i)
    if (result == CU_SUCCESS)
      result = driver->cuDeviceGetAttribute(
          attributes[i].out, attributes[i].attribute, device->number);
  return gnetrt_device_check(device, result, "asking what the GPU is", error);
}

gnet_status gnetrt_device_open(gnetrt_device *out, int32_t ordinal,
                               gnet_error *error) {
  memset(out, 0, sizeof(*out));
  strcpy(out->name, "the GPU");
  gnet_status status = gnetrt_driver_open(&out->driver, error);
  if (status == GNET_OK)
    status = find_device(out, ordinal, error);
  if (status == GNET_OK)
    status = describe(out, error);
  if (status != GNET_OK)
    return status;
  return gnetrt_device_check(
      out, out->driver.cuDevicePrimaryCtxRetain(&out->context, out->number),
      "creating a context on the GPU", error);
}

void gnetrt_device_close(gnetrt_device *device) {
  if (device->context)
    device->driver.cuDevicePrimaryCtxRelease(device->number);
  device->context = NULL;
  gnetrt_driver_close(&device->driver);
}

/** Whether CUDA lets nothing be done in the context after it. */
static bool is_sticky(cu_result result) {
  switch (result) {
  case CU_DEINITIALIZED:
  case CU_ECC_UNCORRECTABLE:
  case CU_NVLINK_UNCORRECTABLE:
  case CU_CONTAINED:
  case CU_ILLEGAL_ADDRESS:
  case CU_LAUNCH_TIMEOUT:
  case CU_CONTEXT_IS_DESTROYED:
  case CU_ASSERT:
  case CU_HARDWARE_STACK_ERROR:
  case CU_ILLEGAL_INSTRUCTION:
  case CU_MISALIGNED_ADDRESS:
  case CU_INVALID_ADDRESS_SPACE:
  case CU_INVALID_PC:
  case CU_LAUNCH_FAILED:
  case CU_TENSOR_MEMORY_LEAK:
  case CU_UNKNOWN:
    return true;
  default:
    return false;
  }
}

static gnet_status fail_lost(const gnetrt_device *device, cu_result result,
                             const char *when, gnet_error *error) {
  return gnetrt_fail(error, GNET_DEVICE_LOST,
                     "%s: %s (%s) on %s; after that CUDA does nothing more for "
                     "this program on this GPU: close its models and start the "
                     "program again",
                     when, gnetrt_driver_error_name(&device->driver, result),
                     gnetrt_driver_error_text(&device->driver, result),
                     device->name);
}

gnet_status gnetrt_device_enter(gnetrt_device *device, gnet_error *error) {
  cu_result lost = __atomic_load_n(&device->lost, __ATOMIC_RELAXED);
  if (lost != CU_SUCCESS)
    return fail_lost(device, lost, "the GPU failed before", error);
  return gnetrt_device_check(device,
                             device->driver.cuCtxPushCurrent(device->context),
                             "entering the GPU's context", error);
}

void gnetrt_device_leave(gnetrt_device *device) {
  cu_context left;
  device->driver.cuCtxPopCurrent(&left);
}

gnet_status gnetrt_device_check(gnetrt_device *device, cu_result result,
                                const char *doing, gnet_error *error) {
  if (result == CU_SUCCESS)
    return GNET_OK;
  if (is_sticky(result)) {
    __atomic_store_n(&device->lost, result, __ATOMIC_RELAXED);
    return fail_lost(device, result, doing, error);
  }
  if (result == CU_OUT_OF_MEMORY)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "%s: too little memory is free on %s, which has %zu "
                       "MiB: close what else uses it, have fewer contexts, or "
                       "compile the package for a smaller batch",
                       doing, device->name, device->memory_bytes >> 20);
  return gnetrt_fail(error, GNET_BACKEND_ERROR, "%s: %s (%s)", doing,
                     gnetrt_driver_error_name(&device->driver, result),
                     gnetrt_driver_error_text(&device->driver, result));
}
