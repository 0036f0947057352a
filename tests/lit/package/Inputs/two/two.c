/* Two packages in one program: one with a weights file, one that embeds its
 * weights. Prints what both say of the same inputs as any other program. */
#include "other.h"
#include "small.h"

#include <stdio.h>

static void fill(float *values, int size) {
  for (int i = 0; i < size; ++i)
    values[i] = (float)(i % 17) / 17.0f - 0.4f;
}

static void print(const char *name, const float *values, int size) {
  double sum = 0;
  printf("%s:", name);
  for (int i = 0; i < size; ++i) {
    printf(" %.6f", (double)values[i]);
    sum += (double)values[i];
  }
  printf(" sum %.4f\n", sum);
}

static int run_small(void) {
  static float input[SMALL_INPUT_SIZE], output[SMALL_OUTPUT_SIZE];
  small_options options;
  small_model *model = NULL;
  small_context *context = NULL;
  small_error error = {SMALL_OK, ""};
  small_options_init(&options);
  options.weights_path = SMALL_WEIGHTS;
  fill(input, SMALL_INPUT_SIZE);
  if (small_model_open(&options, &model, &error) ||
      small_context_create(model, NULL, 0, &context, &error) ||
      small_run(context, input, output, &error))
    printf("small: %s\n", error.message);
  else
    print(small_describe()->name, output, SMALL_OUTPUT_SIZE);
  small_context_destroy(context);
  small_model_close(model);
  return (int)error.status;
}

static int run_other(void) {
  static float input[OTHER_INPUT_SIZE], output[OTHER_OUTPUT_SIZE];
  other_model *model = NULL;
  other_context *context = NULL;
  other_error error = {OTHER_OK, ""};
  fill(input, OTHER_INPUT_SIZE);
  if (other_model_open(NULL, &model, &error) ||
      other_context_create(model, NULL, 0, &context, &error) ||
      other_run(context, input, output, &error))
    printf("other: %s\n", error.message);
  else
    print(other_describe()->name, output, OTHER_OUTPUT_SIZE);
  other_context_destroy(context);
  other_model_close(model);
  return (int)error.status;
}

int main(void) {
  int small = run_small(), other = run_other();
  return small ? small : other;
}
