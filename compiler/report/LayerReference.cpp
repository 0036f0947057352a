#include "report/LayerReference.h"
#include "report/TextTable.h"
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

std::string text(bool value) { return value ? "true" : "false"; }
std::string text(double value) { return fmt::format("{:g}", value); }
std::string text(int64_t value) { return fmt::format("{}", value); }
std::string text(const std::vector<double> &values) {
  return text(values.front());
}
std::string text(const Extent &value) { return text(value.height); }
std::string text(Rounding value) {
  return value == Rounding::Ceil ? "ceil" : "floor";
}

std::string text(IntegerRange range) {
  std::string high = std::to_string(range.high);
  for (auto place = static_cast<int>(high.size()) - 3; place > 0; place -= 3)
    high.insert(static_cast<size_t>(place), ",");
  return fmt::format("{} to {}", range.low, high);
}
std::string text(RealRange range) {
  return fmt::format("{:g} to {:g}", range.low, range.high);
}

/// Collects what a layer's description says.
class FieldReferences : public LayerFields {
public:
  void kernel(const Field &field, const Extent &, const Extent &stride) {
    arguments.push_back({std::string(field.word) + "[/stride]", field.doc, "",
                         text(sideRange)});
    keys.push_back({"stride",
                    "distance of two windows, a number or height x width",
                    text(stride), text(sideRange)});
  }
  void padding(const Padding &) {
    keys.push_back({"pad",
                    "a number for all sides, rows x columns, [top, left, "
                    "bottom, right], valid, same or same_upper",
                    "valid", text(IntegerRange{0, maxSide})});
  }
  template <typename Value, typename Range>
  void argument(const Field &field, const Value &, Range range) {
    arguments.push_back({field.word, field.doc, "", text(range)});
  }
  void rate(const Field &field, double) {
    arguments.push_back({field.word, field.doc, "", ""});
  }
  template <typename Value, typename Range>
  void key(const Field &field, const Value &value, Range range) {
    keys.push_back({field.word, field.doc, text(value), text(range)});
  }
  void key(const Field &field, Rounding value) {
    keys.push_back({field.word, field.doc, text(value), "floor, ceil"});
  }
  void key(const Field &field, const Connections &) {
    keys.push_back({field.word, field.doc, "", ""});
  }
  void flag(const Flag &flag, bool value) {
    keys.push_back({flag.word, flag.doc, text(value), "true, false"});
  }
  void flagOfPadding(const Flag &flag, bool, const char *) {
    keys.push_back({flag.word, flag.doc, "", "true, false"});
  }
  template <typename Message> void check(bool, Message) {}
};

/// As a spec would write it: `rounding: floor`.
std::string keyText(const FieldReference &key) {
  return key.otherwise.empty() ? key.word : key.word + ": " + key.otherwise;
}

std::string keysMarkdown(const std::vector<FieldReference> &keys) {
  std::vector<std::string> texts;
  for (const FieldReference &key : keys)
    texts.push_back("`" + keyText(key) + "`");
  return fmt::format("{}", fmt::join(texts, ", "));
}

} // namespace

LayerFields fieldsOf(const LayerKind &kind) {
  FieldReferences fields;
  describe(kind.initial, fields);
  if (kind.takesNorm)
    fields.keys.push_back(
        {"norm", "a norm behind the layer", "none", "none, batch_norm"});
  if (kind.takesActivation)
    fields.keys.push_back({"activation",
                           "an activation behind the layer and its norm",
                           "none", "none, or the word of one"});
  return fields;
}

std::string argumentsText(const LayerKind &kind) {
  if (kind.isJoin)
    return "branches, or names";
  std::vector<std::string> words;
  for (const FieldReference &argument : fieldsOf(kind).arguments)
    words.push_back(argument.word);
  return fmt::format("{}", fmt::join(words, " "));
}

void printLayers(llvm::raw_ostream &os) {
  TextTable table;
  table.addColumn("layer", Align::Left);
  table.addColumn("arguments", Align::Left);
  table.addColumn("what it does", Align::Left);
  for (const LayerKind &kind : layerKinds())
    table.addRow({kind.word, argumentsText(kind), kind.doc});
  os << table.text() << "\ngnetc layers WORD shows the keys of one.\n";
}

void printLayer(const LayerKind &kind, llvm::raw_ostream &os) {
  const LayerFields fields = fieldsOf(kind);
  os << kind.word;
  if (std::string arguments = argumentsText(kind); !arguments.empty())
    os << " " << arguments;
  os << "\n  " << kind.doc << "\n";
  for (const auto &[title, list] : {std::pair{"argument", &fields.arguments},
                                    std::pair{"key", &fields.keys}}) {
    if (list->empty())
      continue;
    TextTable table;
    for (const char *column : {title, "default", "range", "meaning"})
      table.addColumn(column, Align::Left);
    for (const FieldReference &field : *list)
      table.addRow({field.word, field.otherwise, field.range, field.doc});
    os << "\n" << table.text();
  }
}

void printLayersMarkdown(llvm::raw_ostream &os) {
  os << "| layer | arguments | keys and their defaults | "
        "|\n|---|---|---|---|\n";
  for (const LayerKind &kind : layerKinds()) {
    if (kind.isActivation)
      continue;
    const LayerFields fields = fieldsOf(kind);
    os << fmt::format("| `{}` | {} | {} | {} |\n", kind.word,
                      argumentsText(kind), keysMarkdown(fields.keys), kind.doc);
  }
}

void printActivationsMarkdown(llvm::raw_ostream &os) {
  os << "| activation | keys and their defaults | of each x |\n|---|---|---|\n";
  for (const LayerKind &kind : layerKinds()) {
    if (!kind.isActivation)
      continue;
    os << fmt::format("| `{}` | {} | {} |\n", kind.word,
                      keysMarkdown(fieldsOf(kind).keys), kind.doc);
  }
}

/// A line for each range, with every argument and key that has it.
void printRangesMarkdown(llvm::raw_ostream &os) {
  std::vector<std::pair<std::string, std::vector<std::string>>> ranges;
  auto add = [&](const LayerKind &kind, const FieldReference &field) {
    if (field.range.find(" to ") == std::string::npos)
      return;
    const std::string name = fmt::format(
        "{} of `{}`", field.word.substr(0, field.word.find('[')), kind.word);
    for (auto &[range, names] : ranges)
      if (range == field.range)
        return names.push_back(name);
    ranges.push_back({field.range, {name}});
  };
  for (const LayerKind &kind : layerKinds()) {
    const LayerFields fields = fieldsOf(kind);
    for (const FieldReference &argument : fields.arguments)
      add(kind, argument);
    for (const FieldReference &key : fields.keys)
      add(kind, key);
  }
  os << "| range | of |\n|---|---|\n";
  for (const auto &[range, names] : ranges)
    os << fmt::format("| {} | {} |\n", range, fmt::join(names, ", "));
}

} // namespace gnet
