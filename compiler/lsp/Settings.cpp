#include "lsp/Settings.h"

#include "llvm/ADT/StringRef.h"

namespace gnet {

namespace {

bool opens(const SpecToken &token) {
  return token.kind == TokenKind::Call || token.text == "(" ||
         token.text == "[" || token.text == "{";
}
bool closes(const SpecToken &token) {
  return token.text == ")" || token.text == "]" || token.text == "}";
}

bool isWord(const SpecToken &token) {
  return token.kind == TokenKind::Name || token.kind == TokenKind::Keyword;
}

/// The word that a `{` around statements follows.
bool leadsBlock(const std::vector<SpecToken> &tokens, size_t brace) {
  if (brace == 0)
    return true;
  const SpecToken &last = tokens[brace - 1];
  if (last.text == "concat" || last.text == "add" || last.text == "multiply" ||
      last.text == "with" || last.text == "}")
    return true;
  std::string_view first = tokens[stageStart(tokens, brace)].text;
  return first == "module" || first == "network" || first == "insert" ||
         first == "extends";
}

} // namespace

size_t stageStart(const std::vector<SpecToken> &tokens, size_t i) {
  int depth = 0;
  size_t start = i;
  while (start > 0) {
    const SpecToken &last = tokens[start - 1];
    depth += closes(last) - opens(last);
    bool ends = last.kind == TokenKind::StatementEnd || last.text == "->" ||
                last.kind == TokenKind::Comment;
    if (depth < 0 || (depth == 0 && ends))
      break;
    --start;
  }
  // Past `name:`, `repeat n` and `replace`.
  if (start < i && tokens[start].text == "replace" &&
      tokens[start].kind == TokenKind::Keyword)
    ++start;
  if (start + 2 <= i && tokens[start + 1].text == ":")
    start += 2;
  if (start + 2 <= i && tokens[start].text == "repeat")
    start += 2;
  return start;
}

std::optional<size_t> settingsAround(const std::vector<SpecToken> &tokens,
                                     size_t i) {
  int depth = 0;
  for (size_t at = i; at-- > 0;) {
    depth += closes(tokens[at]) - opens(tokens[at]);
    if (depth >= 0 || tokens[at].text != "{")
      continue;
    if (leadsBlock(tokens, at))
      return std::nullopt;
    return at;
  }
  return std::nullopt;
}

std::string settingsOwner(const std::vector<SpecToken> &tokens, size_t brace) {
  bool isGroup = brace >= 2 && tokens[brace - 2].text == ":" &&
                 settingsAround(tokens, brace - 2).has_value();
  size_t word = isGroup ? brace - 1 : stageStart(tokens, brace);
  if (tokens[word].text == "defaults" && word + 1 < brace)
    ++word;
  return isWord(tokens[word]) ? std::string(tokens[word].text) : "";
}

std::vector<FieldReference> settingsOf(const std::string &owner) {
  if (owner == "input")
    return {{"order", "order of the channels", "rgb", "gray, rgb, bgr"},
            {"scale", "what a pixel of 0 to 255 is multiplied by", "1", ""},
            {"mean", "what is then subtracted, a number a channel", "0", ""},
            {"std", "what it is then divided by, a number a channel", "1", ""}};
  if (owner == "training")
    return {{"label_smoothing", "the share that goes to all classes alike", "0",
             "0 to 0.999"}};
  if (owner == "head")
    return {{"loss", "what its loss counts beside the network's", "1",
             "0 to 1000"}};
  const LayerKind *kind = findLayerKind(owner);
  return kind ? fieldsOf(*kind).keys : std::vector<FieldReference>();
}

std::vector<std::string> wordsOf(const FieldReference &key) {
  if (key.word == "pad")
    return {"same", "same_upper", "valid"};
  std::vector<std::string> words;
  if (key.word == "activation") {
    words.emplace_back("none");
    for (const LayerKind &kind : layerKinds())
      if (kind.isActivation)
        words.emplace_back(kind.word);
    return words;
  }
  llvm::SmallVector<llvm::StringRef> parts;
  if (llvm::StringRef(key.range).contains(','))
    llvm::StringRef(key.range).split(parts, ", ");
  for (llvm::StringRef part : parts)
    if (!part.contains(' ') && !part.empty() && !std::isdigit(part.front()))
      words.push_back(part.str());
  return words;
}

} // namespace gnet
