#include "endtoend/RandomKernels.h"
#include "endtoend/RandomLayers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet::endtoend {
namespace {

/// Writes the pipeline of a network whose input is `shape`, which it may
/// change first.
class Layers {
public:
  explicit Layers(Random &random) : random(random), layers(random) {}

  std::string dense(Shape &shape) {
    return window(shape, random.from(1, 80), 1, "");
  }

  /// Kernels of more columns than are unrolled.
  std::string wide(Shape &shape) {
    shape.width = random.from(20, 60);
    const int64_t kernel = random.from(17, 45);
    return fmt::format("conv {}x{}/1x{} {} {{ pad: [1, {}, 1, {}], "
                       "activation: {} }}",
                       random.from(1, 3), kernel, random.from(1, 2),
                       random.from(1, 40), kernel - 1,
                       random.from(0, kernel - 1), activation());
  }

  /// More weights than stay in the second cache.
  std::string heavy(Shape &shape) {
    shape = {random.from(700, 900), random.from(3, 9), random.from(3, 9)};
    return fmt::format("conv 5x5/2 {} {{ pad: [4, 4, 4, 4], dilation: 2x2, "
                       "bias: {}, activation: {} }}",
                       random.from(20, 70), random.chance(50), activation());
  }

  /// Small maps of many channels, whose weights several images share.
  std::string smallMaps(Shape &shape) {
    shape = {random.from(90, 160), random.from(3, 9), random.from(3, 9)};
    return fmt::format("conv 3x3 {} {{ pad: same, bias: {}, activation: {} }}",
                       random.from(90, 160), random.chance(50), activation());
  }

  /// Maps that the second cache cannot hold.
  std::string largeMaps(Shape &shape) {
    shape = {random.from(33, 48), random.from(85, 95), random.from(90, 100)};
    return fmt::format("conv {} {} {{ pad: same, bias: {}, activation: {} }}",
                       random.oneOf({"3x3", "3x3", "5x5", "3x3/2", "1x5"}),
                       random.from(33, 48), random.chance(50), activation());
  }

  /// Windows along one axis, and channels enough for the longest tiles.
  std::string oneAxis(Shape &shape) {
    shape = {random.from(60, 120), random.from(3, 18), random.from(3, 18)};
    return fmt::format("conv {} {} {{ pad: same, bias: {}, activation: {} }}",
                       random.oneOf({"1x7", "7x1", "1x5", "5x1", "3x1"}),
                       random.from(60, 120), random.chance(50), activation());
  }

  /// Strides, of a picture with large filters or of many channels: where phases
  /// save multiplications.
  std::string phases(Shape &shape) {
    if (random.chance(60)) {
      shape = {random.from(1, 4), random.from(30, 70), random.from(30, 70)};
      const auto [kernel, stride] = random.oneOf<std::pair<int64_t, int64_t>>(
          {{7, 2}, {5, 2}, {11, 4}, {9, 3}, {8, 2}, {3, 1}});
      // What lies between is of the network's precision, as a picture is not.
      const std::string before = random.chance(40) ? "max_pool 1x1 -> " : "";
      return before +
             strided(kernel, kernel, stride, stride, random.from(30, 70));
    }
    shape = {random.from(90, 150), random.from(9, 40), random.from(9, 40)};
    const int64_t across = random.oneOf({1, 2, 2, 2});
    return strided(random.from(3, 5), random.from(3, 5), 2, across,
                   random.from(90, 150));
  }

  /// Matrices that have halves along each side.
  std::string matrices(Shape &shape) {
    shape = {32 * random.from(3, 16), random.from(5, 20), random.from(5, 20)};
    const int64_t outputs = 32 * random.from(3, 12);
    const std::string then = addition(outputs);
    return fmt::format("conv 1x1/{} {} {{ bias: {}, activation: {} }}{}",
                       random.oneOf({1, 1, 1, 2}), outputs, random.chance(50),
                       then.empty() ? activation() : "none", then);
  }

  /// Groups that divide a block, or of one channel.
  std::string grouped(Shape &shape) {
    const int64_t channels = random.oneOf({1, 1, 2, 4, 8});
    const int64_t groups = random.from(2, 40);
    shape.channels = groups * channels;
    return blocked(shape.channels) +
           window(shape, shape.channels, groups, addition(shape.channels));
  }

  /// Groups of whole blocks.
  std::string blocksOfGroups(Shape &shape) {
    const int64_t groups = random.from(2, 3);
    shape.channels = groups * 16 * random.from(1, 3);
    const int64_t outputs = groups * 16 * random.from(1, 5);
    return window(shape, outputs, groups, "");
  }

