/* Runs a package on a machine that is not this one: under an emulator.
 *
 *   run_package LIBRARY NAME THREADS WEIGHTS INPUT OUTPUT [IMAGES]
 *
 * INPUT and OUTPUT are files of floats, of IMAGES, or a batch; WEIGHTS is a
 * safetensors file, or "-" for the package's own.
 */
#include "gnet.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *library;
static const char *name;

static void *find(const char *function) {
  char symbol[256];
  snprintf(symbol, sizeof(symbol), "%s_%s", name, function);
  void *found = dlsym(library, symbol);
  if (!found)
    fprintf(stderr, "%s is missing\n", symbol);
  return found;
}

static int fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  return 1;
}

static size_t size_of(int64_t batch, int64_t channels, int64_t height,
                      int64_t width) {
  return (size_t)(batch * channels * height * width);
}

static int read_floats(const char *path, float *values, size_t count) {
  FILE *file = fopen(path, "rb");
  size_t got = file ? fread(values, sizeof(float), count, file) : 0;
  if (file)
    fclose(file);
  return got == count ? 0 : fail(path, "cannot be read");
}

static int write_floats(const char *path, const float *values, size_t count) {
  FILE *file = fopen(path, "wb");
  size_t put = file ? fwrite(values, sizeof(float), count, file) : 0;
  if (!file || fclose(file) != 0 || put != count)
    return fail(path, "cannot be written");
  return 0;
}

static int run(gnet_context *context, const gnet_info *info, char **arguments) {
  const char *from = arguments[0], *to = arguments[1];
  int32_t images = arguments[2] ? atoi(arguments[2]) : (int32_t)info->batch;
  size_t inputs = size_of(images, info->input_channels, info->input_height,
                          info->input_width);
  size_t outputs = size_of(images, info->output_channels, info->output_height,
                           info->output_width);
  float *input = malloc(inputs * sizeof(float));
  float *output = malloc(outputs * sizeof(float));
  __typeof__(&gnet_run_batch) run_network = find("run_batch");
  gnet_error error;
  int problem =
      !input || !output || !run_network || read_floats(from, input, inputs);
  if (!problem &&
      run_network(context, images, input, output, &error) != GNET_OK)
    problem = fail("run", error.message);
  if (!problem)
    problem = write_floats(to, output, outputs);
  free(input);
  free(output);
  return problem;
}

static int open_and_run(char **arguments) {
  __typeof__(&gnet_options_init) options_init = find("options_init");
  __typeof__(&gnet_model_open) model_open = find("model_open");
  __typeof__(&gnet_model_info) model_info = find("model_info");
  __typeof__(&gnet_model_close) model_close = find("model_close");
  __typeof__(&gnet_context_create) context_create = find("context_create");
  __typeof__(&gnet_context_destroy) context_destroy = find("context_destroy");
  if (!options_init || !model_open || !model_info || !model_close ||
      !context_create || !context_destroy)
    return 1;
  gnet_options options;
  gnet_model *model = NULL;
  gnet_context *context = NULL;
  gnet_error error;
  options_init(&options);
  options.threads = atoi(arguments[0]);
  if (strcmp(arguments[1], "-") != 0)
    options.weights_path = arguments[1];
  if (model_open(&options, &model, &error) != GNET_OK)
    return fail("model_open", error.message);
  int problem;
  if (context_create(model, NULL, 0, &context, &error) != GNET_OK)
    problem = fail("context_create", error.message);
  else
    problem = run(context, model_info(model), arguments + 2);
  context_destroy(context);
  model_close(model);
  return problem;
}

int main(int count, char **arguments) {
  if (count != 7 && count != 8)
    return fail(arguments[0], "needs 6 or 7 arguments");
  library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  name = arguments[2];
  if (!library)
    return fail(arguments[1], dlerror());
  return open_and_run(arguments + 3);
}
