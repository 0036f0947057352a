/*===- program.h - What generated code and runtime say to each other --------===
 *
 * Internal: gnetc generates one `gnet_program` and two functions a package,
 * and links them with the runtime; nothing here is seen by an application.
 * The structs that the compiler writes stand in abi/program.def, for both
 * sides; GNETRT_PROGRAM_VERSION guards the pair.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_ABI_PROGRAM_H
#define GNET_RUNTIME_ABI_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GNETRT_PROGRAM_VERSION 8

/** State of one `model_open`: knows the weights, collects prepared steps. */
typedef struct gnetrt_builder gnetrt_builder;
/** State of one context: the memory objects and the profile. */
typedef struct gnetrt_execution gnetrt_execution;

/** A float32 tensor on the way from the weights file to a kernel. Owned by the
 *  builder until `prepare` returns. NULL stands for "none" where said so. */
typedef struct gnetrt_tensor gnetrt_tensor;

/** Makes every step's kernel, in order. Returns a gnet_status. */
typedef int32_t gnetrt_prepare(gnetrt_builder *builder);
/** Runs every step, in order. Returns a gnet_status. */
typedef int32_t gnetrt_execute(gnetrt_execution *execution, char *arena,
                               const float *input, float *output);

/** Dimensions of a parameter, channels of a picture. */
enum { GNETRT_MAX_RANK = 4, GNETRT_MAX_PREPROCESSED = 4 };

/** How a buffer lies in memory. Blocked layouts hold channels in groups of 16
 *  or 8, the last group filled up with zeros: n, c / B, h, w, B. */
enum { GNETRT_NCHW = 0, GNETRT_NCHW16C = 1, GNETRT_NCHW8C = 2 };

enum {
  GNETRT_NO_ACTIVATION = 0,
#define ACTIVATION(NAME, Name, word, number, ...) GNETRT_##NAME = number,
#include "abi/activations.def"
};

/** How a convolution adds another image to its result: not at all, from a
 *  buffer of its own, or from where the result goes. */
enum {
  GNETRT_NO_ADDITION = 0,
  GNETRT_ADDITION = 1,
  GNETRT_ADDITION_IN_PLACE = 2
};

/** The memory of a GPU that a place is in. Input and output are those of a run,
 *  aligned to GNETRT_CUDA_IO_ALIGNMENT; the others to GNETRT_CUDA_ALIGNMENT. */
enum {
  GNETRT_NOWHERE = 0, /**< The pointer is null. */
  GNETRT_ARENA = 1,
  GNETRT_WEIGHTS = 2, /**< The packed ones. */
  GNETRT_INPUT = 3,
  GNETRT_OUTPUT = 4,
  GNETRT_SCRATCH = 5 /**< The program's scratch_bytes. */
};
enum { GNETRT_CUDA_IO_ALIGNMENT = 16, GNETRT_CUDA_ALIGNMENT = 256 };

/** What a pool takes of a window. */
enum { GNETRT_MAX = 0, GNETRT_AVG = 1, GNETRT_AVG_COUNT_PADDING = 2 };

/* The structs, and what makes a step's kernel: it returns a gnet_status, and
 * the struct need not outlive the call. */
#define STRUCT(name) typedef struct gnetrt_##name {
#define END(name)                                                              \
  }                                                                            \
  gnetrt_##name;
#define INTEGER(name) int64_t name;
#define INTEGERS(name, n) int64_t name[n];
#define REAL(name) double name;
#define REALS(name, n) double name[n];
#define POINTER(type, name) type *name;
#define BUFFER(name) gnetrt_buffer name;
#define ACTIVATION(name) gnetrt_activation name;
#define PLACE(name) gnetrt_cuda_place name;
#define KERNEL(name, structure, tensors)                                       \
  int32_t gnetrt_onednn_##name(gnetrt_builder *builder, int64_t step,          \
                               const gnetrt_##structure *name tensors);
#define TENSOR(name) , const gnetrt_tensor *name
#include "abi/program.def"
#undef TENSOR

/** Defined by the generated object of the package: the first of its programs,
 *  which asks the most of the CPU. */
extern const gnetrt_program gnetrt_the_program;

/*===- Tensors as values of `prepare` -------------------------------------===*/

/** The parameter `index` of the program. Never NULL. */
const gnetrt_tensor *gnetrt_parameter_value(gnetrt_builder *builder,
                                            int64_t index);

/* What makes a tensor gives NULL when it cannot, as when memory runs out; the
 * builder keeps the error. */

/** A copy of `count` values that the spec gives. */
const gnetrt_tensor *gnetrt_constant(gnetrt_builder *builder,
                                     const float *values, int64_t count);

/** Filters of all pairs of `outputs` and `inputs` channels, with those of
 *  `weight`, connections x height x width, in their places: filter k is that
 *  of output places[k] / inputs and input places[k] % inputs. The others are
 *  zero. */
const gnetrt_tensor *gnetrt_connect_weight(gnetrt_builder *builder,
                                           const gnetrt_tensor *weight,
                                           const int64_t *places,
                                           int64_t outputs, int64_t inputs);

/** weight[o] * scale[o] / sqrt(variance[o] + epsilon); without a scale it is 1,
 *  without variance nothing is divided. */
const gnetrt_tensor *gnetrt_fold_weight(gnetrt_builder *builder,
                                        const gnetrt_tensor *weight,
                                        const gnetrt_tensor *scale,
                                        const gnetrt_tensor *variance,
                                        double epsilon);

/** (bias - mean) * scale / sqrt(variance + epsilon) + shift by channel. Any may
 *  be NULL, but not all: 0, 1 for the scale; without variance nothing is
 *  divided. */
