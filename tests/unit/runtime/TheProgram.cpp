//===- TheProgram.cpp - The program behind the public functions ----------===//
//
// One step: ReLU of a 3 x 4 x 5 input, named "gnet", with four labels. With
// GNET_TEST_PACKAGED_WEIGHTS its weights are a file of the package, else they
// are embedded.
//
//===----------------------------------------------------------------------===//
#include "abi/program.h"

static const char *const labels[] = {"ant", "bee", "cat", "dog"};
static const gnetrt_step step = {"relu", "relu", "onednn", 3, 4, 5, 6};
static const gnetrt_parameter parameter = {"scale", 2, {2, 3, 0, 0}};
static const gnetrt_preprocessing preprocessing = {
    2, 0.5, {1, 2, 3, 0}, {4, 5, 6, 0}};

#ifdef GNET_TEST_PACKAGED_WEIGHTS
static const char *const weights = nullptr;
static const int64_t weightsSize = 0;
#else
/// A safetensors file with `scale`, 2 x 3, all zero.
static const char weights[] =
    "\x3d\0\0\0\0\0\0\0"
    R"({"scale":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]})"
    "}"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
static const int64_t weightsSize = sizeof(weights);
#endif

static int32_t prepare(gnetrt_builder *builder) {
  const gnetrt_affine relu = {2,
                              {3, 4, 5, GNETRT_NCHW, 60},
                              {3, 4, 5, GNETRT_NCHW, 60},
                              {GNETRT_RELU, 1, 1}};
  return gnetrt_onednn_affine(builder, 0, &relu, nullptr, nullptr);
}

static int32_t execute(gnetrt_execution *execution, char *, const float *input,
                       float *output) {
  return gnetrt_onednn_execute(execution, 0, input, nullptr, output);
}

extern "C" const gnetrt_program gnetrt_the_program = {GNETRT_PROGRAM_VERSION,
                                                      "gnet",
                                                      "gnetc test",
                                                      "cpu",
                                                      "x86-64",
                                                      "sse2",
                                                      2,
                                                      {3, 4, 5},
                                                      {3, 4, 5},
                                                      1234,
                                                      0,
                                                      0,
                                                      0,
                                                      0,
                                                      nullptr,
                                                      1,
                                                      &parameter,
                                                      1,
                                                      &step,
                                                      4,
                                                      labels,
                                                      &preprocessing,
                                                      weights,
                                                      weightsSize,
                                                      prepare,
                                                      execute,
                                                      nullptr,
                                                      nullptr};
