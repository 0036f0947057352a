#include "language/elaboration/Elaborator.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/RowTypes.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

bool hasBroken(const std::vector<ast::Statement> &statements) {
  return std::any_of(statements.begin(), statements.end(), [](const auto &s) {
    return std::holds_alternative<ast::Broken>(s.what);
  });
}

bool hasFigures(const ast::Expect &expect) {
  return expect.params || expect.ops || !expect.columns.empty();
}

} // namespace

Elaborator::Elaborator(const SpecTree &tree, const WholeNetwork &whole,
                       const ReadFile &readFile, Diagnostics &diagnostics)
    : tree(tree), whole(whole), readFile(readFile), diagnostics(diagnostics),
      builder(network, diagnostics) {}

Network Elaborator::elaborate() {
  network.name = whole.name.text;
  declarePaper();
  declareTraining();
  collectColumns();
  Result output = networkBody(declareInput());
  checkUnusedModules();
  checkReplacements();
  network.output = output.value_or(networkInput);
  if (output && *output == networkInput)
    diagnostics.error(whole.name.where, fmt::format("network '{}' has no "
                                                    "layers",
                                                    whole.name.text));
  readLabelsOf(output);
  return std::move(network);
}

/// Its statements come from several files if it extends another network; they
/// share the defaults.
Result Elaborator::networkBody(Result input) {
  for (const NetworkLevel &level : whole.levels)
    overlayDefaults(level.network->body, {}, defaults, diagnostics);
  std::map<const SpecFile *, Instance> instances;
  for (const NetworkLevel &level : whole.levels) {
    instances[level.file].file = level.file;
    instances[level.file].defaults = defaults;
  }
  Body body{Body::NetworkBody, nullptr, "", nullptr, input};
  Result flow = input;
  for (const PlacedStatement &each : whole.body)
    body.isIncomplete = body.isIncomplete ||
                        std::holds_alternative<ast::Broken>(each.syntax.what);
  if (body.isIncomplete)
    flow = std::nullopt;
  for (const PlacedStatement &each : whole.body) {
    body.instance = &instances.at(each.file);
    flow = statement(each.syntax, body, flow);
  }
  return flow;
}

Result Elaborator::block(const std::vector<ast::Statement> &statements,
                         Body &body, Result flow) {
  // What could not be parsed may have been defaults, which change any layer.
  body.isIncomplete = hasBroken(statements);
  if (body.isIncomplete)
    flow = std::nullopt;
  for (const ast::Statement &each : statements)
    flow = statement(each, body, flow);
  return flow;
}

Result Elaborator::statement(const ast::Statement &statement, Body &body,
                             Result flow) {
  if (const auto *layers = std::get_if<ast::LayerStatement>(&statement.what))
    return layerStatement(*layers, body, flow);
  if (!isPlaced(statement, body))
    return flow;
  if (const auto *written = std::get_if<ast::Row>(&statement.what))
    return row(*written, body, flow);
  if (const auto *written = std::get_if<ast::Table>(&statement.what))
    table(*written, body);
  else if (const auto *written = std::get_if<ast::Head>(&statement.what))
    head(*written, body);
  return flow;
}

bool Elaborator::isPlaced(const ast::Statement &statement, const Body &body) {
  bool isDefaults = std::holds_alternative<ast::Defaults>(statement.what);
  if (std::holds_alternative<ast::Broken>(statement.what) ||
      body.kind == Body::NetworkBody ||
      (isDefaults && body.kind == Body::ModuleBody))
    return true;
  static constexpr const char *names[] = {
      "a layer",        "a table", "a row",   "a head",   "defaults",
      "an input",       "labels",  "a paper", "training", "remove",
      "replace module", "replace", "insert"};
  diagnostics.error(
      statement.where,
      fmt::format("{} cannot stand here, only in the body of a network{}",
                  names[statement.what.index()],
                  isDefaults ? " or a module" : ""));
  return false;
}

Result Elaborator::layerStatement(const ast::LayerStatement &statement,
                                  Body &body, Result flow) {
  if (!spend(statement.pipeline.where))
    return std::nullopt;
  std::optional<Target> target;
  if (statement.name)
    target = claim(*statement.name, body.prefix);
  Result input = statement.pipeline.from ? std::nullopt : flow;
  size_t firstLayer = network.layers.size();
  Result result = statement.broken
                      ? std::nullopt
                      : pipeline(statement.pipeline, target, body, flow);
  if (target)
    symbols.complete(target->path, result);

  const ast::Expect &expect = statement.expect;
  std::string path = target ? target->path : "the statement";
  if (expect.output)
    expectShape(*expect.output, path, "the spec", result, input);
  if (body.kind == Body::NetworkBody) {
    Row row;
    row.name = target ? target->path : "";
    row.where = statement.pipeline.where;
    addRow(std::move(row), &statement, firstLayer, result);
  } else if (hasFigures(expect)) {
    diagnostics.error(statement.pipeline.where,
                      "only a shape can be expected here: figures are of the "
                      "rows of a network");
  }
  return result;
}

