#include "TwoSteps.h"

#include <atomic>

namespace gnet::test {

namespace {

constexpr int64_t inputs = TwoSteps::inputs, outputs = TwoSteps::outputs;
constexpr int64_t biasOffset = outputs * inputs * sizeof(float);

std::atomic<int> prepared{0};
std::atomic<const char *> packed{nullptr};
std::atomic<bool> isMisaligned{false};

/// Before the first step, into what threads share: the input doubled.
void twice(const float *source, const float *, float *, const float *,
           const float *, float *, float *shared, int64_t images, int64_t begin,
           int64_t end) {
  if (reinterpret_cast<uintptr_t>(shared) % 64 != 0)
    isMisaligned = true;
  for (int64_t i = begin; i < end; ++i)
    for (int64_t n = 0; n < images; ++n)
      shared[n * inputs + i] = 2 * source[n * inputs + i];
}

/// Half of that times the weights. Uses the scratch in between: two threads
/// that share it are a race.
void multiply(const float *, const float *, float *destination,
              const float *weight, const float *bias, float *scratch,
              float *shared, int64_t images, int64_t begin, int64_t end) {
  if (reinterpret_cast<uintptr_t>(scratch) % 64 != 0)
    isMisaligned = true;
  for (int64_t o = begin; o < end; ++o)
    for (int64_t n = 0; n < images; ++n) {
      for (int64_t i = 0; i < inputs; ++i)
        scratch[i] = shared[n * inputs + i] / 2 * weight[i * outputs + o];
      float sum = bias[o];
      for (int64_t i = 0; i < inputs; ++i)
        sum += scratch[i];
      destination[n * outputs + o] = sum;
    }
}

/// By image: the sum of both operands.
void add(const float *source, const float *other, float *destination,
         const float *, const float *, float *, float *, int64_t, int64_t begin,
         int64_t end) {
  for (int64_t i = begin * outputs; i < end * outputs; ++i)
    destination[i] = source[i] + other[i];
}

/// The weight passes through a folding and a transform that change nothing.
int32_t prepare(gnetrt_builder *builder) {
  const int64_t groups[] = {1};
  const double one[] = {1};
  gnetrt_packing packing{outputs, 1,       0, 1,      groups, {0, 0},
                         nullptr, nullptr, 1, {0, 0}, 0};
  prepared++;
  int32_t status = gnetrt_pack(builder, gnetrt_parameter_value(builder, 1),
                               &packing, biasOffset);
  if (status != GNET_OK)
    return status;
  packing.transformed[0] = packing.transformed[1] = 1;
  packing.vertical = packing.horizontal = one;
  return gnetrt_pack(builder,
                     gnetrt_fold_weight(builder,
                                        gnetrt_parameter_value(builder, 0),
                                        nullptr, nullptr, 0),
                     &packing, 0);
}

int32_t execute(gnetrt_execution *execution, char *arena, const float *input,
                float *output) {
  // Other models may run at the same time.
  const char *weights = gnetrt_generated_weights(execution);
  packed = weights;
  int32_t status = gnetrt_generated_run(execution, 0, twice, input, nullptr,
                                        nullptr, nullptr, nullptr, inputs, 0);
  if (!status)
    status = gnetrt_generated_run(execution, 0, multiply, input, nullptr, arena,
                                  weights, weights + biasOffset, outputs, 0);
  return status ? status
                : gnetrt_generated_run(execution, 1, add, arena, arena, output,
                                       nullptr, nullptr, 0, 1);
}

} // namespace

TwoSteps::TwoSteps()
    : TestProgram({{"weight", {outputs, inputs}, weight()},
                   {"bias", {outputs}, bias()}},
                  2, prepare, execute) {
  program.batch = batch;
  program.input[0] = inputs;
  program.output[0] = outputs;
  program.arena_bytes = batch * outputs * sizeof(float);
  program.scratch_bytes = 50 * sizeof(float); // No multiple of 64.
  program.shared_bytes = batch * inputs * sizeof(float);
  program.packed_bytes = packedFloats * sizeof(float);
  program.packed_name = "gnet.packed.two-steps";
}

std::vector<float> TwoSteps::weight() const {
  return randomFloats(outputs * inputs, 1);
}

std::vector<float> TwoSteps::bias() const { return randomFloats(outputs, 2); }

std::string TwoSteps::packedFile(int shift) const {
  std::vector<float> values(packedFloats), weight = this->weight();
  for (int64_t i = 0; i < inputs; ++i)
    for (int64_t o = 0; o < outputs; ++o)
      values[i * outputs + o] = weight[o * inputs + i];
  std::vector<float> bias = this->bias();
  std::copy(bias.begin(), bias.end(), values.begin() + outputs * inputs);
  return packedFileOf(program.packed_name, values, shift);
}

int TwoSteps::prepareCount() { return prepared; }
const char *TwoSteps::lastPacked() { return packed; }
bool TwoSteps::wasMisaligned() { return isMisaligned; }

std::string packedFileOf(const std::string &name,
                         const std::vector<float> &values, int shift) {
  std::string file =
      fileOf({{name, {static_cast<int64_t>(values.size())}, values}});
  std::string data = file.substr(file.size() - values.size() * sizeof(float));
  std::string header = file.substr(8, file.size() - 8 - data.size());
  while ((8 + header.size()) % 64 != static_cast<size_t>(shift))
    header += ' ';
  return fileOf(header, data);
}

} // namespace gnet::test
