#include "language/elaboration/LayerReader.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/Followers.h"
#include "language/syntax/AstPrinter.h"

#include <fmt/format.h>

namespace gnet {

namespace {

constexpr int64_t maxChannels = 2147483647;

Rounding readRounding(Attributes &attributes) {
  return attributes.word("rounding", {"floor", "ceil"}, "floor") == "ceil"
             ? Rounding::Ceil
             : Rounding::Floor;
}

/// `[[0, 1, 2], [1, 2, 3]]`: whether they fit depends on the input.
void readConnections(Attributes &attributes, Conv &conv) {
  const ast::Value *value = attributes.ownSetting("connections");
  if (!value)
    return;
  if (attributes.isDefaults())
    return attributes.fail(value->where, "connections are those of one "
                                         "convolution: they cannot be a "
                                         "default");
  const char *wanted = "a list of lists of channels, as [[0, 1], [1, 2]]";
  const auto *rows = value->as<ast::List>();
  if (!rows || rows->values.empty())
    return attributes.failValue("connections", wanted, *value);
  for (const ast::Value &row : rows->values) {
    const auto *channels = row.as<ast::List>();
    if (!channels)
      return attributes.failValue("connections", wanted, row);
    std::vector<int64_t> &seen = conv.connections.emplace_back();
    for (const ast::Value &channel : channels->values) {
      std::optional<int64_t> number = asInteger(channel);
      if (!number)
        return attributes.failValue("connections", wanted, channel);
      seen.push_back(*number);
    }
  }
}

void readConv(Attributes &attributes, LayerForm &form) {
  Conv conv;
  attributes.kernelArgument(conv.kernel, conv.stride, maxSide);
  conv.channels = attributes.integerArgument("channels", {1, maxChannels});
  conv.dilation = attributes.extent("dilation", {1, maxSide}, {1, 1});
  conv.groups = attributes.integer("groups", {1, maxChannels}, 1);
  conv.bias = attributes.flag("bias", true);
  readPadding(attributes, conv.padding, form.padding);
  readConnections(attributes, conv);
  form.op = conv;
}

void readMaxPool(Attributes &attributes, LayerForm &form) {
  MaxPool pool;
  attributes.kernelArgument(pool.kernel, pool.stride, maxSide);
  pool.rounding = readRounding(attributes);
  readPadding(attributes, pool.padding, form.padding);
  form.op = pool;
}

void readAvgPool(Attributes &attributes, LayerForm &form) {
  AvgPool pool;
  attributes.kernelArgument(pool.kernel, pool.stride, maxSide);
  pool.rounding = readRounding(attributes);
  readPadding(attributes, pool.padding, form.padding);
  pool.countPadding = attributes.flag("count_padding", false);
  bool isPadded =
      form.padding != PaddingMode::Given || pool.padding != Padding();
  // Frameworks differ, so that no default would be right.
  if (isPadded && !attributes.setting("count_padding"))
    attributes.fail(attributes.where(),
                    "a padded avg_pool says whether its padding counts: write "
                    "count_padding: true (Caffe, PyTorch) or false "
                    "(TensorFlow)");
  form.op = pool;
}

void readLrn(Attributes &attributes, LayerForm &form) {
  Lrn lrn;
  lrn.size = attributes.integerArgument("size", {1, maxSide});
  if (lrn.size % 2 == 0)
    attributes.fail(attributes.where(),
                    fmt::format("the size of lrn is {}; it must be odd, with "
                                "as many channels on either side",
                                lrn.size));
  lrn.alpha = attributes.real("alpha", {0, 1e6}, lrn.alpha);
  lrn.beta = attributes.real("beta", {0, 100}, lrn.beta);
  lrn.k = attributes.real("k", {1e-6, 1e6}, lrn.k);
  lrn.alphaOverSize = attributes.flag("alpha_over_size", true);
  form.op = lrn;
}

void readDropout(Attributes &attributes, LayerForm &form) {
  Dropout dropout;
  const ast::Value *value = attributes.argument("a rate such as 40%");
  if (std::optional<double> rate = value ? asReal(*value) : dropout.rate) {
    dropout.rate = *rate;
    if (*rate < 0 || *rate >= 1)
      attributes.fail(value->where,
                      fmt::format("dropout of {}; a rate is from 0% to less "
                                  "than 100%",
                                  printValue(*value)));
  } else {
    attributes.failValue("the rate of dropout", "a percentage", *value);
  }
  form.op = dropout;
}

void readLinear(Attributes &attributes, LayerForm &form) {
  Linear linear;
  linear.features = attributes.integerArgument("features", {1, maxChannels});
  linear.bias = attributes.flag("bias", true);
  form.op = linear;
}

void readAffine(Attributes &attributes, LayerForm &form) {
  form.op = Affine{attributes.flag("bias", true)};
}

void readScale(Attributes &attributes, LayerForm &form) {
  constexpr RealRange range{-1e6, 1e6};
  Scale scale;
  scale.factors = attributes.realsArgument("a factor such as 0.17", range);
  scale.offsets = attributes.reals("offset", range, 0);
  form.op = std::move(scale);
}

void readRbf(Attributes &attributes, LayerForm &form) {
  form.op = Rbf{attributes.integerArgument("features", {1, maxChannels})};
}

void readBatchNormLayer(Attributes &attributes, LayerForm &form) {
  form.op = readBatchNorm(attributes);
}

template <typename Op> void readPlain(Attributes &, LayerForm &form) {
  form.op = Op{};
}

void readLeakyReluLayer(Attributes &attributes, LayerForm &form) {
  form.op = readLeakyRelu(attributes);
}

void readTanhLayer(Attributes &attributes, LayerForm &form) {
  form.op = readTanh(attributes);
}

struct Reader {
  void (*read)(Attributes &, LayerForm &);
  bool takesNorm = false;
  bool takesActivation = false;
};

const std::map<std::string, Reader> &readers() {
  static const std::map<std::string, Reader> table = {
      {"conv", {readConv, true, true}},
      {"max_pool", {readMaxPool}},
      {"avg_pool", {readAvgPool}},
      {"global_avg_pool", {readPlain<GlobalAvgPool>}},
      {"lrn", {readLrn}},
      {"batch_norm", {readBatchNormLayer, false, true}},
      {"affine", {readAffine, false, true}},
      {"scale", {readScale}},
      {"relu", {readPlain<Relu>}},
      {"leaky_relu", {readLeakyReluLayer}},
      {"sigmoid", {readPlain<Sigmoid>}},
      {"tanh", {readTanhLayer}},
      {"dropout", {readDropout}},
      {"linear", {readLinear, true, true}},
      {"rbf", {readRbf}},
      {"softmax", {readPlain<Softmax>}},
      {"flatten", {readPlain<Flatten>}},
  };
  return table;
}

void read(const std::string &kind, Attributes &attributes,
          const DefaultSettings &defaults, LayerForm &form,
          Diagnostics &diagnostics) {
  const Reader &reader = readers().at(kind);
  reader.read(attributes, form);
  if (reader.takesNorm)
    form.norm = readNormKey(attributes, defaults, diagnostics);
  if (reader.takesActivation)
    form.activation = readActivationKey(attributes, defaults, diagnostics);
}

} // namespace

bool isLayerKind(const std::string &name) { return readers().count(name) > 0; }

const std::vector<std::string> &layerKinds() {
  static const std::vector<std::string> kinds = [] {
    std::vector<std::string> names;
    for (const auto &[name, reader] : readers())
      names.push_back(name);
    return names;
  }();
  return kinds;
}

std::optional<LayerForm> readLayer(const ast::Layer &layer,
                                   const DefaultSettings &defaults,
                                   const Bindings &bindings,
                                   Diagnostics &diagnostics) {
  Attributes attributes(layer.kind, bindings, diagnostics);
  attributes.addArguments(layer.arguments);
  attributes.addSettings(layer.settings);
  attributes.addDefaults(defaults, layer.kind.text);
  LayerForm form;
  read(layer.kind.text, attributes, defaults, form, diagnostics);
  if (!attributes.finish())
    return std::nullopt;
  return form;
}

void checkDefaults(const ast::Defaults &defaults, const Bindings &bindings,
                   Diagnostics &diagnostics) {
  const std::string &kind = defaults.kind.text;
  if (!isLayerKind(kind)) {
    reportUnknown(diagnostics, defaults.kind.where, kind,
                  fmt::format("there is no layer '{}'", kind), layerKinds());
    return;
  }
  Attributes attributes(defaults.kind, bindings, diagnostics);
  attributes.addSettings(defaults.settings);
  attributes.withoutArguments();
  LayerForm form;
  read(kind, attributes, {}, form, diagnostics);
  attributes.finish();
}

std::string automaticName(const ast::Layer &layer) {
  std::string name = layer.kind.text;
  if (layer.arguments.empty())
    return name;
  const ast::Value &first = layer.arguments.front();
  const auto *ratio = first.as<ast::Ratio>();
  const ast::Value &kernel = ratio ? ratio->parts[0] : first;
  return kernel.as<ast::Dims>() ? name + printValue(kernel) : name;
}

} // namespace gnet
