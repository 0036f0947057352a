#include "lsp/Hover.h"

#include "language/syntax/AstPrinter.h"
#include "lsp/LayerUses.h"
#include "lsp/Settings.h"
#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/LayerText.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet {

namespace {

/// More lines than this are not read.
constexpr size_t maxLines = 12;

std::string code(const std::string &text) {
  return "```gn\n" + text + "\n```\n";
}

/// `inception_3a.b1` 28x28x64, 12.4K parameters, 9.63M multiply-accumulates.
std::string useText(const Network &network, const LayerUse &use) {
  Counts counts;
  for (LayerId id : use.layers)
    counts += countLayer(network, id);
  std::string text = fmt::format("`{}` {}", use.path, shapeText(use.output));
  if (counts.parameters > 0)
    text += fmt::format(", {} parameters", withCommas(counts.parameters));
  if (counts.macs > 0)
    text +=
        fmt::format(", {} multiply-accumulates", roundedFigure(counts.macs));
  return text;
}

std::string listed(const std::vector<std::string> &lines) {
  std::string text;
  for (size_t i = 0; i < lines.size() && i < maxLines; ++i)
    text += "- " + lines[i] + "\n";
  if (lines.size() > maxLines)
    text += fmt::format("- and {} more\n", lines.size() - maxLines);
  return text;
}

std::string usesText(const SpecAnalysis &spec,
                     const std::vector<LayerUse> &uses) {
  std::vector<std::string> lines;
  for (const LayerUse &use : uses)
    lines.push_back(useText(spec.network, use));
  std::string text = listed(lines);
  if (uses.size() == 1 && uses.front().layers.size() == 1) {
    LayerId id = uses.front().layers.front();
    text = layerText(spec.network.layers[static_cast<size_t>(id)].op) + "\n\n" +
           text;
  }
  return text;
}

/// The comment right above a line, without its slashes.
std::string commentAbove(const DocumentText &text, int line) {
  std::string comment;
  for (int above = line - 1; above > 0; --above) {
    std::string_view written = text.line(above);
    if (!written.starts_with("//"))
      break;
    written.remove_prefix(std::min<size_t>(written.size(), 3));
    comment.insert(0, fmt::format("{}\n", written));
  }
  return comment;
}

/// Answers for one place.
class Hovering {
public:
  explicit Hovering(const View &view) : view(view), spec(view.network.spec) {}

  std::string text(const std::vector<SpecToken> &tokens, size_t at) {
    const SpecToken &token = tokens[at];
    std::string word(token.text);
    SourceRange where{view.path, token.line, token.column,
                      token.column + static_cast<int>(word.size())};
    if (const NameUse *name = nameAt(view.own.names, where))
      return nameText(*name, word);
    if (token.kind == TokenKind::Name)
      if (std::string key = keyText(tokens, at); !key.empty())
        return key;
    const LayerKind *kind = findLayerKind(word);
    std::string said = kind ? kindText(*kind) : "";
    return said + usesText(spec, usesOfStage(where));
  }

private:
  std::string nameText(const NameUse &name, const std::string &word) {
    switch (name.kind) {
    case NameKind::File:
      return "`" + name.definition.file + "`";
    case NameKind::Module:
      return moduleText(name.definition);
    case NameKind::Network:
      return networkText(word);
    case NameKind::Parameter:
      return parameterText(name.definition, word);
    default:
      return layersText(name.definition, word);
    }
  }

  std::string moduleText(const SourceRange &definition) {
    for (const auto &file : view.own.spec.tree)
      for (const ast::Item &item : file->syntax.items) {
        const auto *module = std::get_if<ast::Module>(&item);
        if (!module || !sameStart(module->name.where, definition))
          continue;
        std::vector<std::string> parameters, uses;
        for (const ast::Name &parameter : module->parameters)
          parameters.push_back(parameter.text);
        std::string head = code(fmt::format("module {}({})", module->name.text,
                                            fmt::join(parameters, ", ")));
        if (definition.file == view.path)
          head += commentAbove(view.text, definition.line);
        for (const ModuleInstance &use : spec.instances)
          if (sameStart(use.module->name.where, definition))
            uses.push_back("`" + use.path + "`");
        return head + (uses.empty() ? "" : "\n" + listed(uses));
      }
    return "";
  }

  std::string networkText(const std::string &word) {
    const Network &network = spec.network;
    std::string text = code("network " + word);
    if (network.name != word || network.layers.empty())
      return text;
    Counts counts = countInference(network);
    return text + network.paper + "\n\n" +
           fmt::format("{} parameters, {} multiply-accumulates, {} layers",
                       withCommas(counts.parameters),
                       roundedFigure(counts.macs), network.layers.size());
  }

