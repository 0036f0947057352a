#include "core/weights.h"

#include "core/error.h"
#include "core/parameters.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gnet_status read_weights(const gnetrt_program *program, const void *data,
                                size_t size, const char *source,
                                gnetrt_weights *out, gnet_error *error) {
  char reason[512];
  gnetrt_safetensors file;
  if (!gnetrt_safetensors_parse(data, size, &file, reason, sizeof(reason)))
    return gnetrt_fail(error, GNET_BAD_WEIGHTS, "%.400s: %s", source, reason);
  out->count = program->parameter_count;
  gnet_status status =
      gnetrt_bind_parameters(program, &file, &out->parameters, error);
  gnetrt_safetensors_free(&file);
  return status;
}

static gnet_status read_weights_file(const gnetrt_program *program,
                                     const char *path, gnetrt_weights *out,
                                     gnet_error *error) {
  gnet_status status = gnetrt_map_file(path, &out->file, error);
  if (status != GNET_OK)
    return status;
  return read_weights(program, out->file.data, out->file.size, path, out,
                      error);
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
  if (options->weights_data)
    return read_weights(program, options->weights_data, options->weights_size,
                        "options.weights_data", out, error);
  if (program->weights)
    return read_weights(program, program->weights,
                        (size_t)program->weights_size, "the embedded weights",
                        out, error);
  if (find_packaged(program, path))
    return read_weights_file(program, path, out, error);
  return gnetrt_fail(error, GNET_NO_WEIGHTS,
                     "%s has no weights: give a safetensors file in "
                     "options.weights_path, or compile the package with "
                     "gnetc --weights=FILE",
                     program->name);
}

void gnetrt_weights_close(gnetrt_weights *weights) {
  gnetrt_free_parameters(weights->parameters, weights->count);
  gnetrt_unmap_file(&weights->file);
  memset(weights, 0, sizeof(*weights));
}
