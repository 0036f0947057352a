#include "weights/maps/FitWeightMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

namespace {

TensorKind kindOf(const LayerOp &op, ParameterRole role) {
  const bool isConv = std::holds_alternative<Conv>(op);
  const bool isAffine = std::holds_alternative<Affine>(op);
  switch (role) {
  case ParameterRole::Weight:
    return isConv ? TensorKind::ConvWeight : TensorKind::LinearWeight;
  case ParameterRole::Bias:
    return isConv ? TensorKind::ConvBias : TensorKind::LinearBias;
  case ParameterRole::Scale:
    return isAffine ? TensorKind::AffineScale : TensorKind::NormScale;
  case ParameterRole::Shift:
    return isAffine ? TensorKind::AffineShift : TensorKind::NormShift;
  case ParameterRole::Mean:
    return TensorKind::NormMean;
  case ParameterRole::Variance:
    return TensorKind::NormVariance;
  case ParameterRole::Centres:
    return TensorKind::RbfCentres;
  }
  llvm_unreachable("all roles are covered");
}

/// The suffix of the n-th of a kind: nothing, _1, _2, ...
std::string creationSuffix(unsigned number) {
  return number == 0 ? "" : "_" + std::to_string(number);
}

class Fitter {
public:
  Fitter(Fit &fit, const Network &network,
         const std::vector<FileTensor> &tensors);

  void run();

private:
  struct Named {
    const Formula *formula;
    Captures captures;
    std::optional<unsigned> created; ///< Its number, if the file numbers it.
  };
  using Choices = std::vector<Named>;

  void place(LayerId id, const Parameter &parameter);
  void markUsed(LayerId id, const Parameter &parameter);
  Choices choicesOf(const Layer &layer, const Parameter &parameter);
  Choices basesOf(llvm::StringRef path, const LayerOp &op);
  bool isInFile(const Named &named);
  const Named *choose(const Choices &choices);
  std::optional<std::string> fill(const NameTemplate &name, const Named &by);
  unsigned firstCreated(const NameTemplate &name);
  std::optional<PlacedFactor> placeFactor(LayerId id,
                                          const Parameter &parameter,
                                          const Factor &factor,
                                          const Named &by);
  void listLeftOver();

