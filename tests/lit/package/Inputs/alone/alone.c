/* alone WEIGHTS: what the small network says of a ramp, in one line. */
#include <small.h>

#include <stdio.h>

int main(int argc, char **argv) {
  static float input[SMALL_INPUT_SIZE], output[SMALL_OUTPUT_SIZE];
  small_options options;
  small_model *model = NULL;
  small_context *context = NULL;
  small_error error = {SMALL_OK, ""};
  small_options_init(&options);
  options.weights_path = argc > 1 ? argv[1] : NULL;
  options.threads = 2;
  for (int i = 0; i < SMALL_INPUT_SIZE; ++i)
    input[i] = (float)(i % 17) / 17.0f - 0.4f;
  if (small_model_open(&options, &model, &error) ||
      small_context_create(model, NULL, 0, &context, &error) ||
      small_run(context, input, output, &error))
    printf("%s", error.message);
  for (int i = 0; i < SMALL_OUTPUT_SIZE; ++i)
    printf("%.5f ", (double)output[i]);
  printf("\n");
  small_context_destroy(context);
  small_model_close(model);
  return (int)error.status;
}
