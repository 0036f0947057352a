//===- Settings.h - Whose keys stand in a pair of braces ------------------===//
#ifndef GNET_LSP_SETTINGS_H
#define GNET_LSP_SETTINGS_H

#include "language/syntax/SpecTokens.h"
#include "report/LayerReference.h"

#include <optional>

namespace gnet {

/// The innermost `{` that is open before token `i` and is around settings, or
/// nothing; brackets of lists may be between.
std::optional<size_t> settingsAround(const std::vector<SpecToken> &tokens,
                                     size_t i);

/// The word whose settings the `{` begins: `conv`, `batch_norm`, `input`,
/// `training`, `head`.
std::string settingsOwner(const std::vector<SpecToken> &tokens, size_t brace);

/// The first token of the stage that token `i` is in.
size_t stageStart(const std::vector<SpecToken> &tokens, size_t i);

/// What can be set there; empty if the word has no settings.
std::vector<FieldReference> settingsOf(const std::string &owner);

/// The words that a key takes, as `same` for `pad`.
std::vector<std::string> wordsOf(const FieldReference &key);

} // namespace gnet

#endif // GNET_LSP_SETTINGS_H
