#include "TestProgram.h"

extern "C" {
#include "core/model.h"
}

#include <algorithm>
#include <gtest/gtest.h>

namespace gnet::test {

namespace {

Prepare activePrepare;
Execute activeExecute;

int32_t prepareActive(gnetrt_builder *builder) {
  return activePrepare(builder);
}

int32_t executeActive(gnetrt_execution *execution, char *arena,
                      const float *input, float *output) {
  return activeExecute(execution, arena, input, output);
}

gnetrt_parameter parameterOf(const FileTensor &tensor) {
  gnetrt_parameter parameter{
      tensor.name.c_str(), static_cast<int64_t>(tensor.dims.size()), {}};
  std::copy(tensor.dims.begin(), tensor.dims.end(), parameter.dims);
  return parameter;
}

} // namespace

TestProgram::TestProgram(std::vector<FileTensor> fileTensors, int64_t stepCount,
                         Prepare prepare, Execute execute)
    : tensors(std::move(fileTensors)) {
  activePrepare = std::move(prepare);
  activeExecute = std::move(execute);
  for (const FileTensor &tensor : tensors)
    parameters.push_back(parameterOf(tensor));
  steps.assign(stepCount, {"layer", "kind", "chosen", 42, 43, 44, 45});
  program.version = GNETRT_PROGRAM_VERSION;
  program.name = "testnet";
  program.compiler = "gnetc test";
  program.target = "cpu";
  program.cpu = "x86-64";
  program.cpu_features = "sse2";
  program.batch = 1;
  for (int i = 0; i < 3; ++i)
    program.input[i] = program.output[i] = 1;
  program.parameter_count = static_cast<int64_t>(parameters.size());
  program.parameters = parameters.data();
  program.step_count = stepCount;
  program.steps = steps.data();
  program.prepare = prepareActive;
  program.execute = executeActive;
}

TestProgram::~TestProgram() {
  activePrepare = nullptr;
  activeExecute = nullptr;
}

gnet_status TestProgram::open(const gnet_options *options, Model &model,
                              gnet_error *error) const {
  gnet_model *opened = nullptr;
  gnet_status status = gnetrt_model_open(&program, options, &opened, error);
  model.reset(opened);
  return status;
}

Model TestProgram::open(int32_t threads) const {
  std::string bytes = file();
  gnet_options options;
  gnet_options_init(&options);
  options.threads = threads;
  options.weights_data = bytes.data();
  options.weights_size = bytes.size();
  Model model;
  gnet_error error{};
  EXPECT_EQ(open(&options, model, &error), GNET_OK) << error.message;
  return model;
}

Context createContext(const Model &model, void *scratch, size_t bytes) {
  gnet_context *created = nullptr;
  gnet_error error{};
  EXPECT_EQ(gnet_context_create(model.get(), scratch, bytes, &created, &error),
            GNET_OK)
      << error.message;
  return Context(created);
}

} // namespace gnet::test
