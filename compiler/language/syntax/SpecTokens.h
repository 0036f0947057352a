//===- SpecTokens.h - The words and signs of a spec, with its comments ----===//
//
// For what looks at the text itself, not at what it means: the canonical
// layout, and editors.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LANGUAGE_SYNTAX_SPECTOKENS_H
#define GNET_LANGUAGE_SYNTAX_SPECTOKENS_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gnet {

enum class TokenKind {
  Keyword,
  Name,
  Number, ///< Also percentages, sizes, figures and labels such as 3a.
  Dims,
  String,
  Comment,
  Sign,
  Call,         ///< The `(` that touches the name before it.
  StatementEnd, ///< The line end, or the `}` or end of file, that ends one.
  Unknown,
};

struct SpecToken {
  TokenKind kind;
  std::string_view text; ///< Part of the spec's; empty for a StatementEnd.
  size_t begin;          ///< In bytes from the start of the spec.
  int line;              ///< From 1.
  int column;            ///< In bytes from 1.
};

/// The tokens of `text`, which must outlive them, in its order. As the parser
/// sees them: line ends that end no statement are none of them, and `n-1` is
/// three. None where brackets are nested too deep to be parsed at all.
std::vector<SpecToken> specTokens(const std::string &text);

/// The words that cannot be names.
const std::vector<std::string> &keywords();

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_SPECTOKENS_H