/// A statement that makes no layer, as a mere `from`, is no row.
void Elaborator::addRow(Row row, const ast::LayerStatement *statement,
                        size_t firstLayer, Result result) {
  for (size_t id = firstLayer; id < network.layers.size(); ++id)
    row.layers.push_back(static_cast<LayerId>(id));
  if (row.layers.empty() && result && statement &&
      hasFigures(statement->expect))
    diagnostics.error(row.where, "figures are expected of a row; this "
                                 "statement makes no layer");
  if (row.layers.empty() || !result)
    return;
  row.result = *result;
  if (row.name.empty())
    row.name = network.layers[row.layers.front()].path;
  row.cells.resize(network.columns.size());
  if (statement) {
    row.params = statement->expect.params;
    row.ops = statement->expect.ops;
    expectColumns(statement->expect, row);
    describeRow(network, statement->pipeline, row);
  }
  network.rows.push_back(std::move(row));
}

void Elaborator::head(const ast::Head &head, Body &body) {
  Target target = claim(head.name, "");
  Result at = lookUp(head.at, body);
  if (at && *at == networkInput) {
    diagnostics.error(head.at.where, "a head stands at a layer, not at the "
                                     "input");
    at = std::nullopt;
  }
  Bindings none;
  Attributes attributes({"a head", head.name.where}, none, diagnostics);
  attributes.addSettings(head.settings);
  double loss = attributes.real("loss", {0, 1000}, 1.0);
  if (attributes.finish() && !attributes.setting("loss"))
    diagnostics.error(head.name.where, "a head says what its loss counts, as "
                                       "{ loss: 0.3 }");

  auto index = static_cast<int>(network.heads.size());
  network.heads.push_back({head.name.text, at.value_or(networkInput),
                           networkInput, loss, head.name.where});
  builder.setHead(index);
  Body inner{Body::HeadBody, body.instance, target.path, nullptr, at};
  Result output = block(head.body, inner, at);
  builder.setHead(-1);
  symbols.complete(target.path, output);
  if (output && output == at)
    diagnostics.error(head.name.where,
                      fmt::format("head '{}' is empty", head.name.text));
  network.heads[index].output = output.value_or(networkInput);
}

void Elaborator::table(const ast::Table &table, Body &body) {
  body.table = &table;
  body.rowModule = findModule(table.module, body);
  if (body.rowModule && !checkColumns(*body.rowModule, table, diagnostics))
    body.rowModule = nullptr;
  static const std::vector<std::string> figures = {"output", "params", "ops"};
  for (const ast::Name &figure : table.expected)
    if (std::find(figures.begin(), figures.end(), figure.text) == figures.end())
      reportUnknown(diagnostics, figure.where, figure.text,
                    fmt::format("a table expects output, params and ops, not "
                                "'{}'",
                                figure.text),
                    figures);
}

Result Elaborator::row(const ast::Row &row, Body &body, Result flow) {
  if (!body.table) {
    if (!body.isIncomplete)
      diagnostics.error(
          row.label.where,
          fmt::format("row '{}' has no table above it", row.label.text));
    return std::nullopt;
  }
  // It becomes a part of paths.
  if (row.label.text.find_first_of(".-+") != std::string::npos)
    diagnostics.error(row.label.where,
                      "a row's label is made of letters, digits and _");
  const ast::Table &table = *body.table;
  ast::Name name{table.module.text + "_" + row.label.text, row.label.where};
  Target target = claim(name, body.prefix);
  size_t firstLayer = network.layers.size();
  Result result;
  if (body.rowModule && !row.broken) {
    Instance instance{body.rowModule->file,    body.rowModule->module,
                      body.instance,           target.path,
                      row.label.where,         {},
                      body.instance->defaults, body.instance->depth + 1};
    network.modules.push_back({target.path, instance.module->name.text});
    bool fits = bindCells(*body.rowModule, table, row, {}, instance.bindings,
                          diagnostics);
    result = instantiate(std::move(instance), fits ? flow : std::nullopt);
  }
  symbols.complete(target.path, result);
  Row made;
  made.name = target.path;
  made.type = fmt::format("{} ({})", table.module.text, row.label.text);
  made.where = row.label.where;
  if (!row.broken)
    expectCells(row, table, made, result, flow);
  addRow(std::move(made), nullptr, firstLayer, result);
  return result;
}

void Elaborator::checkModulesAlone() {
  // The one key that has to be set: by the network that uses the module.
  ast::Setting padding{{"count_padding", {}}, {ast::Word{"true"}, {}}};
  defaults["avg_pool"] = {std::make_shared<ast::Setting>(std::move(padding))};
  checkUnusedModules();
}

/// Mistakes in a module that no network uses yet are mistakes all the same.
void Elaborator::checkUnusedModules() {
  instances = nullptr; // These stand for no use.
  size_t used = network.modules.size();
  for (const auto &file : tree)
    for (const ast::Item &item : file->syntax.items) {
      const auto *module = std::get_if<ast::Module>(&item);
      if (!module || module->broken || !usedModules.insert(module).second)
        continue;
      Instance instance;
      instance.file = file.get();
      instance.module = module;
      // No name has a blank in it, so that nothing collides.
      instance.path = "module " + module->name.text;
      instance.usedAt = module->name.where;
      instance.bindings = unknownBindings(*module);
      instance.defaults = defaults;
      instantiate(std::move(instance), std::nullopt);
    }
  network.modules.resize(used);
}

void Elaborator::checkReplacements() {
  // After an error, modules may not have been looked into.
  if (diagnostics.hasErrors())
    return;
  for (const ModuleReplacement &each : whole.replacements)
    if (!usedReplacements.count(&each))
      diagnostics.error(each.name.where,
                        fmt::format("module '{}' is used nowhere, so that "
                                    "nothing is replaced",
                                    each.name.text));
}

} // namespace gnet
