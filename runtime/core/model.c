#include "core/model.h"

#include "core/builder.h"
#include "core/cpu_features.h"
#include "core/error.h"
#include "core/info.h"
#include "core/program_choice.h"

#include <stdlib.h>
#include <string.h>

void gnet_options_init(gnet_options *options) {
  if (!options)
    return;
  memset(options, 0, sizeof(*options));
  options->struct_size = sizeof(*options);
  options->api_version = GNET_API_VERSION;
  options->threads = 1;
}

static gnet_status check_options(const gnet_options *options,
                                 gnet_error *error) {
  if (options->api_version != GNET_API_VERSION ||
      options->struct_size != sizeof(*options))
    return gnetrt_fail(error, GNET_VERSION_MISMATCH,
                       "the options are those of API version %u (%u bytes), "
                       "the library is of version %u (%zu bytes): call "
                       "options_init first, and build the application with "
                       "the library's own header",
                       (unsigned)options->api_version,
                       (unsigned)options->struct_size,
                       (unsigned)GNET_API_VERSION, sizeof(*options));
  if (options->threads < 0 || options->threads > GNETRT_MAX_THREADS)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "options.threads is %d: it must be from 0 to %d",
                       (int)options->threads, GNETRT_MAX_THREADS);
  return GNET_OK;
}

static gnet_status check_version(const gnetrt_program *program,
                                 gnet_error *error) {
  if (program->version == GNETRT_PROGRAM_VERSION)
    return GNET_OK;
  return gnetrt_fail(error, GNET_VERSION_MISMATCH,
                     "the package's code has version %lld, its runtime "
                     "needs %d: compile the package anew",
                     (long long)program->version, GNETRT_PROGRAM_VERSION);
}

static gnet_status check_device(const gnetrt_program *program,
                                const gnet_options *options,
                                gnet_error *error) {
  if (program->cuda || options->device == 0)
    return GNET_OK;
  return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                     "options.device is %d, but the package computes on the "
                     "CPU: leave it 0",
                     (int)options->device);
}

/** Makes the kernels of all steps, or packs their weights, out of the
 *  parameters. */
static gnet_status build(gnet_model *model, gnet_error *error) {
  gnetrt_weights *weights = &model->weights;
  gnet_status status = GNET_OK;
  if (model->program->packed_bytes > 0)
    status = gnetrt_weights_allocate(weights, model->program, error);
  if (status != GNET_OK)
    return status;
  gnetrt_builder builder = {.program = model->program,
                            .backend = model->backend,
                            .parameters = weights->parameters,
                            .packed = weights->owned};
  return gnetrt_builder_finish(
      &builder, gnetrt_backend_prepare(model->backend, &builder), error);
}

/** Reads the weights and keeps what runs need of them. */
static gnet_status prepare(gnet_model *model, const gnet_options *options,
                           gnet_error *error) {
  gnet_status status =
      gnetrt_weights_open(model->program, options, &model->weights, error);
  if (status == GNET_OK && !model->weights.packed)
    status = build(model, error);
  gnetrt_weights_trim(&model->weights);
  if (status != GNET_OK)
    return status;
  return gnetrt_backend_take_weights(model->backend, &model->weights, error);
}

gnet_status gnetrt_model_open(const gnetrt_program *first,
                              const gnet_options *options,
                              gnet_model **out_model, gnet_error *error) {
  gnet_options defaults;
  const gnetrt_program *program = NULL;
  if (!out_model)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "out_model is NULL");
  *out_model = NULL;
  if (!options) {
    gnet_options_init(&defaults);
    options = &defaults;
  }
  gnet_status status = check_options(options, error);
  if (status == GNET_OK)
    status = check_version(first, error);
  if (status == GNET_OK)
    status = check_device(first, options, error);
  if (status == GNET_OK)
    status = gnetrt_choose_program(first, options->cpu, gnetrt_cpu_has,
                                   &program, error);
  if (status != GNET_OK)
    return status;
  gnet_model *model = calloc(1, sizeof(*model));
  if (!model)
    return gnetrt_fail(error, GNET_OUT_OF_MEMORY, "out of memory for a model");
  model->program = program;
  model->info = gnetrt_info_of(program);
  model->holders = 1;
  status = gnetrt_backend_open(program, options, &model->backend, error);
  if (status == GNET_OK)
    status = prepare(model, options, error);
  if (status == GNET_OK)
    *out_model = model;
  else
    gnet_model_close(model);
  return status;
}

void gnetrt_model_hold(const gnet_model *model) {
  __atomic_fetch_add(&((gnet_model *)model)->holders, 1, __ATOMIC_RELAXED);
}

/** What the other holders did comes before the last one frees it. */
void gnet_model_close(gnet_model *model) {
  if (!model || __atomic_sub_fetch(&model->holders, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  gnetrt_backend_close(model->backend);
  gnetrt_weights_close(&model->weights);
  free(model);
}

const gnet_info *gnet_model_info(const gnet_model *model) {
  return model ? &model->info : NULL;
}

gnet_status gnetrt_layer_info(const gnetrt_program *program,
                              const gnet_model *model, int32_t index,
                              gnet_layer *out_layer, gnet_error *error) {
  if (!out_layer)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT, "out_layer is NULL");
  if (index < 0 || index >= program->step_count)
    return gnetrt_fail(error, GNET_INVALID_ARGUMENT,
                       "layer %d does not exist: there are %lld", (int)index,
                       (long long)program->step_count);
  const gnetrt_step *step = &program->steps[index];
  const char *kernel =
      model ? gnetrt_backend_kernel_name(model->backend, index) : NULL;
  out_layer->path = step->path;
  out_layer->kind = step->kind;
  out_layer->kernel = kernel ? kernel : step->kernel;
  out_layer->macs = step->macs;
  out_layer->products = step->products;
  out_layer->weight_bytes = step->weight_bytes;
  out_layer->activation_bytes = step->activation_bytes;
  return GNET_OK;
}
