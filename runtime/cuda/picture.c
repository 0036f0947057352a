#include "cuda/picture.h"

#include "core/error.h"

static int64_t greater(int64_t a, int64_t b) { return a > b ? a : b; }

/** What the kernel cannot do, where the CPU can. */
static gnet_status check(const gnetrt_program *program,
                         const gnetrt_picture *picture,
                         const float *device_input, gnet_error *error) {
  gnet_status status =
      gnetrt_check_picture(program, picture, device_input, error);
  if (status != GNET_OK)
    return status;
  if ((uintptr_t)device_input % sizeof(float) != 0)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "device_input is not aligned to %zu bytes",
                       sizeof(float));
  if (greater(picture->width, picture->height) >
      GNETRT_CUDA_MOST_OF_PICTURE /
          greater(program->input[1], program->input[2]))
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "a picture of %d x %d is too large to be preprocessed "
                       "on the GPU",
                       (int)picture->width, (int)picture->height);
  return GNET_OK;
}

static cu_result launch(const gnetrt_backend *backend, cu_stream stream,
                        gnetrt_cuda_picture_arguments *values) {
  const gnetrt_cuda_launch *picture = backend->program->cuda->picture;
  void *arguments[] = {
      &values->pixels, &values->row_bytes, &values->destination, &values->width,
      &values->height, &values->channels,  &values->images};
  return backend->device.driver.cuLaunchKernel(
      backend->picture, (uint32_t)picture->grid[0], (uint32_t)picture->grid[1],
      (uint32_t)picture->grid[2], (uint32_t)picture->block[0],
      (uint32_t)picture->block[1], (uint32_t)picture->block[2],
      (uint32_t)picture->shared_bytes, stream, arguments, NULL);
}

gnet_status gnetrt_picture_preprocess_async(const gnetrt_backend *backend,
                                            cu_stream stream,
                                            const gnetrt_picture *picture,
                                            float *device_input,
                                            gnet_error *error) {
  gnetrt_device *device = gnetrt_cuda_device_of(backend);
  gnet_status status = check(backend->program, picture, device_input, error);
  if (status == GNET_OK)
    status = gnetrt_device_enter(device, error);
  if (status != GNET_OK)
    return status;
  gnetrt_cuda_picture_arguments values = {(uint64_t)(uintptr_t)picture->pixels,
                                          picture->row_bytes,
                                          (uint64_t)(uintptr_t)device_input,
                                          (uint64_t)picture->width,
                                          (uint64_t)picture->height,
                                          (uint64_t)picture->channels,
                                          1};
  status =
      gnetrt_device_check(device, launch(backend, stream, &values),
                          "launching what makes an input of a picture", error);
  gnetrt_device_leave(device);
  return status;
}
