#include "ThreeSteps.h"

/// The tests open programs of their own.
extern "C" const gnetrt_program gnetrt_the_program{};

namespace gnet::test {

namespace {

constexpr int64_t floats = ThreeSteps::floats, batch = ThreeSteps::batch;
constexpr int64_t imageBytes = floats * sizeof(float);
constexpr int64_t biasOffset = imageBytes, otherOffset = batch * imageBytes;

/// What names the kernels that are in kernels.ll is all that is looked at.
const char ptx[] = ".version 8.0\n.target sm_80\n"
                   ".visible .entry multiply(\n) {}\n"
                   ".visible .entry shift(\n) {}\n"
                   ".visible .entry subtract(\n) {}\n"
                   ".visible .entry double(\n) {}\n"
                   ".visible .entry picture(\n) {}\n";

int32_t prepare(gnetrt_builder *builder) {
  const int64_t groups[] = {1};
  const gnetrt_packing packing{floats,  1,       0, 1,      groups, {0, 0},
                               nullptr, nullptr, 1, {0, 0}, 0};
  int32_t status =
      gnetrt_pack(builder, gnetrt_parameter_value(builder, 0), &packing, 0);
  return status ? status
                : gnetrt_pack(builder, gnetrt_parameter_value(builder, 1),
                              &packing, biasOffset);
}

const gnetrt_preprocessing gray = {0, 1, {}, {1, 1, 1, 1}};

const int64_t first[] = {0, 1}, second[] = {2};

gnetrt_cuda_launch launchOf(int64_t step, const char *kernel) {
  gnetrt_cuda_launch launch{};
  launch.step = step;
  launch.kernel = kernel;
  for (int i = 0; i < 3; ++i)
    launch.grid[i] = launch.block[i] = 1;
  launch.block[0] = floats;
  launch.images_dimension = 0;
  return launch;
}

} // namespace

ThreeSteps::ThreeSteps()
    : TestProgram({{"weight", {floats}, randomFloats(floats, 1)},
                   {"bias", {floats}, randomFloats(floats, 2)}},
                  3, prepare, nullptr),
      weight(randomFloats(floats, 1)), bias(randomFloats(floats, 2)) {
  const gnetrt_cuda_place input{GNETRT_INPUT, 0}, output{GNETRT_OUTPUT, 0};
  const gnetrt_cuda_place a{GNETRT_ARENA, 0}, b{GNETRT_ARENA, otherOffset};
  const gnetrt_cuda_place scratch{GNETRT_SCRATCH, 0};
  images = {{{"sm_90a",
              "\x7f"
              "ELF, which no driver takes",
              30, 0},
             {"compute_80", ptx, sizeof(ptx), 0}}};
  launches[0] = launchOf(0, "multiply");
  launches[0].source = input;
  launches[0].destination = a;
  launches[0].weight = {GNETRT_WEIGHTS, 0};
  launches[1] = launchOf(1, "shift");
  launches[1].source = input;
  launches[1].destination = b;
  launches[1].bias = {GNETRT_WEIGHTS, biasOffset};
  launches[2] = launchOf(2, "subtract");
  launches[2].images_dimension = -1;
  launches[2].source = a;
  launches[2].other = b;
  launches[2].scratch = scratch;
  launches[2].dependency_count = 2;
  launches[2].dependencies = first;
  launches[3] = launchOf(2, "double");
  launches[3].shared_bytes = 50000;
  launches[3].source = a;
  launches[3].destination = output;
  launches[3].scratch = scratch;
  launches[3].dependency_count = 1;
  launches[3].dependencies = second;
  picture = launchOf(0, "picture");
  cuda = {"fp32",          static_cast<int64_t>(images.size()),
          images.data(),   static_cast<int64_t>(launches.size()),
          launches.data(), &picture};
  program.target = "cuda";
  program.batch = batch;
  program.preprocessing = &gray;
  program.input[2] = program.output[2] = floats;
  program.arena_bytes = 2 * otherOffset;
  program.scratch_bytes = batch * imageBytes;
  program.packed_bytes = 2 * imageBytes;
  program.packed_name = "gnet.packed.three-steps";
  program.execute = nullptr;
  program.cuda = &cuda;
  gpu::driver::reset();
  gpu::driver::settings().deviceCode = GNET_TEST_KERNELS;
}

std::vector<float> ThreeSteps::input(unsigned seed) const {
  return randomFloats(batch * floats, seed);
}

std::vector<float> ThreeSteps::outputOf(const std::vector<float> &input) const {
  std::vector<float> output(input.size());
  for (size_t i = 0; i < input.size(); ++i) {
    const float a = input[i] * weight[i % floats];
    const float b = input[i] + bias[i % floats];
    output[i] = 2 * (a - b) + a;
  }
  return output;
}

} // namespace gnet::test