  std::string plain(Shape &shape) {
    const int64_t groups = random.from(2, 5);
    shape.channels = groups * random.oneOf({1, 3, 5, 6});
    const int64_t outputs = groups * random.from(2, 7);
    return window(shape, outputs, groups, addition(outputs));
  }

  std::string linear(Shape &shape) {
    if (random.chance(50))
      shape = {random.from(1, 700), 1, 1};
    return fmt::format("linear {} {{ bias: {}, activation: {} }}",
                       random.from(1, 300), random.chance(50), activation());
  }

  std::string pool(Shape &shape) {
    const std::string before = random.chance(70) ? blocked(shape.channels) : "";
    if (random.chance(20))
      return before + "global_avg_pool" + after();
    Side h = poolSide(shape.height), w = poolSide(shape.width);
    const char *kind = random.oneOf({"max_pool", "avg_pool"});
    std::string settings =
        random.chance(50) ? "rounding: ceil" : "rounding: floor";
    if (std::string(kind) == "avg_pool")
      settings += fmt::format(", count_padding: {}", random.chance(50));
    return before +
           fmt::format("{} {}x{}/{}x{} {{ pad: [{}, {}, {}, {}], {} }}", kind,
                       h.kernel, w.kernel, h.stride, w.stride, h.before,
                       w.before, h.after, w.after, settings) +
           after();
  }

  /// What a layer before left in the lanes that fill up a block would be felt.
  std::string lrn(Shape &shape) {
    shape.channels = random.from(1, 60);
    const std::string before =
        random.oneOf<std::string>({"", "sigmoid -> ", "hard_sigmoid -> "});
    const std::string layer =
        fmt::format("lrn {} {{ alpha: {}, beta: {}, k: {} }}",
                    2 * random.oneOf({0, 1, 2, 2, 4, 8, 12, 19}) + 1,
                    random.oneOf({"1", "0.3", "1e-4"}),
                    random.oneOf({"0.75", "0.75", "0.5", "1", "0.6", "2"}),
                    random.oneOf({"1", "2", "0.01"}));
    return random.chance(75)
               ? blocked(shape.channels) + before + layer + after()
               : before + layer;
  }

  /// Also of numbers whose powers are not finite.
  std::string softmax(Shape &shape) {
    if (random.chance(50))
      shape = {random.from(1, 1100), 1, 1};
    return random.chance(50) ? "scale 200 -> softmax" : "softmax";
  }

  std::string elementwise(Shape &shape) {
    if (random.chance(30))
      shape.height = shape.width = 1;
    std::string text =
        random.chance(70) ? blocked(shape.channels) : "max_pool 1x1 -> ";
    const int64_t count = random.from(1, 3);
    for (int64_t i = 0; i < count; ++i)
      text += random.oneOf<std::string>({layers.activation(), layers.affine(),
                                         layers.norm(),
                                         layers.scale(shape.channels)}) +
              " -> ";
    return text + (random.chance(50) ? "max_pool 1x1" : after().substr(4));
  }

  /// A sum and a product of two images, and a gate.
  std::string joined(Shape &shape) {
    if (random.chance(20))
      shape.height = shape.width = 1;
    const std::string first =
        random.chance(70) ? blocked(shape.channels) : "max_pool 1x1 -> ";
    const std::string factor =
        random.chance(50) ? "from input" : "from input -> scale 0.17";
    const char *join = random.oneOf({"add", "multiply"});
    if (random.chance(40))
      return fmt::format("{}multiply {{\n    a: {}\n    gate: "
                         "global_avg_pool -> {}\n  }} -> {}",
                         first, factor, layers.activation(),
                         layers.activation());
    return fmt::format("{}{} {{\n    a: {}\n    b: {}\n  }} -> {}", first, join,
                       layers.activation(), factor, layers.activation());
  }

  std::string rbf(Shape &) { return fmt::format("rbf {}", random.from(1, 50)); }

  /// Slices of one buffer in several layouts.
  std::string reordered(Shape &shape) {
    shape.channels = random.from(1, 40);
    std::string text =
        random.chance(50) ? blocked(shape.channels) : "max_pool 1x1 -> ";
    text += "concat {\n";
    const int64_t count = random.from(2, 4);
    for (int64_t i = 0; i < count; ++i)
      text += fmt::format(
          "    b{}: {}\n", i,
          random.oneOf<std::string>(
              {"from input", "max_pool 1x1", "softmax",
               fmt::format("conv 1x1 {}", random.from(1, 40)),
               fmt::format("conv 1x1 {}", 16 * random.from(1, 2))}));
    return text + "  }";
  }

private:
  struct Side {
    int64_t kernel, stride, dilation, before, after;
  };

