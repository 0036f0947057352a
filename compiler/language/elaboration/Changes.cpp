#include "language/elaboration/Changes.h"

#include "language/diagnostics/Spelling.h"

#include <fmt/format.h>

namespace gnet {

namespace {

template <typename Kind> bool is(const ast::Statement &statement) {
  return std::holds_alternative<Kind>(statement.what);
}

void forgetExpectations(std::vector<ast::Statement> &statements);

/// A variant's figures are not those that the base's paper prints. What a
/// table says of convolutions (`64 n3x3_reduce`) stays.
void forgetExpectations(ast::Statement &statement) {
  if (auto *layers = std::get_if<ast::LayerStatement>(&statement.what)) {
    layers->expect.output.reset();
    layers->expect.params.reset();
    layers->expect.ops.reset();
    for (ast::Stage &stage : layers->pipeline.stages)
      if (auto *join = std::get_if<ast::JoinBlock>(&stage.what))
        forgetExpectations(join->branches);
  } else if (auto *row = std::get_if<ast::Row>(&statement.what)) {
    for (ast::ExpectedCell &cell : row->expected)
      cell = {ast::Unknown{}, "-", cell.where};
  } else if (auto *head = std::get_if<ast::Head>(&statement.what)) {
    forgetExpectations(head->body);
  }
}

void forgetExpectations(std::vector<ast::Statement> &statements) {
  for (ast::Statement &statement : statements)
    forgetExpectations(statement);
}

/// True if it could not be parsed and what it defines is not known.
bool mayHoldAnyName(const ast::Statement &statement) {
  const auto *layers = std::get_if<ast::LayerStatement>(&statement.what);
  return is<ast::Broken>(statement) ||
         (layers && layers->broken && !layers->name);
}

} // namespace

bool isChange(const ast::Statement &statement) {
  return is<ast::Remove>(statement) || is<ast::ReplaceModule>(statement) ||
         is<ast::Replace>(statement) || is<ast::Insert>(statement);
}

bool isOrdered(const ast::Statement &statement) {
  return is<ast::LayerStatement>(statement) || is<ast::Table>(statement) ||
         is<ast::Row>(statement) || is<ast::Head>(statement) ||
         is<ast::Broken>(statement);
}

Changes::Changes(WholeNetwork inherited, NetworkLevel variant,
                 Diagnostics &diagnostics)
    : whole(std::move(inherited)), base(whole.levels.back()), variant(variant),
      diagnostics(diagnostics) {
  for (PlacedStatement &statement : whole.body) {
    forgetExpectations(statement.syntax);
    isIncomplete = isIncomplete || mayHoldAnyName(statement.syntax);
    entries.push_back({std::move(statement), {}, {}, {}, false, false});
  }
  whole.body.clear();
  nameEntries();
}

void Changes::nameEntries() {
  std::string table;
  for (size_t i = 0; i < entries.size(); ++i) {
    const ast::StatementKind &what = entries[i].statement.syntax.what;
    if (const auto *written = std::get_if<ast::Table>(&what))
      table = written->module.text;
    else if (const auto *row = std::get_if<ast::Row>(&what))
      nameEntry(table + "_" + row->label.text, row->label.where, i);
    else if (const auto *head = std::get_if<ast::Head>(&what))
      nameEntry(head->name.text, head->name.where, i);
    else if (const auto *layers = std::get_if<ast::LayerStatement>(&what))
      if (layers->name)
        nameEntry(layers->name->text, layers->name->where, i);
  }
}

void Changes::nameEntry(const std::string &name, const SourceRange &where,
                        size_t index) {
  names.try_emplace(name, Named{index, where});
}

void Changes::make(const ast::Statement &change) {
  if (const auto *remove = std::get_if<ast::Remove>(&change.what))
    make(*remove);
  else if (const auto *module = std::get_if<ast::ReplaceModule>(&change.what))
    make(*module);
  else if (const auto *replace = std::get_if<ast::Replace>(&change.what))
    make(*replace);
  else
    make(std::get<ast::Insert>(change.what));
}

void Changes::make(const ast::Remove &remove) {
  for (const ast::Name &name : remove.names)
    if (Entry *entry = find(name))
      takeAway(*entry, name, "removed");
}

void Changes::make(const ast::Replace &replace) {
  Entry *first = nullptr;
  for (const ast::Name &name : replace.names) {
    Entry *entry = find(name);
    if (entry && takeAway(*entry, name, "replaced") &&
        (!first || entry < first))
      first = entry;
  }
  if (!first)
    return;
  first->keepsName = !replace.isBlock;
  place(replace.body, first->instead);
}

void Changes::make(const ast::Insert &insert) {
  Entry *entry = find(insert.at);
  if (!entry)
    return;
  if (entry->isGone && !entry->keepsName) {
    const Removal &removal = removals.at(insert.at.text);
    diagnostics
        .error(insert.at.where,
               fmt::format("'{}' is {} already: nothing can be inserted there",
                           insert.at.text, removal.how))
        .note(removal.where, fmt::format("{} here", removal.how))
        .note(removal.definedAt, "the base has it here");
    return;
  }
  place(insert.body,
        insert.side == ast::Insert::Before ? entry->before : entry->after);
}

Changes::Entry *Changes::find(const ast::Name &name) {
  auto it = names.find(name.text);
  if (it != names.end())
    return &entries[it->second.index];
  std::vector<std::string> candidates;
  for (const auto &[candidate, named] : names)
    if (!diagnostics.isFull())
      candidates.push_back(candidate);
  if (!isIncomplete)
    reportUnknown(diagnostics, name.where, name.text,
                  fmt::format("network '{}' has no statement '{}'",
                              base.network->name.text, name.text),
                  candidates)
        .note(base.network->name.where, "the network is here");
  return nullptr;
}

/// False if it is gone already (reported).
bool Changes::takeAway(Entry &entry, const ast::Name &name, const char *how) {
  Removal removal{how, name.where, names.at(name.text).where};
  auto [it, isNew] = removals.try_emplace(name.text, removal);
  entry.isGone = true;
  if (isNew)
    return true;
  diagnostics
      .error(name.where,
             fmt::format("'{}' is {} already", name.text, it->second.how))
      .note(it->second.where, fmt::format("{} here", it->second.how))
      .note(it->second.definedAt, "the base has it here");
  return false;
}

void Changes::place(const std::vector<ast::Statement> &block,
                    std::vector<PlacedStatement> &into) {
  for (const ast::Statement &statement : block) {
    if (isOrdered(statement))
      into.push_back({statement, variant.file});
    else
      diagnostics.error(statement.where,
                        "only layers, tables, rows and heads can stand in "
                        "what is inserted or replaces something: write this "
                        "in the body of the network itself");
  }
}

/// By the name that the base knows it by, else that the variant does.
const ModuleRef *Changes::findReplaced(const ast::Name &name) {
  std::vector<std::string> candidates;
  bool isWhole = true;
  for (auto level = whole.levels.rbegin(); level != whole.levels.rend();
       ++level) {
    const SpecFile &file = *level->file;
    if (auto it = file.modules.find(name.text); it != file.modules.end())
      return &it->second;
    isWhole = isWhole && !file.isIncomplete;
    for (const auto &[candidate, module] : file.modules)
      candidates.push_back(candidate);
  }
  const SpecFile &own = *variant.file;
  if (auto it = own.modules.find(name.text); it != own.modules.end())
    return &it->second;
  if (isWhole && !own.isIncomplete)
    reportUnknown(diagnostics, name.where, name.text,
                  fmt::format("network '{}' uses no module '{}'",
                              base.network->name.text, name.text),
                  candidates)
        .note(base.network->name.where, "the network is here");
  return nullptr;
}

void Changes::make(const ast::ReplaceModule &replace) {
  const ast::Name &name = replace.module;
  auto [it, isNew] = replacedModules.try_emplace(name.text, name.where);
  if (!isNew) {
    diagnostics
        .error(name.where,
               fmt::format("module '{}' is replaced a second time", name.text))
        .note(it->second, "first replaced here");
    return;
  }
  const ModuleRef *replaced = findReplaced(name);
  auto by = variant.file->modules.find(replace.by.text);
  if (by == variant.file->modules.end()) {
    std::vector<std::string> candidates;
    for (const auto &[candidate, module] : variant.file->modules)
      candidates.push_back(candidate);
    if (!variant.file->isIncomplete)
      reportUnknown(diagnostics, replace.by.where, replace.by.text,
                    fmt::format("there is no module '{}'", replace.by.text),
                    candidates);
    return;
  }
  if (!replaced)
    return;
  if (replaced->module == by->second.module) {
    diagnostics.error(
        replace.by.where,
        fmt::format("module '{}' cannot replace itself", replace.by.text));
    return;
  }
  ModuleRef ref = by->second;
  ref.replacesAt = name.where;
  whole.replacements.push_back({name, replaced->module, ref});
}

WholeNetwork Changes::take() {
  std::vector<PlacedStatement> &body = whole.body;
  const PlacedStatement *table = nullptr;
  auto append = [&](const std::vector<PlacedStatement> &block) {
    bool hasTable = false;
    for (const PlacedStatement &each : block) {
      hasTable = hasTable || is<ast::Table>(each.syntax);
      body.push_back(each);
    }
    // The base's rows that follow belong to the base's table.
    if (hasTable && table)
      body.push_back(*table);
  };
  for (const Entry &entry : entries) {
    append(entry.before);
    if (is<ast::Table>(entry.statement.syntax))
      table = &entry.statement;
    if (entry.isGone)
      append(entry.instead);
    else
      body.push_back(entry.statement);
    append(entry.after);
  }
  for (auto &[name, removal] : removals)
    whole.removals.insert_or_assign(name, removal);
  return std::move(whole);
}

} // namespace gnet
