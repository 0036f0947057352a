#include "onnx/import/Spec.h"

#include "network/LayerNames.h"
#include "network/ShapeText.h"
#include "onnx/import/ModuleNames.h"
#include "onnx/import/Statements.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace gnet {

namespace {

/// Where expectations stand, if the statements are shorter.
constexpr size_t expectColumn = 56;
constexpr size_t lineLength = 100;

std::string callText(const std::string &name,
                     const std::vector<std::string> &arguments, int indent) {
  std::string text = name + "(";
  size_t lineStart = 0;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const char *comma = i + 1 < arguments.size() ? ", " : "";
    if (text.size() - lineStart + arguments[i].size() > lineLength - 20) {
      text = llvm::StringRef(text).rtrim().str() + "\n";
      lineStart = text.size();
      text += std::string(static_cast<size_t>(indent) + 4, ' ');
    }
    text += arguments[i] + comma;
  }
  return text + ")";
}

/// What repeats is written once.
SpecChain written(const Network &network, const SpecChain &structure) {
  std::vector<bool> isRepeated(structure.size());
  for (const SpecPattern &pattern : findPatterns(network, {}, structure))
    for (const SpecPiece &piece : llvm::drop_begin(pattern))
      for (size_t i = piece.first; i <= piece.last; ++i)
        isRepeated[i] = true;
  SpecChain once;
  for (size_t i = 0; i < structure.size(); ++i)
    if (!isRepeated[i])
      once.push_back(structure[i]);
  return once;
}

/// Cells under their columns.
using Cells = std::vector<std::string>;

class SpecWriter {
public:
  SpecWriter(const ImportedNetwork &imported)
      : network(imported.network), structure(findStructure(network)),
        defaults(chooseDefaults(network, written(network, structure))),
        body(makeStatements(imported, defaults, structure)) {
    values[networkInput] = body.input;
    for (const SpecStatement &statement : body.statements)
      values[statement.result()] = statement.name;
  }

  std::string write(const std::string &origin) {
    text = "// Imported from " + origin + ".\n";
    for (const SpecModule &module : body.modules)
      writeModule(module);
    const Shape &input = network.input.shape;
    text += fmt::format("\nnetwork {} {{\n  input {}: {}x{}x{}\n", network.name,
                        body.input, input.channels, input.height, input.width);
    writeDefaults();
    text += "\n";
    LayerId flow = networkInput;
    for (size_t i = 0; i < body.statements.size(); ++i) {
      const SpecStatement &statement = body.statements[i];
      if (!statement.isRow)
        writeStatement(statement, flow);
      else
        writeRow(i);
      flow = statement.result();
    }
    return text + "}\n";
  }

private:
  void writeModule(const SpecModule &module) {
    size_t next = 0;
    auto number = [&](const SpecNumber &each) {
      std::optional<size_t> parameter = module.numbers.ofNumber[next++];
      return parameter ? module.parameters[*parameter] : plainNumber(each);
    };
    text += fmt::format("\nmodule {} {{\n  {}\n}}\n",
                        callText(module.name, module.parameters, 0),
                        chain(module.body, number, 2));
  }

  std::string chain(const SpecChain &items, const NumberText &number,
                    int indent) const {
    std::string start = commonLayerName(body.layerNames, items);
    auto names = [&](const SpecItem &block) {
      return branchNames(body.layerNames, start, block);
    };
    return chainText({network, defaults, number, names}, items, indent);
  }

  void writeDefaults() {
    for (const auto &[kind, settings] : defaults) {
      std::vector<std::string> keys;
      for (const auto &[key, value] : settings)
        keys.push_back(fmt::format("{}: {}", key, value));
      text +=
          fmt::format("  defaults {} {{ {} }}\n", kind, fmt::join(keys, ", "));
    }
  }

  void writeStatement(const SpecStatement &statement, LayerId flow) {
    std::string line = "  " + statement.name + ": ";
    const SpecItem &first = statement.items.front();
    if (first.inputs.size() > 1) {
      std::vector<std::string> inputs;
      for (LayerId input : first.inputs)
        inputs.push_back(values.at(input));
      line += fmt::format("{} {}", layerName(network.layers[first.main].op),
                          fmt::join(inputs, ", "));
    } else {
      if (first.inputs.front() != flow)
        line += "from " + values.at(first.inputs.front()) + " -> ";
      line += statement.module ? call(statement)
                               : chain(statement.items, plainNumber, 2);
    }
    size_t lastLine = line.size() - (line.rfind('\n') + 1);
    line +=
        std::string(lastLine < expectColumn ? expectColumn - lastLine : 1, ' ');
    text += line + "expect " + shapeText(network.shapeOf(statement.result())) +
            "\n";
  }

  std::string call(const SpecStatement &statement) const {
    std::vector<std::string> arguments;
    for (int64_t argument : statement.arguments)
      arguments.push_back(std::to_string(argument));
    return callText(body.modules[*statement.module].name, arguments, 2);
  }

  /// The table that row `index` is in is headed by its first row.
  void writeRow(size_t index) {
    const SpecStatement &row = body.statements[index];
    if (table != row.module) {
      table = row.module;
      measureTable(index);
      const SpecModule &module = body.modules[*table];
      Cells header = module.parameters;
      header.push_back("output");
      writeCells("\n  table " + module.name, header);
    }
    writeCells("    " + row.label, cellsOf(row));
  }

  Cells cellsOf(const SpecStatement &row) const {
    Cells cells;
    for (int64_t argument : row.arguments)
      cells.push_back(std::to_string(argument));
    cells.push_back(shapeText(network.shapeOf(row.result())));
    return cells;
  }

  void measureTable(size_t index) {
    const SpecModule &module = body.modules[*table];
    widths.clear();
    for (const std::string &parameter : module.parameters)
      widths.push_back(parameter.size());
    widths.push_back(0);
    labelWidth = 8 + module.name.size();
    for (; index < body.statements.size(); ++index) {
      const SpecStatement &row = body.statements[index];
      if (!row.isRow || row.module != table)
        continue;
      Cells cells = cellsOf(row);
      for (size_t i = 0; i < cells.size(); ++i)
        widths[i] = std::max(widths[i], cells[i].size());
      labelWidth = std::max(labelWidth, row.label.size() + 4);
    }
  }

  void writeCells(const std::string &label, const Cells &cells) {
    size_t start = label.front() == '\n' ? 1 : 0;
    text += fmt::format("{:{}} |", label, labelWidth + start);
    for (size_t i = 0; i + 1 < cells.size(); ++i)
      text += fmt::format(" {:>{}}", cells[i], widths[i]);
    text += " | " + cells.back() + "\n";
  }

  const Network &network;
  SpecChain structure;
  SpecDefaults defaults;
  SpecBody body;
  std::map<LayerId, std::string> values; ///< Names by what they stand for.
  std::optional<size_t> table;           ///< The module of the current one.
  std::vector<size_t> widths;
  size_t labelWidth = 0;
  std::string text;
};

} // namespace

std::string specText(const ImportedNetwork &imported,
                     const std::string &origin) {
  return SpecWriter(imported).write(origin);
}

} // namespace gnet
