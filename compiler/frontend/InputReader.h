//===- InputReader.h - The input and the labels of a network --------------===//
#ifndef GNET_FRONTEND_INPUTREADER_H
#define GNET_FRONTEND_INPUTREADER_H

#include "frontend/Ast.h"
#include "frontend/Diagnostics.h"
#include "frontend/SpecText.h"

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

#endif // GNET_FRONTEND_INPUTREADER_H
