//===- Parser.h - From the text of a spec to its syntax tree --------------===//
#ifndef GNET_LANGUAGE_SYNTAX_PARSER_H
#define GNET_LANGUAGE_SYNTAX_PARSER_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"

#include <optional>

namespace gnet {

/// `text` must be text (see SpecText.h) and be known to `diagnostics` under
/// `file`. Syntax errors are reported, and what parses around them is in the
/// tree; nothing comes back only where nothing could be parsed.
std::optional<ast::File> parseSpecText(const std::string &file,
                                       const std::string &text,
                                       Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_PARSER_H