  /// Its value in each use of the module.
  std::string parameterText(const SourceRange &definition,
                            const std::string &word) {
    std::vector<std::string> lines;
    for (const ModuleInstance &use : spec.instances)
      for (const ast::Name &parameter : use.module->parameters)
        if (sameStart(parameter.where, definition))
          if (auto it = use.bindings.find(word); it != use.bindings.end())
            lines.push_back(
                fmt::format("`{}` in `{}`", printValue(it->second), use.path));
    return code("parameter " + word) + listed(lines);
  }

  std::string layersText(const SourceRange &definition,
                         const std::string &word) {
    const Network &network = spec.network;
    if (sameStart(network.input.where, definition))
      return code("input " + word) + shapeText(network.input.shape);
    std::vector<LayerUse> uses = usesAt(spec, definition);
    if (uses.empty())
      uses = usesOfStatement(definition);
    if (uses.empty() && view.last)
      if (std::optional<LayerUse> row = rowNamed(view.last->spec, word))
        return usesText(view.last->spec, {*row});
    return usesText(spec, uses);
  }

  /// Of the statement or stage whose name stands there.
  std::vector<LayerUse> usesOfStatement(const SourceRange &definition) {
    std::vector<LayerUse> uses;
    auto look = [&](const ast::LayerStatement &statement) {
      if (statement.name && sameStart(statement.name->where, definition))
        uses = usesOf(spec, statement);
      for (const ast::Stage &stage : statement.pipeline.stages)
        if (stage.as && sameStart(stage.as->where, definition))
          uses = usesAt(spec, stage.where);
    };
    for (const auto &file : view.network.spec.tree)
      for (const auto *body : bodiesOf(*file))
        forEachStatement(*body, look, [](const ast::Row &) {});
    return uses;
  }

  /// Of the stage whose layer has its word there, or of a row's label.
  std::vector<LayerUse> usesOfStage(const SourceRange &word) {
    SourceRange where = word;
    auto look = [&](const ast::LayerStatement &statement) {
      for (const ast::Stage &stage : statement.pipeline.stages) {
        const auto *layer = std::get_if<ast::Layer>(&stage.what);
        const auto *join = std::get_if<ast::JoinBlock>(&stage.what);
        if ((layer && sameStart(layer->kind.where, word)) ||
            (join && sameStart(join->where, word)))
          where = stage.where;
      }
    };
    if (const SpecFile *file = view.file())
      for (const auto *body : bodiesOf(*file))
        forEachStatement(*body, look, [](const ast::Row &) {});
    return usesAt(spec, where);
  }

  static std::string keyText(const std::vector<SpecToken> &tokens, size_t at) {
    bool isKey = at + 1 < tokens.size() && tokens[at + 1].text == ":";
    std::optional<size_t> brace = settingsAround(tokens, at);
    if (!isKey || !brace)
      return "";
    for (const FieldReference &key : settingsOf(settingsOwner(tokens, *brace)))
      if (key.word == tokens[at].text)
        return fieldText(key);
    return "";
  }

  static std::string fieldText(const FieldReference &field) {
    std::string text = "`" + field.word;
    if (!field.otherwise.empty())
      text += ": " + field.otherwise;
    text += "` — " + field.doc;
    return field.range.empty() ? text : text + " (" + field.range + ")";
  }

  static std::string kindText(const LayerKind &kind) {
    std::string arguments = argumentsText(kind);
    std::string text =
        code(kind.word + (arguments.empty() ? "" : " " + arguments)) +
        kind.doc + "\n\n";
    std::vector<std::string> keys;
    for (const FieldReference &key : fieldsOf(kind).keys)
      keys.push_back(fieldText(key));
    return text + listed(keys) + "\n";
  }

  const View &view;
  const SpecAnalysis &spec;
};

} // namespace

std::optional<lsp::Hover> hover(const View &view, lsp::Position position) {
  SourceRange place = view.place(position);
  std::vector<SpecToken> tokens = specTokens(view.text.text());
  for (size_t i = 0; i < tokens.size(); ++i) {
    const SpecToken &token = tokens[i];
    SourceRange where{view.path, token.line, token.column,
                      token.column + static_cast<int>(token.text.size())};
    bool isWord =
        token.kind == TokenKind::Name || token.kind == TokenKind::Keyword ||
        token.kind == TokenKind::Number || token.kind == TokenKind::String;
    if (!isWord || !covers(where, place))
      continue;
    std::string text = Hovering(view).text(tokens, i);
    if (text.empty())
      return std::nullopt;
    lsp::Hover answer(view.text.range(where));
    answer.contents.value = std::move(text);
    return answer;
  }
  return std::nullopt;
}

} // namespace gnet
