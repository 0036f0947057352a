#include "cpu/onednn/kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t gnetrt_padded_channels(const gnetrt_buffer *buffer) {
  int64_t block = buffer->layout == GNETRT_NCHW16C  ? 16
                  : buffer->layout == GNETRT_NCHW8C ? 8
                                                    : 1;
  return (buffer->channels + block - 1) / block * block;
}

int64_t gnetrt_image_floats(const gnetrt_buffer *buffer) {
  return gnetrt_padded_channels(buffer) * buffer->height * buffer->width;
}

int gnetrt_kernel_ok(const gnetrt_kernel_maker *maker) {
  return maker->status == dnnl_success;
}

dnnl_memory_desc_t gnetrt_kernel_desc(gnetrt_kernel_maker *maker, int rank,
                                      const dnnl_dims_t dims,
                                      dnnl_format_tag_t tag) {
  dnnl_memory_desc_t desc = NULL;
  if (gnetrt_kernel_ok(maker))
    maker->status =
        dnnl_memory_desc_create_with_tag(&desc, rank, dims, dnnl_f32, tag);
  return desc;
}

static dnnl_format_tag_t tag_of(const gnetrt_buffer *buffer) {
  return buffer->layout == GNETRT_NCHW16C  ? dnnl_nChw16c
         : buffer->layout == GNETRT_NCHW8C ? dnnl_nChw8c
                                           : dnnl_nchw;
}

static dnnl_memory_desc_t images_desc(gnetrt_kernel_maker *maker,
                                      const gnetrt_buffer *buffer) {
  dnnl_dims_t dims = {maker->images, buffer->channels, buffer->height,
                      buffer->width};
  return gnetrt_kernel_desc(maker, 4, dims, tag_of(buffer));
}

dnnl_memory_desc_t gnetrt_kernel_channels_desc(gnetrt_kernel_maker *maker,
                                               const gnetrt_buffer *buffer) {
  dnnl_dims_t dims = {1, buffer->channels, 1, 1};
  return gnetrt_kernel_desc(maker, 4, dims, tag_of(buffer));
}

/** All images at once where they lie without gaps, else one by one: oneDNN
 *  takes descriptors with gaps, but its fast implementations do not. */
static void choose_executions(gnetrt_kernel_maker *maker, int64_t batch,
                              const gnetrt_buffer *source,
                              const gnetrt_buffer *addend,
                              const gnetrt_buffer *destination) {
  gnetrt_kernel *kernel = maker->kernel;
  int dense = source->image_stride == gnetrt_image_floats(source) &&
              addend->image_stride == gnetrt_image_floats(addend) &&
              destination->image_stride == gnetrt_image_floats(destination);
  kernel->executions = dense ? 1 : batch;
  maker->images = dense ? batch : 1;
  kernel->source_step = source->image_stride;
  kernel->addend_step = addend->image_stride;
  kernel->destination_step = destination->image_stride;
}

static void make_attributes(gnetrt_kernel_maker *maker) {
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_primitive_attr_create(&maker->attributes);
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_primitive_attr_set_scratchpad_mode(
        maker->attributes, dnnl_scratchpad_mode_user);
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_post_ops_create(&maker->operations);
}

gnetrt_kernel_maker gnetrt_kernel_begin(gnetrt_builder *builder, int64_t step,
                                        int64_t batch,
                                        const gnetrt_buffer *source,
                                        const gnetrt_buffer *addend,
                                        const gnetrt_buffer *destination) {
  gnetrt_kernel_maker maker = {.builder = builder,
                               .engine = builder->backend->engine,
                               .step = step,
                               .status = dnnl_success};
  int is_free = step >= 0 && step < builder->program->step_count &&
                !builder->backend->kernels[step].name[0];
  if (!is_free) {
    gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                        "step %lld does not exist or is prepared twice",
                        (long long)step);
    maker.status = dnnl_invalid_arguments;
    return maker;
  }
  maker.kernel = &builder->backend->kernels[step];
  choose_executions(&maker, batch, source, addend ? addend : source,
                    destination);
  maker.kernel->source = images_desc(&maker, source);
  if (addend)
    maker.kernel->addend = images_desc(&maker, addend);
  maker.kernel->destination = images_desc(&maker, destination);
  make_attributes(&maker);
  return maker;
}

static void fill_constant(gnetrt_kernel_maker *maker, dnnl_memory_t to,
                          const gnetrt_tensor *tensor,
                          const_dnnl_memory_desc_t lies,
                          const_dnnl_memory_desc_t wanted) {
  dnnl_memory_t from = NULL;
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_stream_t stream = NULL;
  /* oneDNN takes no pointer to const, but only reads its source. */
  void *data = (void *)tensor->data;
  dnnl_status_t status = dnnl_memory_create(&from, lies, maker->engine, data);
  if (status == dnnl_success)
    status = dnnl_reorder_primitive_desc_create(&desc, lies, maker->engine,
                                                wanted, maker->engine, NULL);
  if (status == dnnl_success)
    status = dnnl_primitive_create(&reorder, desc);
  if (status == dnnl_success)
    status =
        dnnl_stream_create(&stream, maker->engine, dnnl_stream_default_flags);
  const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from},
                                       {DNNL_ARG_TO, to}};
  if (status == dnnl_success)
    status = dnnl_primitive_execute(reorder, stream, 2, arguments);
  if (status == dnnl_success)
    status = dnnl_stream_wait(stream);
  dnnl_stream_destroy(stream);
  dnnl_primitive_destroy(reorder);
  dnnl_primitive_desc_destroy(desc);
  dnnl_memory_destroy(from);
  maker->status = status;
}

