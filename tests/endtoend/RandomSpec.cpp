#include "endtoend/RandomSpec.h"
#include "endtoend/RandomLayers.h"
#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <vector>

namespace gnet::endtoend {

namespace {

struct Value {
  std::string name;
  Shape shape;
};

class SpecWriter {
public:
  explicit SpecWriter(uint64_t seed) : random(seed), layers(random) {}

  std::string write() {
    start();
    const int64_t parts = random.from(2, 4);
    for (int64_t part = 0; part < parts; ++part)
      (this->*oneOfParts())();
    end();
    return text + "}\n";
  }

private:
  using Part = void (SpecWriter::*)();

  Part oneOfParts() {
    return random.oneOf<Part>(
        {&SpecWriter::conv,          &SpecWriter::convNorm,
         &SpecWriter::normAfterRelu, &SpecWriter::twoReaders,
         &SpecWriter::twoReaders,    &SpecWriter::inception,
         &SpecWriter::inception,     &SpecWriter::nested,
         &SpecWriter::pool,          &SpecWriter::single,
         &SpecWriter::single,        &SpecWriter::skip,
         &SpecWriter::residual,      &SpecWriter::residual,
         &SpecWriter::residual,      &SpecWriter::sum,
         &SpecWriter::connected,     &SpecWriter::gated,
         &SpecWriter::gated,         &SpecWriter::product,
         &SpecWriter::depthwise,     &SpecWriter::depthwise});
  }

  void start() {
    current = {"image",
               {random.from(1, 20), random.from(4, 21), random.from(4, 21)}};
    const Shape &shape = current.shape;
    text = fmt::format("network net {{\n  input image: {}x{}x{}",
                       shape.channels, shape.height, shape.width);
    // Without an order the three of a picture are taken; others have none.
    text += shape.channels == 3 ? " { order: rgb }\n" : "\n";
    seen = {current};
  }

  /// Adds a statement; its result is what the next one starts from.
  void statement(const std::string &pipeline, const Shape &shape) {
    current = {fmt::format("s{}", ++statements), shape};
    text += fmt::format("  {}: {}\n", current.name, pipeline);
    seen.push_back(current);
  }

  /// `bias: true, activation: relu`, or others.
  std::string biasAndActivation() {
    std::string settings = random.chance(60) ? "bias: true" : "bias: false";
    if (random.chance(50))
      settings += ", activation: " + layers.activation();
    return settings;
  }

  void conv() {
    Shape shape = current.shape;
    const std::string layer = layers.conv(shape, biasAndActivation());
    statement(layer, shape);
  }

  /// The norm folds into the convolution, with groups and without bias too.
  void convNorm() {
    Shape shape = current.shape;
    std::string settings = biasAndActivation();
    settings += ", norm: " + layers.norm();
    const std::string layer = layers.conv(shape, settings);
    statement(layer, shape);
  }

  /// A norm after a ReLU must not fold into the convolution before it.
  void normAfterRelu() {
    Shape shape = current.shape;
    const std::string layer = layers.conv(shape, "activation: relu");
    statement(layer + " -> " + layers.norm(), shape);
  }

  /// A convolution whose result is wanted both with and without what follows.
  void twoReaders() {
    Shape shape = current.shape;
    const std::string layer = layers.conv(shape, biasAndActivation());
    statement(layer, shape);
    const std::string first = current.name;
    const std::string norm = layers.norm();
    statement(random.oneOf<std::string>({"relu", norm, norm + " -> relu"}),
              shape);
    shape.channels *= 2;
    statement(fmt::format("concat {}, {}", first, current.name), shape);
  }

  /// Branches side by side; some of one layer, some that end in a pool.
  std::string branches(Shape &shape, const std::string &indent,
                       std::optional<std::string> inner) {
    const Shape input = shape;
    const int64_t count = random.from(2, 3);
    std::string block = "concat {\n";
    int64_t channels = 0;
    for (int64_t branch = 0; branch < count; ++branch) {
      Shape own = input;
      std::string stage = layers.convSame(own);
      if (random.chance(40))
        stage += " -> " + layers.convSame(own);
      else if (random.chance(40))
        stage = layers.poolSame() + " -> " + stage;
      else if (random.chance(30)) {
        stage = layers.poolSame();
        own = input;
      }
      if (random.chance(25))
        stage += " -> " + layers.norm();
      channels += own.channels;
      block += fmt::format("{}  b{}: {}\n", indent, branch + 1, stage);
    }
    if (inner)
      block += indent + "  inner: " + *inner + "\n";
    shape.channels = channels;
    return block + indent + "}";
  }

  void inception() {
    Shape shape = current.shape;
    std::string block = branches(shape, "  ", std::nullopt);
    if (random.chance(30))
      block += " -> " + layers.norm() + " -> relu";
    statement(block, shape);
  }

