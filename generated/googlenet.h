/*===- googlenet.h - The googlenet network as a C library -------------------------===
 *
 * Made by gnetc. C99, no dependency but <stddef.h> and <stdint.h>.
 *
 *   googlenet_options options;
 *   googlenet_model *model;
 *   googlenet_context *context;
 *   googlenet_options_init(&options);
 *   options.weights_path = "weights.safetensors";
 *   if (googlenet_model_open(&options, &model, &error) != GOOGLENET_OK) ...
 *   if (googlenet_context_create(model, NULL, 0, &context, &error) ...
 *   googlenet_run(context, input, output, &error);
 *
 * Every function that can fail returns a status and, where `out_error` is not
 * NULL, says there what was wrong and how to repair it. No function prints,
 * exits, throws, or keeps global state.
 *
 *===------------------------------------------------------------------------===*/
#ifndef GOOGLENET_H
#define GOOGLENET_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Raised when a function or struct of this header changes its meaning. */
#define GOOGLENET_API_VERSION 4

/** Images a run. */
#define GOOGLENET_BATCH 1

/** Of one image; a row of a channel is WIDTH floats. */
#define GOOGLENET_INPUT_CHANNELS 3
#define GOOGLENET_INPUT_HEIGHT 224
#define GOOGLENET_INPUT_WIDTH 224
#define GOOGLENET_OUTPUT_CHANNELS 1000
#define GOOGLENET_OUTPUT_HEIGHT 1
#define GOOGLENET_OUTPUT_WIDTH 1

/** Floats that a run reads and writes: the whole batch. */
#define GOOGLENET_INPUT_SIZE 150528
#define GOOGLENET_OUTPUT_SIZE 1000

typedef enum googlenet_status {
  GOOGLENET_OK = 0,
  GOOGLENET_INVALID_ARGUMENT = 1, /**< A pointer, size or alignment is wrong. */
  GOOGLENET_OUT_OF_MEMORY = 2,
  GOOGLENET_NO_WEIGHTS = 3,      /**< No weights were given or found. */
  GOOGLENET_BAD_WEIGHTS = 4,     /**< The weights file does not fit the network. */
  GOOGLENET_IO_ERROR = 5,        /**< A file cannot be read. */
  GOOGLENET_UNSUPPORTED_CPU = 6, /**< The package was made for another CPU. */
  GOOGLENET_VERSION_MISMATCH = 7, /**< Header and library do not belong together. */
  GOOGLENET_BACKEND_ERROR = 8,   /**< A compute library refused; see the message. */
  /* Of CUDA packages. */
  GOOGLENET_NO_DRIVER = 9,           /**< libcuda.so.1 is not there. */
  GOOGLENET_NO_DEVICE = 10,          /**< No GPU, or not the one asked for. */
  GOOGLENET_OLD_DRIVER = 11,         /**< The driver lacks what is needed. */
  GOOGLENET_UNSUPPORTED_DEVICE = 12, /**< No code for this GPU or driver. */
  GOOGLENET_DEVICE_LOST = 13 /**< The GPU failed: the model is of no more use. */
} googlenet_status;

/** Filled by a function that fails; unchanged by one that succeeds. */
typedef struct googlenet_error {
  googlenet_status status;
  char message[1024]; /**< UTF-8, ends in NUL, may hold several lines. */
} googlenet_error;

/** What the library is. A library may hold code for several CPUs: this is of one
 *  of them. */
typedef struct googlenet_info {
  const char *name;         /**< "googlenet" */
  const char *compiler;     /**< As "gnetc 0.1.0". */
  const char *target;       /**< As "cpu", "cuda". */
  const char *cpu;          /**< What its code is for, as "x86-64-v3". */
  const char *cpu_features; /**< Needed at run time, as "avx2,fma,avx512f". */
  int32_t batch;            /**< Images a run, at most. */
  int32_t input_channels, input_height, input_width;
  int32_t output_channels, output_height, output_width;
  int32_t layer_count; /**< Steps of a run, for `layer` and `run_profiled`. */
  int64_t parameters;  /**< Learned numbers in the inference form. */
  int64_t macs;        /**< Multiply-accumulates an image. */
} googlenet_info;

