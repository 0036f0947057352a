#include "language/syntax/AstPrinter.h"

#include <fmt/format.h>

namespace gnet {

namespace {

template <typename Range, typename Print>
std::string join(const Range &range, const char *separator, Print print) {
  std::string joined;
  for (const auto &element : range)
    joined += (joined.empty() ? "" : separator) + print(element);
  return joined;
}

std::string printName(const ast::Name &name) { return name.text; }

std::string printDims(const ast::Dims &dims) {
  return join(dims.sizes, "x",
              [](int64_t size) { return std::to_string(size); });
}

std::string printSettings(const std::vector<ast::Setting> &settings) {
  if (settings.empty())
    return "{ }";
  return "{ " +
         join(settings, ", ",
              [](const ast::Setting &setting) {
                return setting.key.text + ": " + printValue(setting.value);
              }) +
         " }";
}

bool isSum(const ast::Arithmetic &arithmetic) {
  return arithmetic.operators.find_first_of("+-") != std::string::npos;
}

/// In brackets if it is a sum.
std::string printProduct(const ast::Value &value) {
  const auto *arithmetic = value.as<ast::Arithmetic>();
  return arithmetic && isSum(*arithmetic) ? "(" + printValue(value) + ")"
                                          : printValue(value);
}

/// In brackets if it has operators.
std::string printFactor(const ast::Value &value) {
  bool isComputed = value.as<ast::Ratio>() || value.as<ast::Arithmetic>();
  return isComputed ? "(" + printValue(value) + ")" : printValue(value);
}

struct ValuePrinter {
  std::string operator()(const ast::Unknown &) const { return "0"; }
  std::string operator()(const ast::Number &number) const {
    return number.text;
  }
  std::string operator()(const ast::Percent &percent) const {
    return percent.text;
  }
  std::string operator()(const ast::Dims &dims) const {
    return printDims(dims);
  }
  std::string operator()(const ast::Word &word) const { return word.text; }
  std::string operator()(const ast::Ratio &ratio) const {
    return join(ratio.parts, "/", printFactor);
  }
  std::string operator()(const ast::Arithmetic &arithmetic) const {
    auto print = isSum(arithmetic) ? printProduct : printFactor;
    std::string text = print(arithmetic.operands[0]);
    for (size_t i = 0; i < arithmetic.operators.size(); ++i)
      text += arithmetic.operators[i] + print(arithmetic.operands[i + 1]);
    return text;
  }
  std::string operator()(const ast::List &list) const {
    return "[" + join(list.values, ", ", printValue) + "]";
  }
  std::string operator()(const ast::Group &group) const {
    return group.name + " " + printSettings(group.settings);
  }
};

class Printer {
public:
  std::string take() { return std::move(out); }

  void operator()(const ast::Import &import) {
    line(fmt::format("import \"{}\"", import.file.text));
  }
  void operator()(const ast::Module &module) {
    if (!module.broken)
      block(fmt::format("module {}({})", module.name.text,
                        join(module.parameters, ", ", printName)),
            module.body);
  }
  void operator()(const ast::Network &network) {
    std::string base = network.base ? " extends " + network.base->text : "";
    block("network " + network.name.text + base, network.body);
  }

  void operator()(const ast::Broken &) {}

  void operator()(const ast::LayerStatement &statement) {
    if (statement.broken)
      return;
    indent();
    print(statement);
    out += "\n";
  }