void gnetrt_kernel_constant(gnetrt_kernel_maker *maker, int argument,
                            const gnetrt_tensor *tensor, int rank,
                            const dnnl_dims_t dims, dnnl_format_tag_t tag,
                            const_dnnl_memory_desc_t wanted) {
  dnnl_memory_desc_t lies = gnetrt_kernel_desc(maker, rank, dims, tag);
  dnnl_memory_t memory = NULL;
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_memory_create(&memory, wanted, maker->engine,
                                       DNNL_MEMORY_ALLOCATE);
  if (gnetrt_kernel_ok(maker)) {
    gnetrt_kernel *kernel = maker->kernel;
    dnnl_exec_arg_t constant = {argument, memory};
    kernel->constants[kernel->constant_count++] = constant;
    fill_constant(maker, memory, tensor, lies, wanted);
  }
  dnnl_memory_desc_destroy(lies);
}

void gnetrt_kernel_vector(gnetrt_kernel_maker *maker, int argument,
                          const gnetrt_tensor *tensor) {
  if (!tensor || !gnetrt_kernel_ok(maker))
    return;
  dnnl_dims_t dims = {tensor->dims[0]};
  dnnl_memory_desc_t desc = gnetrt_kernel_desc(maker, 1, dims, dnnl_a);
  gnetrt_kernel_constant(maker, argument, tensor, 1, dims, dnnl_a, desc);
  dnnl_memory_desc_destroy(desc);
}

static void make_primitive(gnetrt_kernel_maker *maker) {
  gnetrt_kernel *kernel = maker->kernel;
  struct gnetrt_backend *backend = maker->builder->backend;
  const char *implementation = "";
  maker->status = dnnl_primitive_create(&kernel->primitive, maker->desc);
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_memory_desc_clone(
        &kernel->scratchpad,
        dnnl_primitive_desc_query_md(maker->desc, dnnl_query_scratchpad_md, 0));
  if (gnetrt_kernel_ok(maker))
    maker->status = dnnl_primitive_desc_query(
        maker->desc, dnnl_query_impl_info_str, 0, (void *)&implementation);
  if (!gnetrt_kernel_ok(maker))
    return;
  size_t bytes = dnnl_memory_desc_get_size(kernel->scratchpad);
  if (bytes > backend->scratchpad_bytes)
    backend->scratchpad_bytes = bytes;
  snprintf(kernel->name, sizeof(kernel->name), "onednn %s", implementation);
}

static const char *status_text(dnnl_status_t status) {
  switch (status) {
  case dnnl_out_of_memory:
    return "out of memory";
  case dnnl_invalid_arguments:
    return "the arguments are invalid";
  case dnnl_unimplemented:
    return "there is no implementation";
  default:
    return "it failed";
  }
}

static void let_go(gnetrt_kernel_maker *maker) {
  dnnl_primitive_desc_destroy(maker->desc);
  dnnl_primitive_attr_destroy(maker->attributes);
  dnnl_post_ops_destroy(maker->operations);
}

int32_t gnetrt_kernel_finish_direct(gnetrt_kernel_maker *maker,
                                    gnetrt_direct *direct) {
  maker->kernel->direct = direct;
  strcpy(maker->kernel->name, "direct");
  let_go(maker);
  return GNET_OK;
}

int32_t gnetrt_kernel_finish(gnetrt_kernel_maker *maker) {
  gnetrt_builder *builder = maker->builder;
  if (gnetrt_kernel_ok(maker))
    make_primitive(maker);
  let_go(maker);
  if (gnetrt_kernel_ok(maker) || !maker->kernel)
    return builder->error.status;
  const gnetrt_step *step = &builder->program->steps[maker->step];
  return gnetrt_builder_fail(
      builder,
      maker->status == dnnl_out_of_memory ? GNET_OUT_OF_MEMORY
                                          : GNET_BACKEND_ERROR,
      "%s (%s): oneDNN cannot make the kernel: %s", step->path, step->kind,
      status_text(maker->status));
}

int32_t gnetrt_kernel_without_weight(gnetrt_builder *builder, int64_t step) {
  return gnetrt_builder_fail(builder, GNET_BACKEND_ERROR,
                             "step %lld has no weight", (long long)step);
}

void gnetrt_kernel_destroy(gnetrt_kernel *kernel) {
  dnnl_primitive_destroy(kernel->primitive);
  dnnl_memory_desc_destroy(kernel->source);
  dnnl_memory_desc_destroy(kernel->addend);
  dnnl_memory_desc_destroy(kernel->destination);
  dnnl_memory_desc_destroy(kernel->scratchpad);
  for (int i = 0; i < kernel->constant_count; ++i)
    dnnl_memory_destroy(kernel->constants[i].memory);
  free(kernel->centres);
  memset(kernel, 0, sizeof(*kernel));
}
