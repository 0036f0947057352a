#include "language/elaboration/Instances.h"

#include "language/diagnostics/Spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

std::vector<std::string> namesOf(const std::vector<ast::Name> &names) {
  std::vector<std::string> texts;
  for (const ast::Name &name : names)
    texts.push_back(name.text);
  return texts;
}

bool contains(const std::vector<ast::Name> &names, const std::string &text) {
  return std::any_of(names.begin(), names.end(),
                     [&](const ast::Name &name) { return name.text == text; });
}

bool sets(const std::vector<ast::Setting> &settings, const std::string &key) {
  return std::any_of(settings.begin(), settings.end(),
                     [&](const auto &each) { return each.key.text == key; });
}

/// Where the module comes from that the parameters are held against.
void noteModule(Diagnostic &error, const ModuleRef &ref) {
  error.note(ref.module->name.where, "the module is defined here");
  if (ref.replacesAt.line > 0)
    error.note(ref.replacesAt, fmt::format("'{}' replaces another here",
                                           ref.module->name.text));
}

/// A parameter once, and one that the module has.
bool checkName(const ModuleRef &ref, const ast::Name &name, Bindings &bindings,
               Diagnostics &diagnostics) {
  const ast::Module &module = *ref.module;
  if (!contains(module.parameters, name.text)) {
    noteModule(reportUnknown(diagnostics, name.where, name.text,
                             fmt::format("module '{}' has no parameter '{}'",
                                         module.name.text, name.text),
                             namesOf(module.parameters)),
               ref);
    return false;
  }
  if (bindings.count(name.text)) {
    diagnostics.error(name.where,
                      fmt::format("'{}' is given a second time", name.text));
    return false;
  }
  return true;
}

std::string count(size_t number, const char *what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

} // namespace

bool bindArguments(const ModuleRef &ref, const ast::ModuleCall &call,
                   const Bindings &outer, Bindings &bindings,
                   Diagnostics &diagnostics) {
  const ast::Module &module = *ref.module;
  bool fits = true;
  size_t position = 0;
  for (const ast::Argument &argument : call.arguments) {
    ast::Value value = substitute(argument.value, outer, diagnostics);
    if (argument.name) {
      if (checkName(ref, *argument.name, bindings, diagnostics))
        bindings[argument.name->text] = std::move(value);
      else
        fits = false;
    } else if (position < module.parameters.size()) {
      bindings[module.parameters[position].text] = std::move(value);
    }
    position += !argument.name;
  }
  bool isMixed = position > 0 && position < call.arguments.size();
  if (isMixed) {
    diagnostics.error(call.where,
                      "arguments are given all by name or all by position");
    fits = false;
  }
  bool isWrongCount = position > module.parameters.size() ||
                      bindings.size() < module.parameters.size();
  if (fits && isWrongCount) {
    noteModule(diagnostics.error(
                   call.where,
                   fmt::format("module '{}' takes {}, not {}", module.name.text,
                               count(module.parameters.size(), "argument"),
                               call.arguments.size())),
               ref);
    fits = false;
  }
  for (const auto &[name, value] : unknownBindings(module))
    bindings.try_emplace(name, value);
  return fits;
}

bool checkColumns(const ModuleRef &ref, const ast::Table &table,
                  Diagnostics &diagnostics) {
  const ast::Module &module = *ref.module;
  Bindings seen;
  bool fits = true;
  for (const ast::Name &column : table.columns) {
    if (!checkName(ref, column, seen, diagnostics))
      fits = false;
    seen[column.text] = {};
  }
  for (const ast::Name &parameter : module.parameters) {
    if (!fits || seen.count(parameter.text))
      continue;
    Diagnostic &error = diagnostics.error(
        table.module.where,
        fmt::format("the table has no column for the parameter '{}' of "
                    "module '{}'",
                    parameter.text, module.name.text));
    error.note(parameter.where, "the parameter is here");
    noteModule(error, ref);
    fits = false;
  }
  return fits;
}

bool bindCells(const ModuleRef &ref, const ast::Table &table,
               const ast::Row &row, const Bindings &outer, Bindings &bindings,
               Diagnostics &diagnostics) {
  bindings = unknownBindings(*ref.module);
  if (row.cells.size() != table.columns.size()) {
    bool tooMany = row.cells.size() > table.columns.size();
    SourceRange where = tooMany ? row.cells[table.columns.size()].where
                        : row.cells.empty() ? row.label.where
                                            : row.cells.back().where;
    diagnostics
        .error(where,
               fmt::format("row '{}' has {}, where the table has {}",
                           row.label.text, count(row.cells.size(), "value"),
                           count(table.columns.size(), "column")))
        .note(table.module.where, "the table's header is here");
    return false;
  }
  for (size_t i = 0; i < row.cells.size(); ++i)
    bindings[table.columns[i].text] =
        substitute(row.cells[i], outer, diagnostics);
  return true;
}

Bindings unknownBindings(const ast::Module &module) {
  Bindings bindings;
  for (const ast::Name &parameter : module.parameters)
    bindings[parameter.text] = {ast::Unknown{}, parameter.where};
  return bindings;
}

void overlayDefaults(const std::vector<ast::Statement> &body,
                     const Bindings &bindings, DefaultSettings &defaults,
                     Diagnostics &diagnostics) {
  std::map<std::string, SourceRange> seen;
  for (const ast::Statement &statement : body) {
    const auto *written = std::get_if<ast::Defaults>(&statement.what);
    if (!written)
      continue;
    checkDefaults(*written, bindings, diagnostics);
    auto [it, isNew] =
        seen.try_emplace(written->kind.text, written->kind.where);
    if (!isNew) {
      diagnostics
          .error(written->kind.where,
                 fmt::format("the defaults of {} are set a second time",
                             written->kind.text))
          .note(it->second, "first set here");
      continue;
    }
    // The first of a key counts: the body's own go before.
    auto &settings = defaults[written->kind.text];
    std::vector<std::shared_ptr<const ast::Setting>> overlaid;
    for (const ast::Setting &setting : written->settings)
      overlaid.push_back(std::make_shared<ast::Setting>(ast::Setting{
          setting.key, substitute(setting.value, bindings, diagnostics)}));
    for (const auto &outer : settings)
      if (!sets(written->settings, outer->key.text))
        overlaid.push_back(outer);
    settings = std::move(overlaid);
  }
}

size_t listedDefaults(const std::vector<ast::Statement> &body) {
  size_t count = 0;
  for (const ast::Statement &statement : body)
    if (const auto *defaults = std::get_if<ast::Defaults>(&statement.what))
      count += listedValues(defaults->settings);
  return count;
}

void noteInstances(Diagnostic &error, const Instance &instance) {
  for (const Instance *use = &instance; use && use->user; use = use->user)
    error.note(use->usedAt, fmt::format("for '{}' here", use->path));
}

} // namespace gnet