  void operator()(const ast::Table &table) {
    std::string text = fmt::format("table {} | {}", table.module.text,
                                   join(table.columns, " ", printName));
    if (!table.expected.empty())
      text += " | " + join(table.expected, " ", printName);
    line(text);
  }
  void operator()(const ast::Row &row) {
    if (row.broken)
      return;
    std::string text =
        row.label.text + " | " + join(row.cells, " ", printProduct);
    if (!row.expected.empty())
      text += " | " + join(row.expected, " ",
                           [](const auto &cell) { return cell.text; });
    line(text);
  }
  void operator()(const ast::Head &head) {
    indent();
    print(head);
    out += "\n";
  }
  void operator()(const ast::Defaults &defaults) {
    line(fmt::format("defaults {} {}", defaults.kind.text,
                     printSettings(defaults.settings)));
  }
  void operator()(const ast::Input &input) {
    std::string text =
        fmt::format("input {}: {}", input.name.text, printDims(input.dims));
    if (!input.settings.empty())
      text += " " + printSettings(input.settings);
    line(text);
  }
  void operator()(const ast::Labels &labels) {
    line(fmt::format("labels \"{}\"", labels.file.text));
  }
  void operator()(const ast::Paper &paper) {
    line(fmt::format("paper \"{}\"", paper.citation.text));
  }
  void operator()(const ast::Training &training) {
    line("training " + printSettings(training.settings));
  }
  void operator()(const ast::Remove &remove) {
    line("remove " + join(remove.names, ", ", printName));
  }
  void operator()(const ast::ReplaceModule &replace) {
    line(fmt::format("replace module {} with {}", replace.module.text,
                     replace.by.text));
  }
  void operator()(const ast::Replace &replace) {
    if (replace.isBlock)
      return block(
          fmt::format("replace {} with", join(replace.names, ", ", printName)),
          replace.body);
    indent();
    out += "replace ";
    const ast::Statement &by = replace.body.front();
    if (const auto *head = std::get_if<ast::Head>(&by.what))
      print(*head);
    else
      print(std::get<ast::LayerStatement>(by.what));
    out += "\n";
  }
  void operator()(const ast::Insert &insert) {
    block(fmt::format("insert {} {}",
                      insert.side == ast::Insert::Before ? "before" : "after",
                      insert.at.text),
          insert.body);
  }

private:
  void print(const ast::LayerStatement &statement) {
    if (statement.name)
      out += statement.name->text + ": ";
    const char *arrow = "";
    if (statement.pipeline.from) {
      out += "from " + statement.pipeline.from->text();
      arrow = " -> ";
    }
    for (const ast::Stage &stage : statement.pipeline.stages) {
      out += arrow;
      if (stage.count)
        out += "repeat " + printValue(*stage.count) + " ";
      std::visit([&](const auto &what) { print(what); }, stage.what);
      if (stage.as)
        out += " as " + stage.as->text;
      arrow = " -> ";
    }
    print(statement.expect);
  }
  void print(const ast::Head &head) {
    out += fmt::format("head {} at {} {} ", head.name.text, head.at.text(),
                       printSettings(head.settings));
    body(head.body);
  }
  void print(const ast::Layer &layer) {
    out += layer.kind.text;
    for (const ast::Value &argument : layer.arguments)
      out += " " + printValue(argument);
    if (!layer.settings.empty())
      out += " " + printSettings(layer.settings);
  }
  void print(const ast::ModuleCall &call) {
    out += fmt::format(
        "{}({})", call.module.text,
        join(call.arguments, ", ", [](const ast::Argument &argument) {
          return (argument.name ? argument.name->text + ": " : "") +
                 printValue(argument.value);
        }));
  }
  void print(const ast::JoinBlock &join) {
    out += joinWord(join.kind) + std::string(" ");
    body(join.branches);
  }
  void print(const ast::JoinNames &names) {
    out += joinWord(names.kind) + std::string(" ") +
           join(names.inputs, ", ",
                [](const ast::Path &path) { return path.text(); });
  }
  void print(const ast::Expect &expect) {
    const char *lead = "  expect ";
    auto item = [&](const std::string &text) {
      out += lead + text;
      lead = ", ";
    };
    if (expect.output)
      item(printDims(expect.output->dims));
    for (const ast::ExpectedColumn &expected : expect.columns)
      item(printValue(expected.value) + " " + expected.column.text);
    if (expect.params)
      item(expect.params->text + " params");
    if (expect.ops)
      item(expect.ops->text + " ops");
  }

  void body(const std::vector<ast::Statement> &statements) {
    out += "{\n";
    ++depth;
    for (const ast::Statement &statement : statements)
      std::visit(*this, statement.what);
    --depth;
    indent();
    out += "}";
  }
  void block(const std::string &header,
             const std::vector<ast::Statement> &statements) {
    indent();
    out += header + " ";
    body(statements);
    out += "\n";
  }
  void line(const std::string &text) {
    indent();
    out += text + "\n";
  }
  void indent() { out.append(2 * depth, ' '); }

  std::string out;
  size_t depth = 0;
};

} // namespace

std::string printValue(const ast::Value &value) {
  return std::visit(ValuePrinter{}, value.data);
}

const char *ast::joinWord(JoinKind kind) {
  switch (kind) {
  case JoinKind::Concat:
    return "concat";
  case JoinKind::Add:
    return "add";
  case JoinKind::Multiply:
    return "multiply";
  }
  return "";
}

std::string printAst(const ast::File &file) {
  Printer printer;
  for (const ast::Item &item : file.items)
    std::visit(printer, item);
  return printer.take();
}

} // namespace gnet