/** One step of a run: a layer with what was fused into it. */
typedef struct googlenet_layer {
  const char *path; /**< As "inception_3a.b2.conv3x3". */
  const char *kind; /**< As "conv 3x3". */
  const char *kernel; /**< As "onednn"; after open, with the implementation. */
  int64_t macs; /**< Multiply-accumulates of the whole batch. */
  /** Those that the kernel does for them: fewer where it saves some, as
   *  Winograd's do, more where blocks of channels are filled up. */
  int64_t products;
  int64_t weight_bytes;     /**< Learned tensors, as the kernel reads them. */
  int64_t activation_bytes; /**< Images, read and written, of the whole batch. */
} googlenet_layer;

/** Threads that models of this library share; see `threads_create`. */
typedef struct googlenet_threads googlenet_threads;

typedef struct googlenet_options {
  uint32_t struct_size; /**< Set by `options_init`. */
  uint32_t api_version; /**< Set by `options_init`. */
  /** Threads a run uses, the calling one included; 0 is 1. A GPU takes no
   *  notice. */
  int32_t threads;
  /** Of a CUDA package: the GPU, counted from 0 as the driver does. 0 else. */
  int32_t device;
  /** A safetensors file. NULL: `weights_data`, else what the package holds. */
  const char *weights_path;
  /** A safetensors file in memory; read in `model_open` only. */
  const void *weights_data;
  size_t weights_size;
  /** Threads shared with other models, whose number stands in the place of
   *  `threads`. NULL: the model's own. */
  googlenet_threads *threads_pool;
  /** The application's own threads: calls body(argument, i) for each i < count,
   *  in any order on any threads, and returns when all are done; `threads` is
   *  how many it may use at once (and how many pieces a step is cut in). Several
   *  runs at a time may call it. NULL: the library's own. */
  void (*parallel_for)(void *state, int32_t count,
                       void (*body)(void *argument, int32_t index),
                       void *argument);
  void *parallel_state;
  /** Which of the library's codes to run, as `cpu(index)` calls it: for tests
   *  and comparisons. NULL: the most demanding that this machine's CPU has all
   *  for. */
  const char *cpu;
} googlenet_options;

/** Immutable after open: any number of threads may share one. */
typedef struct googlenet_model googlenet_model;

/** The state of one run at a time: one a thread. Two contexts never interfere,
 *  also those of one model. Each holds its model, which may be closed first. */
typedef struct googlenet_context googlenet_context;

/** Of the code that `model_open` takes on this machine where `options.cpu` is
 *  NULL, or, where it would take none, of the least demanding. Constant, and
 *  valid as long as the library is loaded. Never fails. */
const googlenet_info *googlenet_describe(void);

/** What the library has code for, the most demanding first: "x86-64-v4", then
 *  "x86-64-v3", ...; NULL past the last. */
const char *googlenet_cpu(int32_t index);

/** The name of a class of the output, or NULL where the spec gives none. */
const char *googlenet_label(int32_t index);

/** Sets every field to its default: one thread, the first GPU, the package's own
 *  weights. */
void googlenet_options_init(googlenet_options *options);

/** `count` threads, from 1 to 1024, the one that calls `run` included, for the
 *  `threads_pool` of any number of models. One run at a time has their help;
 *  others compute on the calling thread alone meanwhile. The caller destroys
 *  it. INVALID_ARGUMENT where the package's kernels are oneDNN's or a GPU's. */
googlenet_status googlenet_threads_create(int32_t count,
                                        googlenet_threads **out_threads,
                                        googlenet_error *out_error);

/** What models need of it is freed with the last of them. NULL is allowed. */
void googlenet_threads_destroy(googlenet_threads *threads);

