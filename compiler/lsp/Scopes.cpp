#include "lsp/Scopes.h"

#include "language/elaboration/LayerReader.h"

namespace gnet {

namespace {

/// Bases of bases, as deep as imports can be.
constexpr int maxBases = 64;

const ModuleRef *findModule(const SpecFile &file, const std::string &name) {
  auto it = file.modules.find(name);
  return it == file.modules.end() ? nullptr : &it->second;
}

/// Declares the statements of one block.
class Declarer {
public:
  Declarer(const SpecFile &file, Scope &scope) : file(file), scope(scope) {}

  void operator()(const ast::LayerStatement &statement) {
    const std::vector<ast::Stage> &stages = statement.pipeline.stages;
    if (!statement.name)
      return declareStages(stages);
    Symbol symbol{NameKind::Layer, statement.name->where,
                  std::make_shared<Scope>()};
    Declarer inner(file, *symbol.inner);
    bool isWhole = stages.size() == 1 && !stages.front().as;
    if (isWhole)
      inner.declareContents(stages.front(), symbol);
    else
      inner.declareStages(stages);
    add(statement.name->text, symbol);
  }
  void operator()(const ast::Table &written) { table = written.module.text; }
  void operator()(const ast::Row &row) {
    add(table + "_" + row.label.text,
        {NameKind::Layer, row.label.where, {}, findModule(file, table)});
  }
  void operator()(const ast::Head &head) {
    Symbol symbol{NameKind::Head, head.name.where, std::make_shared<Scope>()};
    declare(head.body, file, *symbol.inner);
    add(head.name.text, symbol);
  }
  void operator()(const ast::Input &input) {
    add(input.name.text, {NameKind::Input, input.name.where, {}});
  }
  void operator()(const ast::Replace &replace) { declareAll(replace.body); }
  void operator()(const ast::Insert &insert) { declareAll(insert.body); }
  template <typename Other> void operator()(const Other &) {}

  void declareAll(const std::vector<ast::Statement> &statements) {
    for (const ast::Statement &statement : statements)
      std::visit(*this, statement.what);
  }

private:
  void declareStages(const std::vector<ast::Stage> &stages) {
    for (const ast::Stage &stage : stages) {
      bool isPart = std::holds_alternative<ast::JoinBlock>(stage.what) &&
                    !stage.as && !stage.count;
      Symbol symbol{NameKind::Layer, stage.where, std::make_shared<Scope>()};
      if (stage.as)
        symbol.where = stage.as->where;
      // The branches of an unnamed join are names of the body around it.
      Declarer inner(file, isPart ? scope : *symbol.inner);
      inner.declareContents(stage, symbol);
      add(stage.as ? stage.as->text : automaticNameOf(stage), symbol);
    }
  }

  void declareContents(const ast::Stage &stage, Symbol &symbol) {
    if (const auto *join = std::get_if<ast::JoinBlock>(&stage.what))
      declareAll(join->branches);
    if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
      symbol.module = findModule(file, call->module.text);
  }

  static std::string automaticNameOf(const ast::Stage &stage) {
    if (const auto *layer = std::get_if<ast::Layer>(&stage.what))
      return automaticName(*layer);
    if (const auto *call = std::get_if<ast::ModuleCall>(&stage.what))
      return call->module.text;
    if (const auto *names = std::get_if<ast::JoinNames>(&stage.what))
      return joinWord(names->kind);
    return joinWord(std::get<ast::JoinBlock>(stage.what).kind);
  }

  /// The second of a name is called `name_2`.
  void add(const std::string &name, const Symbol &symbol) {
    int &count = counts[name];
    ++count;
    scope.names.try_emplace(
        count == 1 ? name : name + "_" + std::to_string(count), symbol);
  }

  const SpecFile &file;
  Scope &scope;
  std::string table;
  std::map<std::string, int> counts;
};

std::shared_ptr<Scope> scopeOf(const ast::Network &network,
                               const SpecFile &file, int depth) {
  auto scope = std::make_shared<Scope>();
  if (network.base && depth < maxBases) {
    auto it = file.networks.find(network.base->text);
    if (it != file.networks.end())
      scope = scopeOf(*it->second.network, *it->second.file, depth + 1);
  }
  // The variant's own names go before.
  Scope own;
  declare(network.body, file, own);
  for (auto &[name, symbol] : own.names)
    scope->names.insert_or_assign(name, std::move(symbol));
  return scope;
}

} // namespace

void declare(const std::vector<ast::Statement> &statements,
             const SpecFile &file, Scope &scope) {
  Declarer(file, scope).declareAll(statements);
}

std::shared_ptr<Scope> scopeOf(const ast::Network &network,
                               const SpecFile &file) {
  return scopeOf(network, file, 0);
}

const Symbol *resolve(const ast::Path &path, size_t count, const Scope &scope,
                      std::vector<std::shared_ptr<Scope>> &keep) {
  const Symbol *symbol = nullptr;
  for (const Scope *each = &scope; each && !symbol; each = each->outer)
    if (auto it = each->names.find(path.names.front()); it != each->names.end())
      symbol = &it->second;
  for (size_t i = 1; symbol && i < count; ++i) {
    std::shared_ptr<Scope> inner = symbol->inner;
    if (symbol->module) {
      inner = std::make_shared<Scope>();
      declare(symbol->module->module->body, *symbol->module->file, *inner);
    }
    if (!inner)
      return nullptr;
    keep.push_back(inner);
    auto it = inner->names.find(path.names[i]);
    symbol = it == inner->names.end() ? nullptr : &it->second;
  }
  return symbol;
}

} // namespace gnet
