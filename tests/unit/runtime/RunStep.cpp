#include "RunStep.h"

extern "C" {
#include "core/model.h"
}

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>

namespace gnet::test {

double activated(const gnetrt_activation &activation, double value) {
  switch (activation.kind) {
  case GNETRT_RELU:
    return value > 0 ? value : 0;
  case GNETRT_LEAKY_RELU:
    return value > 0 ? value : activation.slope * value;
  case GNETRT_SIGMOID:
    return 1 / (1 + std::exp(-value));
  case GNETRT_TANH:
    return activation.amplitude * std::tanh(activation.slope * value);
  case GNETRT_RELU6:
    return std::clamp(value, 0.0, 6.0);
  case GNETRT_HARD_SWISH:
    return value * std::clamp(value + 3, 0.0, 6.0) / 6;
  case GNETRT_HARD_SIGMOID:
    return std::clamp(value + 3, 0.0, 6.0) / 6;
  case GNETRT_SILU:
    return value / (1 + std::exp(-value));
  case GNETRT_GELU:
    return value * (1 + std::erf(value / std::sqrt(2.0))) / 2;
  default:
    return value;
  }
}

std::vector<gnetrt_activation> allActivations() {
  return {noActivation,
          relu,
          {GNETRT_LEAKY_RELU, 1, 0.1},
          {GNETRT_SIGMOID, 1, 1},
          {GNETRT_TANH, 1, 1},
          {GNETRT_TANH, 1.7159, 2.0 / 3},
          {GNETRT_RELU6, 1, 1},
          {GNETRT_HARD_SWISH, 1, 1},
          {GNETRT_HARD_SIGMOID, 1, 1},
          {GNETRT_SILU, 1, 1},
          {GNETRT_GELU, 1, 1}};
}

std::string runStep(std::vector<FileTensor> tensors, Memory &source,
                    Memory &destination, const Prepare &prepare,
                    int32_t threads) {
  return runStep(std::move(tensors), {source, nullptr, destination}, prepare,
                 threads);
}

std::string runStep(std::vector<FileTensor> tensors, Operands operands,
                    const Prepare &prepare, int32_t threads) {
  auto [source, addend, destination] = operands;
  bool isInPlace = &destination == &source || &destination == addend;
  const void *added = addend ? addend->data() : nullptr;
  TestProgram test(
      std::move(tensors), 1, prepare,
      [&, from = source.data(), to = destination.data()](
          gnetrt_execution *execution, char *, const float *, float *) {
        return gnetrt_onednn_execute(execution, 0, from, added, to);
      });
  Model model = test.open(threads);
  if (!model)
    return "";
  gnet_error error{};
  size_t bytes, alignment;
  EXPECT_EQ(gnet_scratch_size(model.get(), &bytes, &alignment, &error),
            GNET_OK);
  auto *scratch = static_cast<float *>(std::aligned_alloc(alignment, bytes));
  std::fill_n(scratch, bytes / sizeof(float),
              std::numeric_limits<float>::quiet_NaN());
  {
    Context context = createContext(model, scratch, bytes);
    float in = 0, out = 0;
    if (!isInPlace)
      destination.forget();
    EXPECT_EQ(gnet_run(context.get(), &in, &out, &error), GNET_OK)
        << error.message;
  }
  std::free(scratch);
  gnet_layer layer{};
  EXPECT_EQ(gnetrt_layer_info(&test.program, model.get(), 0, &layer, &error),
            GNET_OK);
  return layer.kernel;
}

} // namespace gnet::test
