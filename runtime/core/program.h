/*===- program.h - What generated code and runtime say to each other --------===
 *
 * Internal: gnetc generates one `gnet_program` and two functions a package,
 * and links them with the runtime; nothing here is seen by an application.
 * Every struct field that the compiler writes is an int64_t, a double or a
 * pointer, so that the layout is plain on both sides. The compiler's side is
 * compiler/target/cpu/ProgramLayout.h; GNETRT_PROGRAM_VERSION guards the pair.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GNET_RUNTIME_CORE_PROGRAM_H
#define GNET_RUNTIME_CORE_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GNETRT_PROGRAM_VERSION 2

/** State of one `model_open`: knows the weights, collects prepared steps. */
typedef struct gnetrt_builder gnetrt_builder;
/** State of one context: the memory objects and the profile. */
typedef struct gnetrt_execution gnetrt_execution;

/** One tensor of the weights file, by name, as the network expects it. */
typedef struct gnetrt_parameter {
  const char *name;
  int64_t rank;
  int64_t dims[4];
} gnetrt_parameter;

/** One step of a run, for reports. */
typedef struct gnetrt_step {
  const char *path;
  const char *kind;
  const char *kernel;
  int64_t macs;
} gnetrt_step;

/** The preprocessing of `gnet_input`; order: 0 gray, 1 RGB, 2 BGR. */
typedef struct gnetrt_preprocessing {
  int64_t order;
  double scale;
  double mean[4];
  double stddev[4];
} gnetrt_preprocessing;

typedef struct gnetrt_program {
  int64_t version; /**< GNETRT_PROGRAM_VERSION */
  const char *name;
  const char *compiler;
  const char *target;
  const char *cpu_features;
  int64_t batch;
  int64_t input[3]; /**< Channels, height, width. */
  int64_t output[3];
  int64_t macs;        /**< An image. */
  int64_t arena_bytes; /**< Activations, without the kernels' scratchpad. */
  int64_t parameter_count;
  const gnetrt_parameter *parameters;
  int64_t step_count;
  const gnetrt_step *steps;
  int64_t label_count;
  const char *const *labels;
  const gnetrt_preprocessing *preprocessing;
  /** Embedded safetensors file, or NULL and 0. */
  const void *weights;
  int64_t weights_size;
  /** Makes every step's kernel, in order. Returns a gnet_status. */
  int32_t (*prepare)(gnetrt_builder *builder);
  /** Runs every step, in order. Returns a gnet_status. */
  int32_t (*execute)(gnetrt_execution *execution, char *arena,
                     const float *input, float *output);
} gnetrt_program;

/** Defined by the generated object of the package. */
extern const gnetrt_program gnetrt_the_program;

/*===- Tensors as values of `prepare`
 * ---------------------------------------===*/

/** A float32 tensor on the way from the weights file to a kernel. Owned by the
 *  builder until `prepare` returns. NULL stands for "none" where said so. */
typedef struct gnetrt_tensor gnetrt_tensor;

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

/*===- Steps of oneDNN
 * ------------------------------------------------------===*/

/** How a buffer lies in memory. Blocked layouts hold channels in groups of 16
 *  or 8, the last group filled up with zeros: n, c / B, h, w, B. */
enum { GNETRT_NCHW = 0, GNETRT_NCHW16C = 1, GNETRT_NCHW8C = 2 };

/** A batch of images. `image_stride` is the distance of two images in floats:
 *  more than one image's size when the buffer is a slice of a concatenation.
 *  Where it is not one image's size and batch > 1, the kernel runs by image. */
typedef struct gnetrt_buffer {
  int64_t channels, height, width;
  int64_t layout;
  int64_t image_stride;
} gnetrt_buffer;

enum {
  GNETRT_NO_ACTIVATION = 0,
  GNETRT_RELU = 1,
  GNETRT_LEAKY_RELU = 2, /**< x > 0 ? x : slope * x */
  GNETRT_SIGMOID = 3,
  GNETRT_TANH = 4 /**< amplitude * tanh(slope * x) */
};
/** How a convolution adds another image to its result: not at all, from a
 *  buffer of its own, or from where the result goes. */
enum {
  GNETRT_NO_ADDITION = 0,
  GNETRT_ADDITION = 1,
  GNETRT_ADDITION_IN_PLACE = 2
};
enum { GNETRT_MAX = 0, GNETRT_AVG = 1, GNETRT_AVG_COUNT_PADDING = 2 };

