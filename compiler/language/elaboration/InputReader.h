//===- InputReader.h - The input and the labels of a network --------------===//
#ifndef GNET_LANGUAGE_ELABORATION_INPUTREADER_H
#define GNET_LANGUAGE_ELABORATION_INPUTREADER_H

#include "language/diagnostics/Diagnostics.h"
#include "language/syntax/Ast.h"
#include "language/syntax/SpecText.h"

namespace gnet {

/// Nothing if anything was reported.
std::optional<Input> readInput(const ast::Input &input,
                               Diagnostics &diagnostics);

/// The lines of the file, which `labels` names relative to its own file.
/// Empty if they were reported.
std::vector<std::string> readLabels(const ast::Labels &labels,
                                    const ReadFile &readFile,
                                    Diagnostics &diagnostics);

} // namespace gnet

#endif // GNET_LANGUAGE_ELABORATION_INPUTREADER_H
