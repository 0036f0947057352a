/*===- package.c - The functions that know which program is linked in
 * -------===*/
#include "core/info.h"
#include "core/model.h"
#include "core/preprocess.h"
#include "core/program_choice.h"

#include <pthread.h>

static gnet_info info;
static pthread_once_t info_once = PTHREAD_ONCE_INIT;

static void fill_info(void) {
  info = gnetrt_info_of(gnetrt_program_here(&gnetrt_the_program));
}

const gnet_info *gnet_describe(void) {
  pthread_once(&info_once, fill_info);
  return &info;
}

const char *gnet_cpu(int32_t index) {
  const gnetrt_program *program = index < 0 ? NULL : &gnetrt_the_program;
  while (program && index-- > 0)
    program = program->next;
  return program ? program->cpu : NULL;
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
  const gnetrt_program *program =
      model ? model->program : gnetrt_program_here(&gnetrt_the_program);
  return gnetrt_layer_info(program, model, index, out_layer, out_error);
}

gnet_status gnet_preprocess(const uint8_t *pixels, int32_t width,
                            int32_t height, size_t row_bytes, int32_t channels,
                            float *out_input, gnet_error *out_error) {
  const gnetrt_picture picture = {pixels, width, height, row_bytes, channels};
  return gnetrt_preprocess(&gnetrt_the_program, &picture, out_input, out_error);
}
