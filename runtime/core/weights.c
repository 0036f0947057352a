#include "core/weights.h"

#include "core/backend.h"
#include "core/error.h"
#include "core/large_memory.h"
#include "core/parameters.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** A safetensors file in memory. */
typedef struct source {
  const char *name; /**< For messages. */
  const void *data;
  size_t size;
  bool stays; /**< As long as the model. */
} source;

static bool is_packed(const gnetrt_safetensors *file) {
  static const char prefix[] = "gnet.packed.";
  return file->count == 1 &&
         strncmp(file->tensors[0].name, prefix, sizeof(prefix) - 1) == 0;
}

/** Packed weights are bytes, where they are not all float32. */
static bool is_dtype_of_packed(const char *dtype) {
  return strcmp(dtype, "F32") == 0 || strcmp(dtype, "U8") == 0;
}

static bool is_packed_for(const gnetrt_program *program,
                          const gnetrt_safetensor *tensor) {
  return program->packed_name &&
         strcmp(tensor->name, program->packed_name) == 0 &&
         is_dtype_of_packed(tensor->dtype) &&
         tensor->bytes == (size_t)program->packed_bytes;
}

static gnet_status allocate(gnetrt_weights *weights, size_t bytes,
                            gnet_error *error) {
  void *memory = gnetrt_allocate_large(bytes);
  if (!memory)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY,
                       "out of memory for %zu bytes of weights", bytes);
  weights->owned = memory;
  weights->packed = memory;
  return GNET_OK;
}

/** In place where they stay and are aligned, else copied. */
static gnet_status take_packed(const gnetrt_program *program,
                               const gnetrt_safetensor *tensor,
                               const source *from, gnetrt_weights *out,
                               gnet_error *error) {
  if (!is_packed_for(program, tensor))
    return gnetrt_fail(
        error, GNET_BAD_WEIGHTS,
        "%.400s: these weights were packed for another package, or another "
        "version of it (%.100s): give the network's own weights, or compile "
        "%.60s with them again",
        from->name, tensor->name, program->name);
  if (from->stays && (uintptr_t)tensor->data % GNETRT_ALIGNMENT == 0) {
    out->packed = tensor->data;
    return GNET_OK;
  }
  gnet_status status = allocate(out, tensor->bytes, error);
  if (status == GNET_OK)
    memcpy(out->owned, tensor->data, tensor->bytes);
  return status;
}

static gnet_status read_weights(const gnetrt_program *program,
                                const source *from, gnetrt_weights *out,
                                gnet_error *error) {
  char reason[512];
  gnetrt_safetensors file;
  gnet_status status;
  if (!gnetrt_safetensors_parse(from->data, from->size, &file, reason,
                                sizeof(reason)))
    return gnetrt_fail(
        error, file.is_out_of_memory ? GNET_OUT_OF_MEMORY : GNET_BAD_WEIGHTS,
        "%.400s: %s", from->name, reason);
  out->count = program->parameter_count;
  if (is_packed(&file))
    status = take_packed(program, &file.tensors[0], from, out, error);
  else
    status = gnetrt_bind_parameters(program, &file, &out->parameters, error);
  gnetrt_safetensors_free(&file);
  return status;
}

static gnet_status read_weights_file(const gnetrt_program *program,
                                     const char *path, gnetrt_weights *out,
                                     gnet_error *error) {
  gnet_status status = gnetrt_map_file(path, &out->file, error);
  if (status != GNET_OK)
    return status;
  const source file = {path, out->file.data, out->file.size, true};
  return read_weights(program, &file, out, error);
}

/** The package's own file. False if this code is in no shared library, or no
 *  file is there. */
static bool find_packaged(const gnetrt_program *program, char path[PATH_MAX]) {
  Dl_info library;
  if (!dladdr((const void *)program, &library) || !library.dli_fname)
    return false;
  const char *slash = strrchr(library.dli_fname, '/');
  const char *file = slash ? slash + 1 : library.dli_fname;
  int folder = slash ? (int)(slash + 1 - library.dli_fname) : 0;
  if (!strstr(file, ".so"))
    return false;
  int length = snprintf(path, PATH_MAX, "%.*s../share/%s/weights.safetensors",
                        folder, library.dli_fname, program->name);
  return length > 0 && length < PATH_MAX && access(path, F_OK) == 0;
}

gnet_status gnetrt_weights_open(const gnetrt_program *program,
                                const gnet_options *options,
                                gnetrt_weights *out, gnet_error *error) {
  char path[PATH_MAX];
  memset(out, 0, sizeof(*out));
  if (options->weights_path)
    return read_weights_file(program, options->weights_path, out, error);
  const source given = {"options.weights_data", options->weights_data,
                        options->weights_size, false};
  if (given.data)
    return read_weights(program, &given, out, error);
  const source embedded = {"the embedded weights", program->weights,
                           (size_t)program->weights_size, true};
  if (embedded.data)
    return read_weights(program, &embedded, out, error);
  if (find_packaged(program, path))
    return read_weights_file(program, path, out, error);
  return gnetrt_fail(error, GNET_NO_WEIGHTS,
                     "%s has no weights: give a safetensors file in "
                     "options.weights_path, as share/%s/weights.safetensors "
                     "of its package, or compile that with gnetc "
                     "--weights=FILE --embed-weights",
                     program->name, program->name);
}

gnet_status gnetrt_weights_allocate(gnetrt_weights *weights,
                                    const gnetrt_program *program,
                                    gnet_error *error) {
  size_t bytes = (size_t)program->packed_bytes;
  gnet_status status = allocate(weights, bytes, error);
  if (status == GNET_OK)
    memset(weights->owned, 0, bytes);
  return status;
}

void gnetrt_weights_trim(gnetrt_weights *weights) {
  gnetrt_free_parameters(weights->parameters, weights->count);
  weights->parameters = NULL;
  if (!weights->packed || weights->owned)
    gnetrt_unmap_file(&weights->file);
}

void gnetrt_weights_close(gnetrt_weights *weights) {
  gnetrt_weights_trim(weights);
  gnetrt_unmap_file(&weights->file);
  free(weights->owned);
  memset(weights, 0, sizeof(*weights));
}
