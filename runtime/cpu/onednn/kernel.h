/*===- kernel.h - The prepared kernel of a step -----------------------------===
 *
 * Either a oneDNN primitive with its constant memory objects, or a direct
 * kernel: a function of ours. Immutable once made; contexts share it and bring
 * memory objects of their own.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CPU_ONEDNN_KERNEL_H
#define GNET_RUNTIME_CPU_ONEDNN_KERNEL_H

#include "core/builder.h"
#include "cpu/onednn/threads.h"

#include <oneapi/dnnl/dnnl.h>

enum { GNETRT_MAX_CONSTANTS = 4, GNETRT_KERNEL_NAME = 64 };

typedef struct gnetrt_kernel gnetrt_kernel;

/** Runs a whole batch. */
typedef void gnetrt_direct(const gnetrt_kernel *kernel, const float *source,
                           float *destination);

struct gnetrt_kernel {
  dnnl_primitive_t primitive; /**< NULL: `direct`, if `name` is set. */
  gnetrt_direct *direct;
  gnetrt_pool average_pool; /**< Of that direct kernel. */
  gnetrt_unary rbf;         /**< Likewise; with its centres, owned. */
  float *centres;
  /** Of one execution: `batch` images, or one. `addend` is NULL for a step
   *  without one. */
  dnnl_memory_desc_t source, addend, destination, scratchpad;
  dnnl_exec_arg_t constants[GNETRT_MAX_CONSTANTS];
  int constant_count;
  /** The argument that the addend is; 0 for none. Where a step has none of its
   *  own it is the source once more. */
  int addend_argument;
  /** Executions a run, and what lies between them, in floats. */
  int64_t executions, source_step, addend_step, destination_step;
  char name[GNETRT_KERNEL_NAME]; /**< Empty: not made. */
};

struct gnetrt_backend {
  const gnetrt_program *program;
  gnetrt_threads threads;
  dnnl_engine_t engine;
  gnetrt_kernel *kernels;  /**< A step each. */
  size_t scratchpad_bytes; /**< The largest of all kernels. */
};

/** What a kernel is made of, from `begin` to `finish`. The first status that
 *  is no success stays, and what comes after it does nothing. */
typedef struct gnetrt_kernel_maker {
  gnetrt_builder *builder;
  gnetrt_kernel *kernel;
  dnnl_engine_t engine;
  int64_t step;
  int64_t images; /**< Of one execution. */
  dnnl_primitive_attr_t attributes;
  dnnl_post_ops_t operations; /**< What is applied to the result, in order. */
  dnnl_primitive_desc_t desc; /**< Made by the family, owned by the maker. */
  dnnl_status_t status;
} gnetrt_kernel_maker;

/** The kernel's source and destination, and its attributes: scratchpad by the
 *  user, nothing applied to the result. `addend`, what else a step reads, is
 *  NULL where there is none. */
gnetrt_kernel_maker gnetrt_kernel_begin(gnetrt_builder *builder, int64_t step,
                                        int64_t batch,
                                        const gnetrt_buffer *source,
                                        const gnetrt_buffer *addend,
                                        const gnetrt_buffer *destination);

/** Whether `desc` is to be made now. */
int gnetrt_kernel_ok(const gnetrt_kernel_maker *maker);

/** Gives the primitive `tensor` as argument `argument` in the layout that it
 *  wants; `dims` and `tag` say how the tensor lies in the weights file. */
void gnetrt_kernel_constant(gnetrt_kernel_maker *maker, int argument,
                            const gnetrt_tensor *tensor, int rank,
                            const dnnl_dims_t dims, dnnl_format_tag_t tag,
                            const_dnnl_memory_desc_t wanted);

/** A vector, as biases are. NULL: none, nothing is done. */
void gnetrt_kernel_vector(gnetrt_kernel_maker *maker, int argument,
                          const gnetrt_tensor *tensor);

/** The descriptor of a value a channel in the layout of `buffer`: 1, c, 1, 1.
 *  Owned by the caller. */
dnnl_memory_desc_t gnetrt_kernel_channels_desc(gnetrt_kernel_maker *maker,
                                               const gnetrt_buffer *buffer);

/** Ends a kernel that is a function of ours. */
int32_t gnetrt_kernel_finish_direct(gnetrt_kernel_maker *maker,
                                    gnetrt_direct *direct);

/** Makes the primitive. Returns a gnet_status; the builder has the error. */
int32_t gnetrt_kernel_finish(gnetrt_kernel_maker *maker);

/** Says in the builder's error that a weight could not be made. */
int32_t gnetrt_kernel_without_weight(gnetrt_builder *builder, int64_t step);

/** A memory descriptor of `rank` dims in a format, or NULL: status is set. */
dnnl_memory_desc_t gnetrt_kernel_desc(gnetrt_kernel_maker *maker, int rank,
                                      const dnnl_dims_t dims,
                                      dnnl_format_tag_t tag);

void gnetrt_kernel_destroy(gnetrt_kernel *kernel);

/** Channels with the zeros that fill up the last group of a blocked layout. */
int64_t gnetrt_padded_channels(const gnetrt_buffer *buffer);

/** One image, as it lies in memory, in floats. */
int64_t gnetrt_image_floats(const gnetrt_buffer *buffer);

#endif /* GNET_RUNTIME_CPU_ONEDNN_KERNEL_H */