  Fit &fit;
  const WeightMap &map;
  const Network &network;
  const std::vector<FileTensor> &tensors;
  ParameterLayout layout;
  llvm::StringMap<size_t> byName;
  std::vector<bool> used;
  llvm::StringMap<unsigned> firstNumbers; ///< By the name with `{_}` as "".
};

Fitter::Fitter(Fit &fit, const Network &network,
               const std::vector<FileTensor> &tensors)
    : fit(fit), map(fit.map), network(network), tensors(tensors),
      layout(network, fit.map), used(tensors.size()) {
  for (auto [index, tensor] : llvm::enumerate(tensors)) {
    llvm::StringRef name = tensor.name;
    name.consume_back(map.trim);
    byName.try_emplace(name, index);
  }
}

/// The number that the file's first layer of this kind has: a framework goes
/// on counting from one model to the next.
unsigned Fitter::firstCreated(const NameTemplate &name) {
  const std::string before = *name.fill({{"", ""}, {"_", "\n"}});
  const auto [known, isNew] = firstNumbers.try_emplace(before, 0);
  if (!isNew)
    return known->second;
  const auto [prefix, suffix] = llvm::StringRef(before).split('\n');
  unsigned first = ~0u;
  for (const auto &entry : byName) {
    llvm::StringRef middle = entry.getKey();
    unsigned number = 0;
    if (middle.consume_front(prefix) && middle.consume_back(suffix) &&
        (middle.empty() ||
         (middle.consume_front("_") && !middle.getAsInteger(10, number))))
      first = std::min(first, number);
  }
  return known->second = first == ~0u ? 0 : first;
}

std::optional<std::string> Fitter::fill(const NameTemplate &name,
                                        const Named &by) {
  if (!llvm::is_contained(name.captures(), "_"))
    return name.fill(by.captures);
  if (!by.created)
    return std::nullopt;
  return name.fill(
      {{"", ""}, {"_", creationSuffix(firstCreated(name) + *by.created)}});
}

/// What the file may call the layer, the formula being left open.
Fitter::Choices Fitter::basesOf(llvm::StringRef path, const LayerOp &op) {
  Choices bases;
  for (const WeightMap::LayerRule &rule : map.layers)
    if (const std::optional<Captures> captures = rule.ours.match(path))
      if (std::optional<std::string> base = rule.theirs.fill(*captures))
        bases.push_back({nullptr, {{"", std::move(*base)}}, std::nullopt});
  if (const auto found = map.created.find(path); found != map.created.end())
    bases.push_back({nullptr, {}, found->second});
  if (bases.empty() && std::holds_alternative<BatchNorm>(op) &&
      path.consume_back(".norm"))
    return basesOf(path, LayerOp{Relu{}});
  return bases;
}

Fitter::Choices Fitter::choicesOf(const Layer &layer,
                                  const Parameter &parameter) {
  Choices choices;
  for (const WeightMap::ParameterRule &rule : map.parameters)
    if (std::optional<Captures> captures = rule.ours.match(parameter.name))
      choices.push_back({&rule.theirs, std::move(*captures), std::nullopt});
  if (!choices.empty())
    return choices;
  const size_t kind = static_cast<size_t>(kindOf(layer.op, parameter.role));
  for (const Named &base : basesOf(layer.path, layer.op))
    for (const Formula &formula : map.tensors[kind])
      choices.push_back({&formula, base.captures, base.created});
  return choices;
}

bool Fitter::isInFile(const Named &named) {
  for (const Product &product : *named.formula)
    for (const Factor &factor : product)
      if (const auto *name = std::get_if<NameTemplate>(&factor)) {
        const std::optional<std::string> text = fill(*name, named);
        if (!text || !byName.contains(*text))
          return false;
      }
  return true;
}

/// The first that the file has all names of, or else the first.
const Fitter::Named *Fitter::choose(const Choices &choices) {
  if (choices.empty())
    return nullptr;
  const auto found = llvm::find_if(
      choices, [&](const Named &named) { return isInFile(named); });
  return found == choices.end() ? &choices.front() : &*found;
}

/// The factor, or nothing after a misfit was noted.
std::optional<PlacedFactor> Fitter::placeFactor(LayerId id,
                                                const Parameter &parameter,
                                                const Factor &factor,
                                                const Named &by) {
  if (const double *constant = std::get_if<double>(&factor))
    return PlacedFactor{std::nullopt, *constant, {}};
  const std::optional<std::string> name =
      fill(std::get<NameTemplate>(factor), by);
  const auto found = name ? byName.find(*name) : byName.end();
  if (found == byName.end()) {
    fit.misfits.push_back({parameter.name, name.value_or(""),
                           layout.expected(id, parameter), std::nullopt});
    return std::nullopt;
  }
  const size_t index = found->second;
  used[index] = true;
  const std::optional<Arrangement> arrangement =
      layout.fit(id, parameter, tensors[index].dims);
  if (arrangement && tensors[index].isNumeric)
    return PlacedFactor{index, 1, *arrangement};
  fit.misfits.push_back(
      {parameter.name, *name, layout.expected(id, parameter), index});
  return std::nullopt;
}

void Fitter::place(LayerId id, const Parameter &parameter) {
  const Layer &layer = network.layers[id];
  const Choices choices = choicesOf(layer, parameter);
  const Named *named = choose(choices);
  if (!named) {
    fit.misfits.push_back(
        {parameter.name, "", layout.expected(id, parameter), std::nullopt});
    return;
  }
  Placement placement{parameter, {}};
  bool isWhole = true;
  for (const Product &product : *named->formula) {
    placement.sum.emplace_back();
    for (const Factor &factor : product) {
      std::optional<PlacedFactor> placed =
          placeFactor(id, parameter, factor, *named);
      isWhole = isWhole && placed;
      if (placed)
        placement.sum.back().push_back(*placed);
    }
  }
  // Another epsilon under the root is made up for in the variance.
  const auto *norm = std::get_if<BatchNorm>(&layer.op);
  if (norm && map.epsilon && *map.epsilon != norm->epsilon &&
      parameter.role == ParameterRole::Variance)
    placement.sum.push_back({{std::nullopt, *map.epsilon - norm->epsilon, {}}});
  if (isWhole)
    fit.placements.push_back(std::move(placement));
}

/// What a head learns is of this network, but nothing that inference needs.
void Fitter::markUsed(LayerId id, const Parameter &parameter) {
  const Choices choices = choicesOf(network.layers[id], parameter);
  const Named *named = choose(choices);
  if (!named)
    return;
  for (const Product &product : *named->formula)
    for (const Factor &factor : product)
      if (const auto *name = std::get_if<NameTemplate>(&factor))
        if (const std::optional<std::string> text = fill(*name, *named))
          if (const auto found = byName.find(*text); found != byName.end())
            used[found->second] = true;
}

void Fitter::listLeftOver() {
  for (auto [index, tensor] : llvm::enumerate(tensors))
    if (!used[index] && llvm::none_of(map.ignored, [&](const auto &glob) {
          return matchesGlob(glob, tensor.name);
        }))
      fit.leftOver.push_back(index);
}

void Fitter::run() {
  for (LayerId id = 0; id < static_cast<LayerId>(network.layers.size()); ++id)
    for (const Parameter &parameter : parametersOf(network, id)) {
      if (network.headOf[id] < 0)
        place(id, parameter);
      else
        markUsed(id, parameter);
    }
  listLeftOver();
  fit.irreversible = layout.irreversibleLayer();
}

} // namespace

Fit fitWeightMap(WeightMap map, const Network &network,
                 const std::vector<FileTensor> &tensors) {
  Fit fit;
  fit.map = std::move(map);
  Fitter(fit, network, tensors).run();
  return fit;
}

} // namespace gnet