  /// A concatenation that is itself a branch of another.
  void nested() {
    Shape inner = current.shape;
    Shape outer = current.shape;
    const std::string block = branches(inner, "    ", std::nullopt);
    const std::string whole = branches(outer, "  ", block);
    outer.channels += inner.channels;
    statement(whole, outer);
  }

  void pool() {
    Shape shape = current.shape;
    const std::string layer = layers.pool(shape);
    statement(layer, shape);
  }

  void single() {
    const std::string activation = layers.activation();
    const std::string affine = layers.affine();
    const std::string scale = layers.scale(current.shape.channels);
    const std::string norm = layers.norm();
    const std::string lrn = layers.lrn();
    statement(random.oneOf<std::string>(
                  {activation, affine, scale, norm, lrn, lrn, "dropout 40%"}),
              current.shape);
  }

  void connected() {
    Shape shape = current.shape;
    const std::string layer = layers.connected(shape);
    statement(layer, shape);
  }

  /// ResNet's block, or Inception-ResNet's, or one whose convolution has an
  /// activation and cannot take the sum in; the way past it may be projected.
  void residual() {
    Shape inner = current.shape;
    std::string branch = layers.convSame(inner) + " -> ";
    branch += layers.convTo(inner, current.shape.channels, random.chance(20));
    if (random.chance(30))
      branch += " -> " + layers.norm();
    if (random.chance(40))
      branch += " -> scale 0.17";
    std::string past = "from input";
    if (random.chance(40))
      past = layers.convTo(inner, current.shape.channels, false);
    const bool branchFirst = random.chance(50);
    std::string block =
        fmt::format("add {{\n    a: {}\n    b: {}\n  }}",
                    branchFirst ? branch : past, branchFirst ? past : branch);
    if (random.chance(70))
      block += " -> " + layers.activation();
    statement(block, current.shape);
  }

  void depthwise() {
    Shape shape = current.shape;
    const std::string layer = layers.depthwise(shape);
    if (shape.channels <= 120) // or doublings would add up
      statement(layer, shape);
  }

  /// Squeeze and excitation, of what comes in or of a layer before.
  void gated() {
    Shape shape = current.shape;
    std::string image = "from input";
    if (random.chance(40))
      image = layers.depthwise(shape);
    const std::string gate = layers.gate(shape.channels);
    std::string block =
        fmt::format("multiply {{\n    a: {}\n    gate: {}\n  }}", image, gate);
    if (random.chance(40))
      block += " -> " + layers.convSame(shape);
    statement(block, shape);
  }

  /// Of two results of one shape, also one twice.
  void product() {
    const auto isAlike = [&](const Value &value) {
      return value.shape == current.shape;
    };
    const Value other = *std::find_if(seen.begin(), seen.end(), isAlike);
    statement(fmt::format("multiply {}, {}", current.name, other.name),
              current.shape);
  }

  /// Of two or three earlier results of one shape, also one twice.
  void sum() {
    std::vector<std::string> terms{current.name};
    for (const Value &value : seen)
      if (value.shape == current.shape && terms.size() < 3)
        terms.push_back(value.name);
    statement(fmt::format("add {}", fmt::join(terms, ", ")), current.shape);
  }

  /// Joins an earlier result of the same size, the input and itself included.
  void skip() {
    std::vector<Value> fitting;
    for (const Value &value : seen)
      if (value.shape.height == current.shape.height &&
          value.shape.width == current.shape.width)
        fitting.push_back(value);
    const Value &other =
        fitting[random.from(0, static_cast<int64_t>(fitting.size()) - 1)];
    Shape shape = current.shape;
    shape.channels += other.shape.channels;
    if (shape.channels <= 120) // or doublings would add up
      statement(fmt::format("concat {}, {}", other.name, current.name), shape);
  }

  void end() {
    Shape shape = current.shape;
    switch (random.from(0, 7)) {
    case 0:
      return;
    case 1:
      return statement("softmax", shape);
    case 7: {
      const std::string layer = layers.rbf(shape);
      return statement(layer, shape);
    }
    case 2: {
      const std::string layer = layers.linear(shape);
      return statement("flatten -> " + layer + " -> relu", shape);
    }
    case 3: {
      const std::string first = layers.linear(shape);
      const std::string second = layers.linear(shape);
      return statement(first + " -> relu -> " + second, shape);
    }
    default: {
      const std::string layer = layers.linear(shape);
      return statement(
          "global_avg_pool -> dropout 40% -> " + layer + " -> softmax", shape);
    }
    }
  }

  Random random;
  RandomLayers layers;
  std::string text;
  Value current;
  std::vector<Value> seen;
  int statements = 0;
};

} // namespace

std::string randomSpec(uint64_t seed) { return SpecWriter(seed).write(); }

} // namespace gnet::endtoend