const gnetrt_tensor *
gnetrt_fold_bias(gnetrt_builder *builder, const gnetrt_tensor *bias,
                 const gnetrt_tensor *scale, const gnetrt_tensor *shift,
                 const gnetrt_tensor *mean, const gnetrt_tensor *variance,
                 double epsilon);

/** Runs step `step`, by image where a buffer is a slice. `addend` is NULL for a
 *  step without one. Allocates nothing, locks nothing of ours. Returns a
 *  gnet_status. */
int32_t gnetrt_onednn_execute(gnetrt_execution *execution, int64_t step,
                              const void *source, const void *addend,
                              void *destination);

/*===- Generated kernels --------------------------------------------------===*/

/** What buffers and packed tensors are of. */
enum {
  GNETRT_F32 = 0,
  GNETRT_BF16 = 1,
  GNETRT_F16 = 2,
  GNETRT_I8 = 3,
  GNETRT_TF32 = 4, /**< float32 with 10 bits of a fraction, in 32. */
  GNETRT_I24 = 5,
};

/** The elements that `tensor` takes when packed. */
int64_t gnetrt_packed_elements(const gnetrt_tensor *tensor,
                               const gnetrt_packing *packing);

/** Packs `tensor` to `offset` bytes into the packed weights. It is outputs x
 *  inputs x height x width; the last dims may be missing and are 1. Each filter
 *  w of a pair of an output and an input is V w H^T, in double, rounded once to
 *  float32, where `packing` transforms. Of a filter that is cut into phases
 * each is a filter of its own, of taps a stride apart, filled up to the first
 * one's size: those of all inputs follow those of the phase before it, in
 * blocks of their own unless the inputs are less than a block. Where
 * outputs and inputs are cut into halves a filter is a row of four taps, of the
 * same output and input of each pair of halves, and outputs are those of a
 * half. The order in memory, outermost first: groups of outputs; taps and
 * blocks of inputs, or these two the other way round; inputs of the block;
 * outputs of the group. Of all but the outputs `together` by so many go side by
 * side for each output. What lies past the tensor's outputs or inputs, or fills
 * these up, is zero. Returns a gnet_status. */
int32_t gnetrt_pack(gnetrt_builder *builder, const gnetrt_tensor *tensor,
                    const gnetrt_packing *packing, int64_t offset);

/** Likewise, the float32 rounded to `type`: to the nearest, ties to even;
 *  infinities and NaNs stay. A finite one that is beyond f16 fails, with
 *  GNET_BAD_WEIGHTS.
 *
 *  In i8 a weight w is round(w / scale), where the output's scale is a 127th of
 *  its largest weight, rounded to float32, or a 126th to a 64th if all its
 *  weights are whole numbers of that, and 1 where they are 0 or so small that
 *  this is no normal number. The packed weights begin with the
 *  scales of all outputs, then for each the int32 sum of its numbers, with 1
 * and 0 for those past the tensor's. A weight that is not finite fails, with
 *  GNET_BAD_WEIGHTS.
 *
 *  In i24 a weight w of a matrix is round(w / scale * 2^23), in three bytes,
 *  the lowest first. Behind the weights are the scales: the output's largest
 *  weight is 2^23 - 1, or the scale is the least normal number, or NaN for an
 *  output with a weight that is not finite. */
int32_t gnetrt_pack_as(gnetrt_builder *builder, const gnetrt_tensor *tensor,
                       const gnetrt_packing *packing, int64_t type,
                       int64_t offset);

/** A part of a step of a run: items `begin` to `end` - 1, of all `images`. The
 *  buffers are as planned. `weight` and `bias` are packed, NULL for none;
 *  `scratch` is this thread's, of the program's scratch_bytes, `shared` that of
 *  all, of its shared_bytes; both are aligned to 64. */
typedef void gnetrt_code(const float *source, const float *other,
                         float *destination, const float *weight,
                         const float *bias, float *scratch, float *shared,
                         int64_t images, int64_t begin, int64_t end);

/** The packed weights of the model. Aligned to 64. */
const char *gnetrt_generated_weights(const gnetrt_execution *execution);

/** Runs step `step`, or a part of it: `items` + `items_of_image` times the
 *  images of this run, in contiguous ranges over the threads; it returns when
 *  all are done. Allocates nothing, locks nothing. Returns a gnet_status. */
int32_t gnetrt_generated_run(gnetrt_execution *execution, int64_t step,
                             gnetrt_code *code, const void *source,
                             const void *other, void *destination,
                             const void *weight, const void *bias,
                             int64_t items, int64_t items_of_image);

/*===- Kernels of GPUs ----------------------------------------------------===*/

/** The oldest GPUs that have the instructions of kernels: sm_80. */
enum { GNETRT_CUDA_OLDEST_MAJOR = 8 };

/** What every kernel gets, in memory of the GPU: its launch's places, and the
 *  images of this run. */
typedef struct gnetrt_cuda_arguments {
  uint64_t source, other, destination, weight, bias, scratch;
  int32_t images;
} gnetrt_cuda_arguments;

/** What the kernel gets that makes an input of a picture: numbers as many and
 *  as large as others get. Of `pixels` and `destination` it is addresses. */
typedef struct gnetrt_cuda_picture_arguments {
  uint64_t pixels, row_bytes, destination, width, height, channels;
  int32_t images; /**< 1. */
} gnetrt_cuda_picture_arguments;

/** What the greater side of a picture may be at most, times the greater side of
 *  the input: the kernel counts places in 32 bits. */
enum { GNETRT_CUDA_MOST_OF_PICTURE = 1 << 28 };

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_ABI_PROGRAM_H */
