/*===- package.c - The functions that know which program is linked in
 * -------===*/
#include "core/error.h"
#include "core/model.h"
#include "core/preprocess.h"

#include <pthread.h>

static gnet_info info;
static pthread_once_t info_once = PTHREAD_ONCE_INIT;

static int64_t count_parameters(const gnetrt_program *program) {
  int64_t sum = 0;
  for (int64_t i = 0; i < program->parameter_count; ++i) {
    const gnetrt_parameter *parameter = &program->parameters[i];
    int64_t elements = 1;
    for (int64_t d = 0; d < parameter->rank; ++d)
      elements *= parameter->dims[d];
    sum += elements;
  }
  return sum;
}

static void fill_info(void) {
  const gnetrt_program *program = &gnetrt_the_program;
  info.name = program->name;
  info.compiler = program->compiler;
  info.target = program->target;
  info.cpu_features = program->cpu_features;
  info.batch = (int32_t)program->batch;
  info.input_channels = (int32_t)program->input[0];
  info.input_height = (int32_t)program->input[1];
  info.input_width = (int32_t)program->input[2];
  info.output_channels = (int32_t)program->output[0];
  info.output_height = (int32_t)program->output[1];
  info.output_width = (int32_t)program->output[2];
  info.layer_count = (int32_t)program->step_count;
  info.parameters = count_parameters(program);
  info.macs = program->macs;
}

const gnet_info *gnet_describe(void) {
  pthread_once(&info_once, fill_info);
  return &info;
}

const char *gnet_label(int32_t index) {
  const gnetrt_program *program = &gnetrt_the_program;
  return index >= 0 && index < program->label_count ? program->labels[index]
                                                    : NULL;
}

gnet_status gnet_model_open(const gnet_options *options, gnet_model **out_model,
                            gnet_error *out_error) {
  return gnetrt_model_open(&gnetrt_the_program, options, out_model, out_error);
}

gnet_status gnet_layer_info(const gnet_model *model, int32_t index,
                            gnet_layer *out_layer, gnet_error *out_error) {
  return gnetrt_layer_info(&gnetrt_the_program, model, index, out_layer,
                           out_error);
}

gnet_status gnet_preprocess(const uint8_t *pixels, int32_t width,
                            int32_t height, size_t row_bytes, int32_t channels,
                            float *out_input, gnet_error *out_error) {
  const gnetrt_picture picture = {pixels, width, height, row_bytes, channels};
  return gnetrt_preprocess(&gnetrt_the_program, &picture, out_input, out_error);
}
