//===- GeneratedProgram.cpp - The program behind the public functions -----===//
//
// One step: adds an image's 1 x 2 x 3 values to what the output holds, so that
// what is done twice is seen. Four images a run; no weights are needed, and the
// embedded file has none.
//
//===----------------------------------------------------------------------===//
#include "abi/program.h"

static const gnetrt_step step = {"add", "add", "generated", 3, 4, 5, 6};
static const char weights[] = "\2\0\0\0\0\0\0\0{}";

static void addOnto(const float *source, const float *, float *destination,
                    const float *, const float *, float *, float *, int64_t,
                    int64_t begin, int64_t end) {
  for (int64_t i = begin; i < end; ++i)
    destination[i] += source[i];
}

static int32_t prepare(gnetrt_builder *) { return 0; }

static int32_t execute(gnetrt_execution *execution, char *, const float *input,
                       float *output) {
  return gnetrt_generated_run(execution, 0, addOnto, input, nullptr, output,
                              nullptr, nullptr, 0, 6);
}

static gnetrt_program theProgram() {
  gnetrt_program program{};
  program.version = GNETRT_PROGRAM_VERSION;
  program.name = "gnet";
  program.compiler = "gnetc test";
  program.target = "cpu";
  program.cpu = "any";
  program.cpu_features = "";
  program.batch = 4;
  program.input[0] = program.output[0] = 1;
  program.input[1] = program.output[1] = 2;
  program.input[2] = program.output[2] = 3;
  program.step_count = 1;
  program.steps = &step;
  program.weights = weights;
  program.weights_size = sizeof(weights) - 1;
  program.prepare = prepare;
  program.execute = execute;
  return program;
}

extern "C" const gnetrt_program gnetrt_the_program = theProgram();
