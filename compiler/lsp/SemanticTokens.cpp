#include "lsp/SemanticTokens.h"

#include "language/syntax/SpecTokens.h"
#include "network/Layers.h"

#include <optional>

namespace gnet {

namespace {

enum Type {
  Keyword,
  Comment,
  Text,
  Number,
  LayerWord,
  Key,
  ModuleName,
  NetworkName,
  Parameter,
  LayerName,
  Constant,
};

Type typeOf(NameKind kind) {
  switch (kind) {
  case NameKind::File:
    return Text;
  case NameKind::Module:
    return ModuleName;
  case NameKind::Network:
    return NetworkName;
  case NameKind::Parameter:
    return Parameter;
  default:
    return LayerName;
  }
}

/// By line and column.
using NamesByPlace = std::map<std::pair<int, int>, NameKind>;

Type typeOfName(const std::vector<SpecToken> &tokens, size_t i) {
  bool isKey = i + 1 < tokens.size() && tokens[i + 1].text == ":";
  bool isValue = i > 0 && tokens[i - 1].text == ":";
  if (isKey)
    return Key;
  if (findLayerKind(std::string(tokens[i].text)))
    return LayerWord;
  return isValue ? Constant : LayerName;
}

std::optional<Type> typeOf(const std::vector<SpecToken> &tokens, size_t i,
                           const NamesByPlace &names) {
  const SpecToken &token = tokens[i];
  switch (token.kind) {
  case TokenKind::Keyword:
    return Keyword;
  case TokenKind::Comment:
    return Comment;
  case TokenKind::String:
    return Text;
  case TokenKind::Number:
  case TokenKind::Dims:
  case TokenKind::Name:
    break;
  default:
    return std::nullopt;
  }
  if (auto it = names.find({token.line, token.column}); it != names.end())
    return typeOf(it->second);
  return token.kind == TokenKind::Name ? typeOfName(tokens, i) : Number;
}

} // namespace

const std::vector<std::string> &semanticTokenTypes() {
  static const std::vector<std::string> types = {
      "keyword",  "comment", "string",    "number",   "type",      "property",
      "function", "class",   "parameter", "variable", "enumMember"};
  return types;
}

std::vector<int> semanticTokens(const View &view) {
  NamesByPlace names;
  for (const NameUse &name : view.own.names)
    if (name.where.file == view.path)
      names[{name.where.line, name.where.column}] = name.kind;
  std::vector<int> packed;
  std::vector<SpecToken> tokens = specTokens(view.text.text());
  lsp::Position last;
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::optional<Type> type = typeOf(tokens, i, names);
    if (!type)
      continue;
    const SpecToken &token = tokens[i];
    lsp::Position begin = view.text.position(token.line, token.column);
    lsp::Position end = view.text.position(
        token.line, token.column + static_cast<int>(token.text.size()));
    int lines = begin.line - last.line;
    int columns = begin.character - (lines == 0 ? last.character : 0);
    packed.insert(packed.end(),
                  {lines, columns, end.character - begin.character, *type, 0});
    last = begin;
  }
  return packed;
}

} // namespace gnet
