#include "language/elaboration/Elaborator.h"

#include "language/elaboration/InputReader.h"

#include <fmt/format.h>

namespace gnet {

namespace {

bool hasBroken(const WholeNetwork &whole) {
  for (const PlacedStatement &each : whole.body)
    if (std::holds_alternative<ast::Broken>(each.syntax.what))
      return true;
  return false;
}

/// Keeps the first declaration of a kind and reports the others.
template <typename Declaration>
const Declaration *onlyOne(const std::vector<ast::Statement> &statements,
                           const char *what, Diagnostics &diagnostics) {
  const Declaration *first = nullptr;
  SourceRange where;
  for (const ast::Statement &statement : statements) {
    const auto *written = std::get_if<Declaration>(&statement.what);
    if (written && first)
      diagnostics
          .error(statement.where,
                 fmt::format("a network has one {}; this is the second", what))
          .note(where, "the first is here");
    else if (written)
      first = written, where = statement.where;
  }
  return first;
}

} // namespace

/// The variant's, else that of the nearest base that has one.
template <typename Declaration>
const Declaration *Elaborator::declared(const char *what) {
  const Declaration *last = nullptr;
  for (const NetworkLevel &level : whole.levels)
    if (const auto *own =
            onlyOne<Declaration>(level.network->body, what, diagnostics))
      last = own;
  return last;
}

Result Elaborator::declareInput() {
  const auto *input = declared<ast::Input>("input");
  if (!input) {
    if (!hasBroken(whole))
      diagnostics.error(whole.name.where,
                        fmt::format("network '{}' has no input: write as "
                                    "input image: 3x224x224",
                                    whole.name.text));
    return std::nullopt;
  }
  std::optional<Input> read = readInput(*input, diagnostics);
  if (read)
    network.input = std::move(*read);
  Result result = read ? Result(networkInput) : std::nullopt;
  if (input->name.text != "input")
    symbols.complete(claim(input->name, "").path, result);
  return result;
}

void Elaborator::declarePaper() {
  if (const auto *paper = declared<ast::Paper>("paper"))
    network.paper = paper->citation.text;
}

void Elaborator::declareTraining() {
  const auto *training = declared<ast::Training>("training");
  if (!training)
    return;
  Bindings none;
  Attributes attributes({"training", training->where}, none, diagnostics);
  attributes.addSettings(training->settings);
  network.training.labelSmoothing =
      attributes.real("label_smoothing", {0, 0.999}, 0);
  attributes.finish();
}

void Elaborator::readLabelsOf(Result output) {
  const auto *labels = declared<ast::Labels>("labels file");
  if (!labels)
    return;
  network.labels = readLabels(*labels, readFile, diagnostics);
  if (output && !network.labels.empty())
    expectLabels(*labels);
}

/// Known from the start: rows above a table can be printed in its columns.
void Elaborator::collectColumns() {
  std::set<std::string> seen;
  for (const PlacedStatement &each : whole.body)
    if (const auto *table = std::get_if<ast::Table>(&each.syntax.what))
      for (const ast::Name &column : table->columns)
        if (seen.insert(column.text).second)
          network.columns.push_back(column.text);
}

} // namespace gnet
