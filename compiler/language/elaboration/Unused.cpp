#include "language/elaboration/Unused.h"

#include <fmt/format.h>
#include <set>

namespace gnet {

namespace {

/// Gathers every word that stands for a value in a body.
class Mentions {
public:
  bool has(const std::string &word) const { return words.count(word) > 0; }

  void add(const std::vector<ast::Statement> &body) {
    for (const ast::Statement &statement : body)
      std::visit([&](const auto &what) { add(what); }, statement.what);
  }

private:
  void add(const ast::LayerStatement &statement) {
    for (const ast::Stage &stage : statement.pipeline.stages) {
      if (stage.count)
        add(*stage.count);
      std::visit([&](const auto &what) { add(what); }, stage.what);
    }
  }
  void add(const ast::Defaults &defaults) { add(defaults.settings); }
  void add(const ast::Layer &layer) {
    for (const ast::Value &value : layer.arguments)
      add(value);
    add(layer.settings);
  }
  void add(const ast::ModuleCall &call) {
    for (const ast::Argument &argument : call.arguments)
      add(argument.value);
  }
  void add(const ast::JoinBlock &join) { add(join.branches); }
  void add(const std::vector<ast::Setting> &settings) {
    for (const ast::Setting &setting : settings)
      add(setting.value);
  }
  void add(const ast::Value &value) {
    if (const auto *word = value.as<ast::Word>())
      words.insert(word->text);
    if (const auto *ratio = value.as<ast::Ratio>())
      for (const ast::Value &part : ratio->parts)
        add(part);
    if (const auto *arithmetic = value.as<ast::Arithmetic>())
      for (const ast::Value &operand : arithmetic->operands)
        add(operand);
    if (const auto *list = value.as<ast::List>())
      for (const ast::Value &part : list->values)
        add(part);
    if (const auto *group = value.as<ast::Group>())
      add(group->settings);
  }
  template <typename Other> void add(const Other &) {}

  std::set<std::string> words;
};

void mark(const Network &network, LayerId from, std::vector<bool> &reached) {
  std::vector<LayerId> open = {from};
  while (!open.empty()) {
    LayerId id = open.back();
    open.pop_back();
    if (id == networkInput || reached[id])
      continue;
    reached[id] = true;
    for (LayerId input : network.layers[id].inputs)
      open.push_back(input);
  }
}

} // namespace

void checkParameters(const ast::Module &module, Diagnostics &diagnostics) {
  Mentions mentions;
  mentions.add(module.body);
  bool isWhole = !module.broken;
  for (const ast::Statement &statement : module.body) {
    const auto *layers = std::get_if<ast::LayerStatement>(&statement.what);
    isWhole = isWhole && !std::holds_alternative<ast::Broken>(statement.what) &&
              !(layers && layers->broken);
  }
  std::set<std::string> seen;
  for (const ast::Name &parameter : module.parameters) {
    if (!seen.insert(parameter.text).second)
      diagnostics.error(
          parameter.where,
          fmt::format("parameter '{}' is named a second time", parameter.text));
    else if (isWhole && !mentions.has(parameter.text))
      diagnostics.error(parameter.where,
                        fmt::format("parameter '{}' of module '{}' is never "
                                    "used",
                                    parameter.text, module.name.text));
  }
}

void checkLayers(const Network &network, Diagnostics &diagnostics) {
  std::vector<bool> reached(network.layers.size());
  for (const Head &head : network.heads)
    mark(network, head.output, reached);
  // A layer outside the heads must serve inference.
  for (size_t id = 0; id < reached.size(); ++id)
    if (network.headOf[id] < 0)
      reached[id] = false;
  mark(network, network.output, reached);
  for (size_t id = 0; id < reached.size(); ++id)
    if (!reached[id])
      diagnostics.error(network.layers[id].where,
                        fmt::format("{} has no effect: nothing on the way to "
                                    "the output uses it",
                                    network.layers[id].path));
}

} // namespace gnet
