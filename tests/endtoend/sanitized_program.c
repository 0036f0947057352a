/* Opens a package's program with the weights of a file and runs it, in buffers
 * that AddressSanitizer watches.
 *
 *   sanitized_program WEIGHTS [short]
 *
 * With `short` the input lacks its last float, which has to be found.
 */
#include "gnet.h"

#include <stdio.h>
#include <stdlib.h>

static int fail(const char *what, const gnet_error *error) {
  fprintf(stderr, "%s: %s\n", what, error->message);
  return 1;
}

static size_t floats(int64_t batch, int64_t channels, int64_t height,
                     int64_t width) {
  return (size_t)(batch * channels * height * width);
}

static int run(gnet_context *context, const gnet_info *info, size_t missing) {
  gnet_error error;
  size_t size = floats(info->batch, info->input_channels, info->input_height,
                       info->input_width) -
                missing;
  float *input = malloc(size * sizeof(float));
  float *output = malloc(floats(info->batch, info->output_channels,
                                info->output_height, info->output_width) *
                         sizeof(float));
  if (!input || !output)
    return 1;
  for (size_t i = 0; i < size; ++i)
    input[i] = (float)(i * 2654435761u % 2001) / 1000 - 1;
  int problem = 0;
  if (gnet_run(context, input, output, &error) != GNET_OK)
    problem = fail("run", &error);
  free(input);
  free(output);
  return problem;
}

int main(int count, char **arguments) {
  gnet_options options;
  gnet_error error;
  gnet_model *model;
  gnet_context *context;
  gnet_options_init(&options);
  options.weights_path = arguments[1];
  options.threads = 2;
  gnet_status status = gnet_model_open(&options, &model, &error);
  if (status == GNET_UNSUPPORTED_CPU) {
    puts("this machine has not that level");
    return 0;
  }
  if (status != GNET_OK)
    return fail("model_open", &error);
  if (gnet_context_create(model, NULL, 0, &context, &error) != GNET_OK)
    return fail("context_create", &error);
  int problem = run(context, gnet_model_info(model), count > 2 ? 1 : 0);
  gnet_context_destroy(context);
  gnet_model_close(model);
  if (!problem)
    puts("done");
  return problem;
}
