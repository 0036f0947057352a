#include "language/elaboration/Followers.h"

#include "language/elaboration/FieldReader.h"

namespace gnet {

namespace {

/// The layer that the key's value names, one of `words`, with its own keys.
std::optional<LayerOp> readFollower(const char *key,
                                    const std::vector<std::string> &words,
                                    Attributes &attributes,
                                    const DefaultSettings &defaults,
                                    Diagnostics &diagnostics) {
  const std::string word = attributes.wordOrGroup(key, words, "none");
  const LayerKind *kind = findLayerKind(word);
  if (!kind)
    return std::nullopt;
  const ast::Value &value = *attributes.setting(key);
  Attributes inner({word, value.where}, attributes.parameters(), diagnostics);
  if (const auto *group = value.as<ast::Group>())
    inner.addSettings(group->settings);
  inner.addDefaults(defaults, word);
  LayerOp op = kind->initial;
  FieldReader fields(inner);
  describe(op, fields);
  if (!inner.finish())
    attributes.markFailed();
  return op;
}

/// `none`, and the words of the kinds that are one.
std::vector<std::string> wordsOf(bool LayerKind::*isOne) {
  std::vector<std::string> words = {"none"};
  for (const LayerKind &kind : layerKinds())
    if (kind.*isOne)
      words.push_back(kind.word);
  return words;
}

} // namespace

std::optional<LayerOp> readNormKey(Attributes &attributes,
                                   const DefaultSettings &defaults,
                                   Diagnostics &diagnostics) {
  static const std::vector<std::string> words = wordsOf(&LayerKind::isNorm);
  return readFollower("norm", words, attributes, defaults, diagnostics);
}

std::optional<LayerOp> readActivationKey(Attributes &attributes,
                                         const DefaultSettings &defaults,
                                         Diagnostics &diagnostics) {
  static const std::vector<std::string> words =
      wordsOf(&LayerKind::isActivation);
  return readFollower("activation", words, attributes, defaults, diagnostics);
}

} // namespace gnet
