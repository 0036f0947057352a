#include "language/elaboration/LayerReader.h"

#include "language/diagnostics/Spelling.h"
#include "language/elaboration/FieldReader.h"
#include "language/elaboration/Followers.h"
#include "language/syntax/AstPrinter.h"

#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

void read(const LayerKind &kind, Attributes &attributes,
          const DefaultSettings &defaults, LayerForm &form,
          Diagnostics &diagnostics) {
  form.op = kind.initial;
  FieldReader fields(attributes);
  describe(form.op, fields);
  form.padding = fields.paddingMode();
  if (kind.takesNorm)
    form.norm = readNormKey(attributes, defaults, diagnostics);
  if (kind.takesActivation)
    form.activation = readActivationKey(attributes, defaults, diagnostics);
}

/// Of a layer that is written as one: joins have a syntax of their own.
const LayerKind *writtenKind(const std::string &word) {
  const LayerKind *kind = findLayerKind(word);
  return kind && !kind->isJoin ? kind : nullptr;
}

} // namespace

bool isLayerWord(const std::string &word) { return writtenKind(word); }

const std::vector<std::string> &layerWords() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> sorted;
    for (const LayerKind &kind : layerKinds())
      if (!kind.isJoin)
        sorted.push_back(kind.word);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }();
  return words;
}

std::optional<LayerForm> readLayer(const ast::Layer &layer,
                                   const DefaultSettings &defaults,
                                   const Bindings &bindings,
                                   Diagnostics &diagnostics) {
  Attributes attributes(layer.kind, bindings, diagnostics);
  attributes.addArguments(layer.arguments);
  attributes.addSettings(layer.settings);
  attributes.addDefaults(defaults, layer.kind.text);
  LayerForm form;
  read(*writtenKind(layer.kind.text), attributes, defaults, form, diagnostics);
  if (!attributes.finish())
    return std::nullopt;
  return form;
}

void checkDefaults(const ast::Defaults &defaults, const Bindings &bindings,
                   Diagnostics &diagnostics) {
  const std::string &word = defaults.kind.text;
  const LayerKind *kind = writtenKind(word);
  if (!kind) {
    reportUnknown(diagnostics, defaults.kind.where, word,
                  fmt::format("there is no layer '{}'", word), layerWords());
    return;
  }
  Attributes attributes(defaults.kind, bindings, diagnostics);
  attributes.addSettings(defaults.settings);
  attributes.withoutArguments();
  LayerForm form;
  read(*kind, attributes, {}, form, diagnostics);
  attributes.finish();
}

std::string automaticName(const ast::Layer &layer) {
  std::string name = layer.kind.text;
  if (layer.arguments.empty())
    return name;
  const ast::Value &first = layer.arguments.front();
  const auto *ratio = first.as<ast::Ratio>();
  const ast::Value &kernel = ratio ? ratio->parts[0] : first;
  return kernel.as<ast::Dims>() ? name + printValue(kernel) : name;
}

} // namespace gnet