/** Checks versions, chooses the code for this CPU and GPU, reads and prepares
 *  the weights. UNSUPPORTED_CPU, with what is missing, where there is none for
 *  it. Code with AMX runs where Linux lets the process use that: this asks for
 *  it, and so does `describe`. The caller closes the model. `options` may be
 *  NULL for the defaults. */
googlenet_status googlenet_model_open(const googlenet_options *options,
                                    googlenet_model **out_model,
                                    googlenet_error *out_error);

/** What its contexts need of it is freed with the last of them. NULL is
 *  allowed. */
void googlenet_model_close(googlenet_model *model);

/** `describe` of the code that `model` runs: another one's where `options.cpu`
 *  chose it, also in its layer_count. Valid as long as the model. NULL for
 *  NULL. */
const googlenet_info *googlenet_model_info(const googlenet_model *model);

/** `model` may be NULL: then `kernel` is what the compiler chose, and the
 *  layers are those that `describe` counts. */
googlenet_status googlenet_layer_info(const googlenet_model *model, int32_t index,
                                    googlenet_layer *out_layer,
                                    googlenet_error *out_error);

/** Size and alignment of the memory that one context computes in: the GPU's,
 *  where that computes, whose address then is a `void *`. */
googlenet_status googlenet_scratch_size(const googlenet_model *model,
                                      size_t *out_bytes, size_t *out_alignment,
                                      googlenet_error *out_error);

/** `scratch` is the caller's, of at least that size and alignment, until the
 *  context is destroyed; NULL (with size 0) lets the library allocate it.
 *  A caller's scratch that is too small or misaligned is INVALID_ARGUMENT. */
googlenet_status googlenet_context_create(const googlenet_model *model,
                                        void *scratch, size_t scratch_bytes,
                                        googlenet_context **out_context,
                                        googlenet_error *out_error);

/** NULL is allowed. */
void googlenet_context_destroy(googlenet_context *context);

/** One forward pass of `batch` images. `input`: float32, batch x channels x
 *  height x width, in the network's own space (see `preprocess`). `output`:
 *  likewise. Neither needs any alignment; they must not overlap. The library
 *  neither allocates nor locks here. One thread a context. */
googlenet_status googlenet_run(googlenet_context *context, const float *input,
                             float *output, googlenet_error *out_error);

/** `run` of the first `images` images only, 1 to `batch`. INVALID_ARGUMENT for
 *  fewer than `batch` where the package's kernels are oneDNN's. */
googlenet_status googlenet_run_batch(googlenet_context *context, int32_t images,
                                   const float *input, float *output,
                                   googlenet_error *out_error);

/** `run`, and the seconds that each step took into `out_seconds`, which has
 *  the `layer_count` of `model_info`. */
googlenet_status googlenet_run_profiled(googlenet_context *context,
                                      const float *input, float *output,
                                      double *out_seconds,
                                      googlenet_error *out_error);

/** One image's input from 8-bit pixels: scales the picture so that it covers
 *  the input (bilinear, over the pixels' area when it shrinks), cuts the
 *  middle out, orders the channels, and applies the spec's scale, mean and
 *  standard deviation. `pixels`: height rows of `row_bytes` bytes, each of
 *  width x `channels` (1 gray, 3 RGB or 4 RGBA, alpha ignored).
 *  `out_input`: input_channels x input_height x input_width. */
googlenet_status googlenet_preprocess(const uint8_t *pixels, int32_t width,
                                    int32_t height, size_t row_bytes,
                                    int32_t channels, float *out_input,
                                    googlenet_error *out_error);

/** The `count` largest of `scores[size]`, falling, the first of equals first. */
googlenet_status googlenet_top(const float *scores, int32_t size, int32_t count,
                             int32_t *out_indices, googlenet_error *out_error);

#ifdef __cplusplus
}
#endif

#endif /* GOOGLENET_H */
