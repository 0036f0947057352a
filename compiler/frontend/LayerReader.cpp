#include "frontend/LayerReader.h"

#include "frontend/AstPrinter.h"
#include "frontend/Spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Far past any network, and products of them stay far from overflow.
constexpr int64_t maxSide = 65535;
constexpr int64_t maxChannels = 2147483647;

void readPadding(Attributes &attributes, Padding &padding, PaddingMode &mode) {
  mode = PaddingMode::Given;
  const ast::Value *value = attributes.setting("pad");
  if (!value)
    return;
  if (value->as<ast::Word>()) {
    std::string name =
        attributes.word("pad", {"same", "same_upper", "valid"}, "valid");
    mode = name == "same"         ? PaddingMode::Same
           : name == "same_upper" ? PaddingMode::SameUpper
                                  : PaddingMode::Given;
    return;
  }
  std::vector<int64_t> sides;
  if (const auto *list = value->as<ast::List>()) {
    for (const ast::Value &side : list->values)
      sides.push_back(asInteger(side).value_or(-1));
  } else if (std::optional<Extent> both = asExtent(*value)) {
    sides = {both->height, both->width, both->height, both->width};
  }
  bool inRange = sides.size() == 4;
  for (int64_t side : sides)
    inRange = inRange && side >= 0 && side <= maxSide;
  if (!inRange)
    return attributes.failValue("pad",
                                "same, same_upper, valid, a number from 0 to "
                                "65535, height x width, or [top, left, "
                                "bottom, right]",
                                *value);
  padding = {sides[0], sides[1], sides[2], sides[3]};
}

Rounding readRounding(Attributes &attributes) {
  return attributes.word("rounding", {"floor", "ceil"}, "floor") == "ceil"
             ? Rounding::Ceil
             : Rounding::Floor;
}

bool readRelu(Attributes &attributes) {
  return attributes.word("activation", {"none", "relu"}, "none") == "relu";
}

