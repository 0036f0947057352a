#include "lsp/Names.h"

#include <utility>

namespace gnet {

namespace {

/// The names of one file.
class Collector {
public:
  Collector(const SpecFile &file, std::vector<NameUse> &names)
      : file(file), names(names) {}

  void operator()(const ast::Import &import) {
    use(NameKind::File, import.file.where,
        {resolveBeside(file.syntax.path, import.file.text), 1, 1, 1});
  }
  void operator()(const ast::Module &written) {
    define(NameKind::Module, written.name.where);
    for (const ast::Name &parameter : written.parameters)
      define(NameKind::Parameter, parameter.where);
    module = &written;
    block(written.body, nullptr);
    module = nullptr;
  }
  void operator()(const ast::Network &network) {
    define(NameKind::Network, network.name.where);
    std::shared_ptr<Scope> base;
    if (network.base)
      base = extended(*network.base);
    std::shared_ptr<Scope> whole = scopeOf(network, file);
    inherited = base.get();
    scope = whole.get();
    body = &network.body;
    statements(network.body);
    inherited = scope = nullptr;
    body = nullptr;
  }
  void operator()(const ast::Broken &) {}

  void operator()(const ast::LayerStatement &statement) {
    if (statement.name)
      define(NameKind::Layer, statement.name->where);
    if (statement.pipeline.from)
      path(*statement.pipeline.from);
    for (const ast::Stage &stage : statement.pipeline.stages) {
      if (stage.count)
        value(*stage.count);
      std::visit([&](const auto &what) { this->stage(what); }, stage.what);
      if (stage.as)
        define(NameKind::Layer, stage.as->where);
    }
    for (const ast::ExpectedColumn &expected : statement.expect.columns)
      columnOfTables(expected.column);
  }
  void operator()(const ast::Table &written) {
    table = moduleNamed(written.module);
    for (const ast::Name &column : written.columns)
      parameter(table, column);
  }
  void operator()(const ast::Row &row) {
    define(NameKind::Layer, row.label.where);
    for (const ast::Value &cell : row.cells)
      value(cell);
  }
  void operator()(const ast::Head &head) {
    define(NameKind::Head, head.name.where);
    path(head.at);
    settings(head.settings);
    block(head.body, nullptr);
  }
  void operator()(const ast::Defaults &defaults) {
    settings(defaults.settings);
  }
  void operator()(const ast::Input &input) {
    define(NameKind::Input, input.name.where);
  }
  void operator()(const ast::Remove &remove) { layers(remove.names); }
  void operator()(const ast::ReplaceModule &replace) {
    moduleNamed(replace.module);
    moduleNamed(replace.by);
  }
  void operator()(const ast::Replace &replace) {
    statements(replace.body);
    layers(replace.names);
  }
  void operator()(const ast::Insert &insert) {
    layers({insert.at});
    statements(insert.body);
  }
  template <typename Other> void operator()(const Other &) {}

private:
  void define(NameKind kind, const SourceRange &where) {
    names.push_back({kind, where, where});
  }
  void use(NameKind kind, const SourceRange &where, SourceRange definition) {
    names.push_back({kind, where, std::move(definition)});
  }

  void statements(const std::vector<ast::Statement> &list) {
    for (const ast::Statement &statement : list)
      std::visit(*this, statement.what);
  }
  void block(const std::vector<ast::Statement> &body, const Scope *outer) {
    Scope own{outer, {}};
    declare(body, file, own);
    const Scope *around = scope;
    scope = &own;
    statements(body);
    scope = around;
  }

  void stage(const ast::Layer &layer) {
    for (const ast::Value &argument : layer.arguments)
      value(argument);
    settings(layer.settings);
  }
  void stage(const ast::ModuleCall &call) {
    const ast::Module *called = moduleNamed(call.module);
    for (const ast::Argument &argument : call.arguments) {
      if (argument.name)
        parameter(called, *argument.name);
      value(argument.value);
    }
  }
  void stage(const ast::JoinBlock &join) { block(join.branches, scope); }
  void stage(const ast::JoinNames &join) {
    for (const ast::Path &input : join.inputs)
      path(input);
  }

