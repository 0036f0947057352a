#include "onnx/import/Statements.h"

#include "network/Uses.h"
#include "onnx/import/ModuleNames.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace gnet {

namespace {

/// Convolutions that share a name's start are one pipeline, as `conv2` of
/// GoogLeNet; longer ones are easier to read one by one.
constexpr size_t maxPipeline = 4;

class StatementMaker {
public:
  StatementMaker(const ImportedNetwork &imported, const SpecDefaults &defaults,
                 SpecChain items)
      : network(imported.network), defaults(defaults), items(std::move(items)),
        uses(countUses(network)) {
    body.layerNames = layerNameParts(imported);
  }

  SpecBody make() {
    llvm::StringRef input = network.input.name;
    std::string name = asIdentifier(input.rsplit('/').second);
    name = name.empty() ? asIdentifier(input) : name;
    body.input = names.claim(name.empty() ? "image" : name);
    std::vector<SpecPattern> patterns = findPatterns(network, defaults, items);
    cut(patterns);
    joinPipelines();
    nameModules(network, body, patterns);
    nameStatements();
    chooseRows();
    return std::move(body);
  }

private:
  /// Pieces become instances, what is between them plain statements.
  void cut(const std::vector<SpecPattern> &patterns) {
    std::map<size_t, std::pair<size_t, const SpecPiece *>> starts;
    for (size_t i = 0; i < patterns.size(); ++i) {
      SpecModule module;
      module.numbers = findParameters(patterns[i]);
      const SpecPiece &first = patterns[i].front();
      module.body = slice(first);
      body.modules.push_back(std::move(module));
      for (const SpecPiece &piece : patterns[i])
        starts[piece.first] = {i, &piece};
    }
    for (size_t i = 0; i < items.size(); ++i) {
      SpecStatement statement;
      auto it = starts.find(i);
      if (it == starts.end()) {
        statement.items = {items[i]};
      } else {
        const auto &[index, piece] = it->second;
        statement.module = index;
        statement.items = slice(*piece);
        for (const auto &numbers : body.modules[index].numbers.numbers)
          statement.arguments.push_back(piece->numbers[numbers.front()].value);
        i = piece->last;
      }
      body.statements.push_back(std::move(statement));
    }
  }

  SpecChain slice(const SpecPiece &piece) const {
    return {items.begin() + static_cast<std::ptrdiff_t>(piece.first),
            items.begin() + static_cast<std::ptrdiff_t>(piece.last) + 1};
  }

  /// The start of the name of a single layer's statement.
  std::string startOf(const SpecStatement &statement) const {
    const SpecItem &first = statement.items.front();
    if (statement.module || first.isBlock() || first.inputs.size() > 1)
      return "";
    const NameParts &name = parts[first.main];
    return name.size() < 2 ? "" : name.front();
  }

  void joinPipelines() {
    std::map<std::string, size_t> count;
    forEachItem(items, [&](const SpecItem &item) {
      if (!parts[item.main].empty())
        ++count[parts[item.main].front()];
    });
    std::vector<SpecStatement> joined;
    for (SpecStatement &statement : body.statements) {
      std::string start = startOf(statement);
      SpecStatement *last = joined.empty() ? nullptr : &joined.back();
      if (last && !start.empty() && startOf(*last) == start &&
          count[start] <= maxPipeline && goesOn(*last, statement))
        last->items.push_back(std::move(statement.items.front()));
      else
        joined.push_back(std::move(statement));
    }
    body.statements = std::move(joined);
  }

  bool goesOn(const SpecStatement &last, const SpecStatement &next) const {
    return next.items.front().inputs == std::vector<LayerId>{last.result()} &&
           uses[last.result()] == 1;
  }

  void nameStatements() {
    // Names that the file gives go first: numbered ones give way.
    for (SpecStatement &statement : body.statements)
      if (!statement.module)
        statement.name = wantedName(statement);
    for (SpecStatement &statement : body.statements) {
      if (statement.name.empty())
        continue;
      std::string name = names.claim(statement.name);
      if (name != statement.name)
        statement.label.clear();
      statement.name = name;
    }
    std::map<std::string, int> total;
    for (const SpecStatement &statement : body.statements)
      if (statement.name.empty())
        ++total[kindName(statement)];
    std::map<std::string, int> count;
    for (SpecStatement &statement : body.statements) {
      if (!statement.name.empty())
        continue;
      std::string kind = kindName(statement);
      statement.name = names.claim(
          total[kind] == 1 ? kind : fmt::format("{}{}", kind, ++count[kind]));
    }
  }

  std::string wantedName(const SpecStatement &statement) const {
    const SpecItem &first = statement.items.front();
    if (first.isBlock())
      return asIdentifier(commonLayerName(parts, statement.items));
    const NameParts &name = parts[first.main];
    if (statement.items.size() > 1)
      return asIdentifier(name.front());
    if (name.empty())
      return "";
    std::string last = asIdentifier(name.back());
    if (!last.empty() && isOnly(name.back()))
      return last;
    std::string start = asIdentifier(name.front());
    return !start.empty() && isOnly(name.front()) ? start
                                                  : asIdentifier(joined(name));
  }

  /// Whether no two layers are called so at their start or end.
  bool isOnly(const std::string &part) const {
    int count = 0;
    for (const NameParts &name : parts)
      if (!name.empty())
        count += name.front() == part || name.back() == part;
    return count == 1;
  }

  std::string kindName(const SpecStatement &statement) const {
    return kindOf(network.layers[statement.items.front().main].op).shortName;
  }

  /// Rows of tables: instances that go on from the statement before, not alone.
  void chooseRows() {
    std::vector<SpecStatement *> candidates;
    LayerId flow = networkInput;
    for (SpecStatement &statement : body.statements) {
      const std::vector<LayerId> &from = statement.items.front().inputs;
      if (statement.module && !statement.label.empty() &&
          statement.arguments.size() > 1 && from.size() == 1 &&
          from.front() == flow)
        candidates.push_back(&statement);
      flow = statement.result();
    }
    for (size_t i = 0; i + 1 < candidates.size(); ++i)
      if (candidates[i]->module == candidates[i + 1]->module)
        candidates[i]->isRow = candidates[i + 1]->isRow = true;
  }

  const Network &network;
  const SpecDefaults &defaults;
  SpecChain items;
  std::vector<int> uses;
  NamePool names;
  SpecBody body;
  const std::vector<NameParts> &parts = body.layerNames;
};

} // namespace

SpecBody makeStatements(const ImportedNetwork &imported,
                        const SpecDefaults &defaults, SpecChain body) {
  return StatementMaker(imported, defaults, std::move(body)).make();
}

} // namespace gnet
