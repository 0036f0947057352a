#include "core/info.h"

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

gnet_info gnetrt_info_of(const gnetrt_program *program) {
  const gnet_info info = {
      .name = program->name,
      .compiler = program->compiler,
      .target = program->target,
      .cpu = program->cpu,
      .cpu_features = program->cpu_features,
      .batch = (int32_t)program->batch,
      .input_channels = (int32_t)program->input[0],
      .input_height = (int32_t)program->input[1],
      .input_width = (int32_t)program->input[2],
      .output_channels = (int32_t)program->output[0],
      .output_height = (int32_t)program->output[1],
      .output_width = (int32_t)program->output[2],
      .layer_count = (int32_t)program->step_count,
      .parameters = count_parameters(program),
      .macs = program->macs,
  };
  return info;
}
