/*===- api.c - The functions that only CUDA packages have -----------------===*/
#include "core/context.h"
#include "core/error.h"
#include "core/model.h"
#include "cuda/execution.h"
#include "cuda/picture.h"
#include "cuda/run.h"

#include <string.h>

const char *gnet_gpu_code(int32_t index) {
  const gnetrt_cuda_program *cuda = gnetrt_the_program.cuda;
  return cuda && index >= 0 && index < cuda->image_count
             ? cuda->images[index].arch
             : NULL;
}

const char *gnet_precision(void) {
  const gnetrt_cuda_program *cuda = gnetrt_the_program.cuda;
  return cuda ? cuda->precision : "";
}

gnet_status gnet_device_info(const gnet_model *model, gnet_device *out_device,
                             gnet_error *out_error) {
  if (!model || !out_device)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "%s is NULL",
                       !model ? "model" : "out_device");
  const gnetrt_backend *backend = model->backend;
  const gnetrt_device *device = &backend->device;
  memcpy(out_device->name, device->name, sizeof(out_device->name));
  memcpy(out_device->pci_bus_id, device->pci_bus_id,
         sizeof(out_device->pci_bus_id));
  out_device->compute_major = device->major;
  out_device->compute_minor = device->minor;
  out_device->multiprocessors = device->multiprocessors;
  out_device->clock_khz = device->clock_khz;
  out_device->memory_bytes = (int64_t)device->memory_bytes;
  out_device->driver_version = device->driver.version;
  out_device->code = backend->image->arch;
  return GNET_OK;
}

gnet_status gnet_run_async(gnet_context *context, void *stream,
                           const float *device_input, float *device_output,
                           int32_t images, gnet_error *out_error) {
  const gnetrt_run run = {images, device_input, device_output, NULL};
  gnetrt_execution *execution = NULL;
  gnet_status status =
      gnetrt_context_execution(context, &run, &execution, out_error);
  if (status != GNET_OK)
    return status;
  return gnetrt_execution_run_async(execution, stream, &run, out_error);
}

gnet_status gnet_preprocess_async(gnet_context *context, void *stream,
                                  const uint8_t *device_pixels, int32_t width,
                                  int32_t height, size_t row_bytes,
                                  int32_t channels, float *device_input,
                                  gnet_error *out_error) {
  const gnetrt_picture picture = {device_pixels, width, height, row_bytes,
                                  channels};
  gnetrt_execution *execution = NULL;
  gnet_status status =
      gnetrt_context_execution(context, NULL, &execution, out_error);
  if (status != GNET_OK)
    return status;
  return gnetrt_picture_preprocess_async(execution->backend, stream, &picture,
                                         device_input, out_error);
}

gnet_status gnet_run_timed(gnet_context *context, int32_t images,
                           const float *input, float *output,
                           gnet_timing *out_timing, gnet_error *out_error) {
  const gnetrt_run run = {images, input, output, NULL};
  gnetrt_execution *execution = NULL;
  if (!out_timing)
    return gnetrt_fail(out_error, GNET_INVALID_ARGUMENT, "out_timing is NULL");
  gnet_status status =
      gnetrt_context_execution(context, &run, &execution, out_error);
  if (status != GNET_OK)
    return status;
  return gnetrt_execution_run_timed(execution, &run, out_timing, out_error);
}