  const ast::Module *moduleNamed(const ast::Name &name) {
    auto it = file.modules.find(name.text);
    if (it == file.modules.end())
      return nullptr;
    use(NameKind::Module, name.where, it->second.module->name.where);
    return it->second.module;
  }
  bool parameter(const ast::Module *of, const ast::Name &name) {
    for (size_t i = 0; of && i < of->parameters.size(); ++i)
      if (of->parameters[i].text == name.text) {
        use(NameKind::Parameter, name.where, of->parameters[i].where);
        return true;
      }
    return false;
  }
  /// A parameter of the module of any table in the network.
  void columnOfTables(const ast::Name &name) {
    for (size_t i = 0; body && i < body->size(); ++i)
      if (const auto *written = std::get_if<ast::Table>(&(*body)[i].what))
        if (auto it = file.modules.find(written->module.text);
            it != file.modules.end() && parameter(it->second.module, name))
          return;
  }
  std::shared_ptr<Scope> extended(const ast::Name &base) {
    auto it = file.networks.find(base.text);
    if (it == file.networks.end())
      return nullptr;
    const NetworkRef &ref = it->second;
    use(NameKind::Network, base.where, ref.network->name.where);
    return scopeOf(*ref.network, *ref.file);
  }
  /// Names of the network that is extended.
  void layers(const std::vector<ast::Name> &list) {
    const Scope *own = std::exchange(scope, inherited);
    for (const ast::Name &name : list)
      path({{name.text}, name.where});
    scope = own;
  }

  /// Each of its names by itself where no blank stands between them.
  void path(const ast::Path &written) {
    const SourceRange &where = written.where;
    int width = static_cast<int>(written.text().size());
    if (!scope || written.isInput() || where.endColumn - where.column != width)
      return;
    SourceRange part = where;
    for (size_t i = 0; i < written.names.size(); ++i) {
      part.endColumn = part.column + static_cast<int>(written.names[i].size());
      std::vector<std::shared_ptr<Scope>> keep;
      if (const Symbol *symbol = resolve(written, i + 1, *scope, keep))
        use(symbol->kind, part, symbol->where);
      part.column = part.endColumn + 1;
    }
  }

  void settings(const std::vector<ast::Setting> &list) {
    for (const ast::Setting &setting : list)
      value(setting.value);
  }
  void values(const std::vector<ast::Value> &list) {
    for (const ast::Value &each : list)
      value(each);
  }
  void value(const ast::Value &written) {
    if (const auto *word = written.as<ast::Word>())
      parameter(module, {word->text, written.where});
    else if (const auto *ratio = written.as<ast::Ratio>())
      values(ratio->parts);
    else if (const auto *arithmetic = written.as<ast::Arithmetic>())
      values(arithmetic->operands);
    else if (const auto *list = written.as<ast::List>())
      values(list->values);
    else if (const auto *group = written.as<ast::Group>())
      settings(group->settings);
  }

  const SpecFile &file;
  std::vector<NameUse> &names;
  const ast::Module *module = nullptr; ///< That is being looked at.
  const ast::Module *table = nullptr;  ///< Whose rows follow.
  const std::vector<ast::Statement> *body = nullptr; ///< Of the network.
  const Scope *scope = nullptr;
  const Scope *inherited = nullptr; ///< Of the network that is extended.
};

} // namespace

std::vector<NameUse> namesOf(const SpecTree &tree) {
  std::vector<NameUse> names;
  for (const auto &file : tree) {
    Collector collector(*file, names);
    for (const ast::Item &item : file->syntax.items)
      std::visit(collector, item);
  }
  return names;
}

bool sameStart(const SourceRange &left, const SourceRange &right) {
  return left.line == right.line && left.column == right.column &&
         left.file == right.file;
}

bool covers(const SourceRange &where, const SourceRange &place) {
  return where.line == place.line && where.column <= place.column &&
         place.column <= where.endColumn && where.file == place.file;
}

const NameUse *nameAt(const std::vector<NameUse> &names,
                      const SourceRange &place) {
  const NameUse *found = nullptr;
  for (const NameUse &name : names)
    if (covers(name.where, place) &&
        (!found || found->where.column <= name.where.column))
      found = &name;
  return found;
}

} // namespace gnet
