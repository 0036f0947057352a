//===- AstPrinter.h - A syntax tree as text that parses to it again -------===//
#ifndef GNET_LANGUAGE_SYNTAX_ASTPRINTER_H
#define GNET_LANGUAGE_SYNTAX_ASTPRINTER_H

#include "language/syntax/Ast.h"

#include <string>

namespace gnet {

/// The canonical form of a spec: one statement a line, no comments. Statements
/// that could not be parsed are left out.
std::string printAst(const ast::File &file);

/// A value as it is written: `7x7/2`, `[1, 2]`.
std::string printValue(const ast::Value &value);

} // namespace gnet

#endif // GNET_LANGUAGE_SYNTAX_ASTPRINTER_H
