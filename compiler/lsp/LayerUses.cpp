#include "lsp/LayerUses.h"

namespace gnet {

namespace {

/// Nobody reads more.
constexpr size_t maxUses = 64;

bool isWithin(const std::string &path, const std::string &instance) {
  return path.size() > instance.size() && path[instance.size()] == '.' &&
         path.starts_with(instance);
}

LayerUse useOf(const Network &network, const Row &row) {
  return {row.name, network.shapeOf(row.result), row.layers};
}

/// A layer and the norm and activation that are written with it.
void addLayers(const Network &network, const SourceRange &where,
               std::vector<LayerUse> &uses) {
  for (size_t id = 0; id < network.layers.size(); ++id) {
    const Layer &layer = network.layers[id];
    if (!sameStart(layer.where, where))
      continue;
    bool continues = !uses.empty() && isWithin(layer.path, uses.back().path);
    if (!continues && uses.size() < maxUses)
      uses.push_back({layer.path, layer.output, {}});
    else if (!continues)
      return;
    uses.back().output = layer.output;
    uses.back().layers.push_back(static_cast<LayerId>(id));
  }
}

void addInstances(const SpecAnalysis &spec, const SourceRange &where,
                  std::vector<LayerUse> &uses) {
  const Network &network = spec.network;
  for (const ModuleInstance &instance : spec.instances) {
    if (!sameStart(instance.usedAt, where) || uses.size() == maxUses)
      continue;
    LayerUse use{instance.path, {}, {}};
    for (size_t id = 0; id < network.layers.size(); ++id)
      if (isWithin(network.layers[id].path, instance.path)) {
        use.layers.push_back(static_cast<LayerId>(id));
        use.output = network.layers[id].output;
      }
    if (!use.layers.empty())
      uses.push_back(std::move(use));
  }
}

} // namespace

std::vector<LayerUse> usesAt(const SpecAnalysis &spec,
                             const SourceRange &where) {
  std::vector<LayerUse> uses;
  for (const Row &row : spec.network.rows)
    if (sameStart(row.where, where))
      return {useOf(spec.network, row)};
  addInstances(spec, where, uses);
  if (uses.empty())
    addLayers(spec.network, where, uses);
  return uses;
}

std::vector<LayerUse> usesOf(const SpecAnalysis &spec,
                             const ast::LayerStatement &statement) {
  std::vector<LayerUse> uses = usesAt(spec, statement.pipeline.where);
  if (!uses.empty() || statement.pipeline.stages.empty())
    return uses;
  const ast::Stage &last = statement.pipeline.stages.back();
  if (const auto *call = std::get_if<ast::ModuleCall>(&last.what))
    return usesAt(spec, call->where);
  return usesAt(spec, last.where);
}

std::optional<LayerUse> rowNamed(const SpecAnalysis &spec,
                                 const std::string &name) {
  for (const Row &row : spec.network.rows)
    if (row.name == name)
      return useOf(spec.network, row);
  return std::nullopt;
}

void forEachStatement(
    const std::vector<ast::Statement> &body,
    const std::function<void(const ast::LayerStatement &)> &layers,
    const std::function<void(const ast::Row &)> &row) {
  for (const ast::Statement &statement : body) {
    if (const auto *written = std::get_if<ast::Row>(&statement.what))
      row(*written);
    else if (const auto *head = std::get_if<ast::Head>(&statement.what))
      forEachStatement(head->body, layers, row);
    else if (const auto *by = std::get_if<ast::Replace>(&statement.what))
      forEachStatement(by->body, layers, row);
    else if (const auto *more = std::get_if<ast::Insert>(&statement.what))
      forEachStatement(more->body, layers, row);
    const auto *written = std::get_if<ast::LayerStatement>(&statement.what);
    if (!written)
      continue;
    layers(*written);
    for (const ast::Stage &stage : written->pipeline.stages)
      if (const auto *join = std::get_if<ast::JoinBlock>(&stage.what))
        forEachStatement(join->branches, layers, row);
  }
}

std::vector<const std::vector<ast::Statement> *>
bodiesOf(const SpecFile &file) {
  std::vector<const std::vector<ast::Statement> *> bodies;
  for (const ast::Item &item : file.syntax.items)
    if (const auto *module = std::get_if<ast::Module>(&item))
      bodies.push_back(&module->body);
    else if (const auto *network = std::get_if<ast::Network>(&item))
      bodies.push_back(&network->body);
  return bodies;
}

} // namespace gnet