  /// A convolution's, that fits at least once.
  Side side(int64_t size) {
    Side side{random.from(1, 7), random.oneOf({1, 1, 1, 2, 3}),
              random.oneOf({1, 1, 1, 2, 3}), 0, 0};
    side.before = random.from(0, side.kernel - 1);
    side.after = random.from(0, side.kernel - 1);
    while ((side.kernel - 1) * side.dilation + 1 >
           size + side.before + side.after)
      side = {side.kernel - 1, side.stride, 1, 0, 0};
    return side;
  }

  Side poolSide(int64_t size) {
    const int64_t most = random.chance(70) ? 5 : size;
    Side side{std::min(random.from(1, most), size), random.from(1, 4), 1, 0, 0};
    side.before = random.from(0, side.kernel / 2);
    side.after = random.from(0, side.kernel / 2);
    return side;
  }

  std::string window(const Shape &shape, int64_t outputs, int64_t groups,
                     const std::string &then) {
    const Side h = side(shape.height), w = side(shape.width);
    return fmt::format(
        "conv {}x{}/{}x{} {} {{ pad: [{}, {}, {}, {}], dilation: {}x{}, "
        "groups: {}, bias: {}, activation: {} }}{}",
        h.kernel, w.kernel, h.stride, w.stride, outputs, h.before, w.before,
        h.after, w.after, h.dilation, w.dilation, groups, random.chance(50),
        then.empty() ? activation() : "none", then);
  }

  /// With any padding that a filter may have.
  std::string strided(int64_t height, int64_t width, int64_t down,
                      int64_t across, int64_t outputs) {
    return fmt::format(
        "conv {}x{}/{}x{} {} {{ pad: [{}, {}, {}, {}], bias: {}, "
        "activation: {} }}",
        height, width, down, across, outputs, random.from(0, height - 1),
        random.from(0, width - 1), random.from(0, height - 1),
        random.from(0, width - 1), random.chance(50), activation());
  }

  /// A residual branch.
  std::string addition(int64_t channels) {
    if (random.chance(60))
      return "";
    return fmt::format(" -> add {{\n    a: conv 1x1 {}\n    b: from input\n  }}"
                       " -> {}",
                       channels, layers.activation());
  }

  std::string activation() {
    return random.chance(30) ? "none" : layers.activation();
  }
  /// What comes after is in blocks,
  std::string blocked(int64_t channels) {
    return fmt::format("conv 1x1 {} -> ", channels);
  }
  /// or before.
  std::string after() {
    return fmt::format(" -> conv 1x1 {}", random.from(1, 20));
  }

  Random &random;
  RandomLayers layers;
};

struct Task {
  KernelTask name;
  std::string (Layers::*write)(Shape &);
};

constexpr Task tasks[] = {
    {"dense", &Layers::dense},
    {"wide", &Layers::wide},
    {"heavy", &Layers::heavy},
    {"smallMaps", &Layers::smallMaps},
    {"largeMaps", &Layers::largeMaps},
    {"oneAxis", &Layers::oneAxis},
    {"phases", &Layers::phases},
    {"matrices", &Layers::matrices},
    {"grouped", &Layers::grouped},
    {"blocksOfGroups", &Layers::blocksOfGroups},
    {"plain", &Layers::plain},
    {"linear", &Layers::linear},
    {"pool", &Layers::pool},
    {"lrn", &Layers::lrn},
    {"softmax", &Layers::softmax},
    {"elementwise", &Layers::elementwise},
    {"joined", &Layers::joined},
    {"rbf", &Layers::rbf},
    {"reordered", &Layers::reordered},
};

} // namespace

llvm::ArrayRef<KernelTask> kernelTasks() {
  static const std::vector<KernelTask> names = [] {
    std::vector<KernelTask> all;
    for (const Task &task : tasks)
      all.push_back(task.name);
    return all;
  }();
  return names;
}

std::string randomNetwork(KernelTask name, Random &random) {
  const Task &task = *llvm::find_if(tasks, [&](const Task &one) {
    return llvm::StringRef(one.name) == name;
  });
  Shape shape{random.from(1, 50), random.from(1, 40), random.from(1, 40)};
  const std::string pipeline = (Layers(random).*task.write)(shape);
  return fmt::format("network net {{\n  input image: {}x{}x{}{}\n  {}\n}}\n",
                     shape.channels, shape.height, shape.width,
                     shape.channels == 3 ? " { order: rgb }" : "", pipeline);
}

} // namespace gnet::endtoend
