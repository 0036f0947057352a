#include "cuda/image.h"

#include "core/error.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** What the name of an architecture says. */
typedef struct architecture {
  bool is_ptx;
  int64_t major, minor;
  char variant; /**< 'a', 'f' or NUL. */
} architecture;

/** False for what is no "sm_90a" or "compute_80". */
static bool parse(const char *text, architecture *out) {
  static const char cubin[] = "sm_", ptx[] = "compute_";
  out->is_ptx = strncmp(text, ptx, sizeof(ptx) - 1) == 0;
  if (!out->is_ptx && strncmp(text, cubin, sizeof(cubin) - 1) != 0)
    return false;
  char *end;
  long number = strtol(strchr(text, '_') + 1, &end, 10);
  out->major = number / 10;
  out->minor = number % 10;
  out->variant = *end;
  return number > 0 && (!*end || ((*end == 'a' || *end == 'f') && !end[1]));
}

static bool can_run(const architecture *code, int32_t major, int32_t minor) {
  bool is_same = code->major == major && code->minor == minor;
  bool is_same_major = code->major == major && code->minor <= minor;
  if (code->variant == 'a')
    return is_same;
  if (code->variant == 'f' || !code->is_ptx)
    return is_same_major;
  return code->major < major || is_same_major;
}

/** Cubins before PTX; the latest of each; what is made for one GPU first. */
int64_t gnetrt_image_suits(const char *arch, int32_t major, int32_t minor) {
  architecture code;
  if (!parse(arch, &code) || !can_run(&code, major, minor))
    return 0;
  int64_t version = code.major * 10 + code.minor;
  int64_t variant = code.variant == 'a' ? 2 : code.variant == 'f' ? 1 : 0;
  return (code.is_ptx ? 0 : 1000000) + version * 10 + variant;
}

/** The best that suits less than `limit`; NULL: there is none. */
static const gnetrt_cuda_image *next_best(const gnetrt_device *device,
                                          const gnetrt_cuda_program *cuda,
                                          int64_t *limit) {
  const gnetrt_cuda_image *best = NULL;
  int64_t most = 0;
  for (int64_t i = 0; i < cuda->image_count; ++i) {
    int64_t suits =
        gnetrt_image_suits(cuda->images[i].arch, device->major, device->minor);
    if (suits > most && suits < *limit) {
      best = &cuda->images[i];
      most = suits;
    }
  }
  *limit = most;
  return best;
}

/** "sm_80, sm_90a, compute_80", as far as there is room. */
static void list_images(const gnetrt_cuda_program *cuda, char *out,
                        size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (int64_t i = 0; i < cuda->image_count && used < size; ++i)
    used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "",
                             cuda->images[i].arch);
}

static gnet_status fail_without_image(const gnetrt_device *device,
                                      const gnetrt_cuda_program *cuda,
                                      gnet_error *error) {
  char list[256];
  if (device->major < GNETRT_CUDA_OLDEST_MAJOR)
    return gnetrt_fail(error, GNET_UNSUPPORTED_DEVICE,
                       "%s is an sm_%d%d, and kernels need sm_%d0 or later: "
                       "choose another GPU by options.device, or use a package "
                       "for the CPU",
                       device->name, (int)device->major, (int)device->minor,
                       GNETRT_CUDA_OLDEST_MAJOR);
  list_images(cuda, list, sizeof(list));
  return gnetrt_fail(error, GNET_UNSUPPORTED_DEVICE,
                     "%s is an sm_%d%d, and the package has code for %s: "
                     "compile it with gnetc --cuda-arch=sm_%d%d",
                     device->name, (int)device->major, (int)device->minor,
                     cuda->image_count ? list : "no GPU", (int)device->major,
                     (int)device->minor);
}

/** Of an image that this driver does not take, another one may do. */
static bool may_another_do(cu_result result) {
  switch (result) {
  case CU_INVALID_IMAGE:
  case CU_NO_BINARY_FOR_GPU:
  case CU_INVALID_PTX:
  case CU_JIT_COMPILER_NOT_FOUND:
  case CU_UNSUPPORTED_PTX_VERSION:
  case CU_JIT_COMPILATION_DISABLED:
    return true;
  default:
    return false;
  }
}

/** What the compiler of PTX said is in `log`. */
static gnet_status fail_to_load(gnetrt_device *device, cu_result result,
                                const gnetrt_cuda_image *image, const char *log,
                                gnet_error *error) {
  char doing[64];
  if (may_another_do(result))
    return gnetrt_fail(
        error, GNET_UNSUPPORTED_DEVICE,
        "the driver, for CUDA %d.%d, does not take the package's code for %s: "
        "%s (%s)%s%s; install a newer driver, or compile the package with an "
        "older CUDA toolkit",
        (int)device->driver.version / 1000,
        (int)device->driver.version % 1000 / 10, image->arch,
        gnetrt_driver_error_name(&device->driver, result),
        gnetrt_driver_error_text(&device->driver, result), *log ? ": " : "",
        log);
  snprintf(doing, sizeof(doing), "loading the code for %.24s", image->arch);
  return gnetrt_device_check(device, result, doing, error);
}

gnet_status gnetrt_image_load(gnetrt_device *device,
                              const gnetrt_program *program,
                              cu_module *out_module,
                              const gnetrt_cuda_image **out_image,
                              gnet_error *error) {
  const gnetrt_cuda_program *cuda = program->cuda;
  const gnetrt_cuda_image *refused = NULL;
  cu_result result = CU_SUCCESS;
  char log[400] = "";
  int32_t options[] = {CU_JIT_ERROR_LOG, CU_JIT_ERROR_LOG_BYTES};
  int64_t limit = INT64_MAX;
  while ((*out_image = next_best(device, cuda, &limit)) != NULL) {
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): a number among pointers. */
    void *values[] = {log, (void *)(sizeof(log) - 1)};
    result = device->driver.cuModuleLoadDataEx(out_module, (*out_image)->data,
                                               2, options, values);
    if (result == CU_SUCCESS)
      return GNET_OK;
    *out_module = NULL;
    refused = *out_image;
    if (!may_another_do(result))
      break;
  }
  return refused ? fail_to_load(device, result, refused, log, error)
                 : fail_without_image(device, cuda, error);
}