void readConv(Attributes &attributes, LayerForm &form) {
  Conv conv;
  attributes.kernelArgument(conv.kernel, conv.stride, maxSide);
  conv.channels = attributes.integerArgument("channels", {1, maxChannels});
  conv.dilation = attributes.extent("dilation", {1, maxSide}, {1, 1});
  conv.groups = attributes.integer("groups", {1, maxChannels}, 1);
  conv.bias = attributes.flag("bias", true);
  readPadding(attributes, conv.padding, form.padding);
  form.relu = readRelu(attributes);
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

BatchNorm readBatchNormSettings(Attributes &attributes) {
  BatchNorm norm;
  norm.epsilon = attributes.real("epsilon", {1e-12, 1}, norm.epsilon);
  norm.affine = attributes.flag("affine", true);
  return norm;
}

void readBatchNorm(Attributes &attributes, LayerForm &form) {
  form.op = readBatchNormSettings(attributes);
  form.relu = readRelu(attributes);
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
  form.relu = readRelu(attributes);
  form.op = linear;
}

template <typename Op> void readPlain(Attributes &, LayerForm &form) {
  form.op = Op{};
}

using Reader = void (*)(Attributes &, LayerForm &);

const std::map<std::string, Reader> &readers() {
  static const std::map<std::string, Reader> table = {
      {"conv", readConv},
      {"max_pool", readMaxPool},
      {"avg_pool", readAvgPool},
      {"global_avg_pool", readPlain<GlobalAvgPool>},
      {"lrn", readLrn},
      {"batch_norm", readBatchNorm},
      {"relu", readPlain<Relu>},
      {"dropout", readDropout},
      {"linear", readLinear},
      {"softmax", readPlain<Softmax>},
      {"flatten", readPlain<Flatten>},
  };
  return table;
}

bool takesNorm(const std::string &kind) {
  return kind == "conv" || kind == "linear";
}

void addDefaults(Attributes &attributes, const DefaultSettings &defaults,
                 const std::string &kind) {
  if (auto it = defaults.find(kind); it != defaults.end())
    attributes.addDefaults(it->second);
}

void readNorm(Attributes &attributes, const DefaultSettings &defaults,
              LayerForm &form, Diagnostics &diagnostics) {
  const ast::Value *value = attributes.setting("norm");
  if (!value)
    return;
  const auto *group = value->as<ast::Group>();
  if (!group) {
    if (attributes.word("norm", {"none", "batch_norm"}, "none") == "none")
      return;
  } else if (group->name != "batch_norm") {
    return attributes.failValue("norm", "batch_norm or none", *value);
  }
  Attributes inner({"batch_norm", value->where}, attributes.parameters(),
                   diagnostics);
  if (group)
    inner.addSettings(group->settings);
  addDefaults(inner, defaults, "batch_norm");
  form.norm = readBatchNormSettings(inner);
  if (!inner.finish())
    attributes.markFailed();
}

void read(const std::string &kind, Attributes &attributes,
          const DefaultSettings &defaults, LayerForm &form,
          Diagnostics &diagnostics) {
  readers().at(kind)(attributes, form);
  if (takesNorm(kind))
    readNorm(attributes, defaults, form, diagnostics);
}

/// Before and after, so that ceil(size / stride) windows fit: TensorFlow's
/// `SAME`, the odd one after.
std::pair<int64_t, int64_t> sameUpper(int64_t size, int64_t spread,
                                      int64_t stride) {
  int64_t windows = (size + stride - 1) / stride;
  int64_t total = std::max<int64_t>((windows - 1) * stride + spread - size, 0);
  return {total / 2, total - total / 2};
}

template <typename Window>
std::optional<std::string> resolveWindow(Window &op, PaddingMode mode,
                                         const Shape &input, Extent dilation) {
  Extent spread{(op.kernel.height - 1) * dilation.height + 1,
                (op.kernel.width - 1) * dilation.width + 1};
  if (mode == PaddingMode::Same) {
    if (spread.height % 2 == 0 || spread.width % 2 == 0)
      return fmt::format("pad: same puts half the kernel on each side, which "
                         "an even {}x{} kernel has not; write pad: same_upper "
                         "or the padding itself",
                         spread.height, spread.width);
    op.padding = {spread.height / 2, spread.width / 2, spread.height / 2,
                  spread.width / 2};
  } else if (mode == PaddingMode::SameUpper) {
    auto [top, bottom] =
        sameUpper(input.height, spread.height, op.stride.height);
    auto [left, right] = sameUpper(input.width, spread.width, op.stride.width);
    op.padding = {top, left, bottom, right};
  }
  return std::nullopt;
}

/// A pool's window must hold at least one element of its input.
template <typename Pool>
std::optional<std::string> checkPool(const Pool &pool) {
  const Padding &pad = pool.padding;
  if (std::max(pad.top, pad.bottom) < pool.kernel.height &&
      std::max(pad.left, pad.right) < pool.kernel.width)
    return std::nullopt;
  return fmt::format("a padding of [{}, {}, {}, {}] leaves {}x{} windows "
                     "without any input",
                     pad.top, pad.left, pad.bottom, pad.right,
                     pool.kernel.height, pool.kernel.width);
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
  addDefaults(attributes, defaults, layer.kind.text);
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

std::optional<std::string> resolvePadding(LayerForm &form, const Shape &input) {
  if (auto *conv = std::get_if<Conv>(&form.op))
    return resolveWindow(*conv, form.padding, input, conv->dilation);
  if (auto *pool = std::get_if<MaxPool>(&form.op)) {
    auto problem = resolveWindow(*pool, form.padding, input, {});
    return problem ? problem : checkPool(*pool);
  }
  if (auto *pool = std::get_if<AvgPool>(&form.op)) {
    auto problem = resolveWindow(*pool, form.padding, input, {});
    return problem ? problem : checkPool(*pool);
  }
  return std::nullopt;
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