typedef struct gnetrt_activation {
  int64_t kind;
  double amplitude, slope;
} gnetrt_activation;

typedef struct gnetrt_conv {
  int64_t batch;
  gnetrt_buffer source, destination;
  gnetrt_buffer addend; /**< As the destination; zeros for none. */
  int64_t kernel[2], stride[2],
      dilation[2];    /**< Height, width; dilation >= 1. */
  int64_t padding[4]; /**< Top, left, bottom, right. */
  int64_t groups;
  int64_t addition;
  gnetrt_activation activation; /**< Of the sum. */
} gnetrt_conv;

typedef struct gnetrt_pool {
  int64_t batch;
  gnetrt_buffer source, destination;
  int64_t kernel[2], stride[2];
  /** As declared. With ceil rounding the last windows may reach past it; what
   *  lies past it is never counted in an average's divisor. */
  int64_t padding[4];
  int64_t kind;
} gnetrt_pool;

/** y = x / (k + alpha / size * sum of squares over size channels)^beta. */
typedef struct gnetrt_lrn {
  int64_t batch;
  gnetrt_buffer source, destination;
  int64_t size;
  double alpha, beta, k;
} gnetrt_lrn;

typedef struct gnetrt_linear {
  int64_t batch;
  gnetrt_buffer source, destination;
  gnetrt_activation activation;
} gnetrt_linear;

/** y = scale * x + shift by channel. Source and destination may be the same
 *  memory. */
typedef struct gnetrt_affine {
  int64_t batch;
  gnetrt_buffer source, destination;
  gnetrt_activation activation;
} gnetrt_affine;

/** y = factors[0] * source + factors[1] * addend. The destination may be the
 *  memory of either. */
typedef struct gnetrt_add {
  int64_t batch;
  gnetrt_buffer source, destination, addend;
  double factors[2];
  gnetrt_activation activation;
} gnetrt_add;

/** Softmax over the channels, reorder between layouts, copy, and squared
 *  distances to centres. */
typedef struct gnetrt_unary {
  int64_t batch;
  gnetrt_buffer source, destination;
} gnetrt_unary;

/* Each makes the kernel of step `step`, and returns a gnet_status. `bias`,
 * `scale` and `shift` may be NULL. Descriptors need not outlive the call. */
int32_t gnetrt_onednn_conv(gnetrt_builder *builder, int64_t step,
                           const gnetrt_conv *conv, const gnetrt_tensor *weight,
                           const gnetrt_tensor *bias);
int32_t gnetrt_onednn_pool(gnetrt_builder *builder, int64_t step,
                           const gnetrt_pool *pool);
int32_t gnetrt_onednn_lrn(gnetrt_builder *builder, int64_t step,
                          const gnetrt_lrn *lrn);
int32_t gnetrt_onednn_linear(gnetrt_builder *builder, int64_t step,
                             const gnetrt_linear *linear,
                             const gnetrt_tensor *weight,
                             const gnetrt_tensor *bias);
int32_t gnetrt_onednn_affine(gnetrt_builder *builder, int64_t step,
                             const gnetrt_affine *affine,
                             const gnetrt_tensor *scale,
                             const gnetrt_tensor *shift);
int32_t gnetrt_onednn_add(gnetrt_builder *builder, int64_t step,
                          const gnetrt_add *add);
/** Both buffers are nchw; `weight` is features x elements of the source. */
int32_t gnetrt_onednn_rbf(gnetrt_builder *builder, int64_t step,
                          const gnetrt_unary *rbf, const gnetrt_tensor *weight);
int32_t gnetrt_onednn_softmax(gnetrt_builder *builder, int64_t step,
                              const gnetrt_unary *softmax);
int32_t gnetrt_onednn_reorder(gnetrt_builder *builder, int64_t step,
                              const gnetrt_unary *reorder);

/** Runs step `step`, by image where a buffer is a slice. `addend` is NULL for a
 *  step without one. Allocates nothing, locks nothing of ours. Returns a
 *  gnet_status. */
int32_t gnetrt_onednn_execute(gnetrt_execution *execution, int64_t step,
                              const void *source, const void *addend,
                              void *destination);

#ifdef __cplusplus
}
#endif

#endif /* GNET_RUNTIME_CORE_PROGRAM_H */
