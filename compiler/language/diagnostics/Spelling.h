//===- Spelling.h - Which name was meant ----------------------------------===//
#ifndef GNET_LANGUAGE_DIAGNOSTICS_SPELLING_H
#define GNET_LANGUAGE_DIAGNOSTICS_SPELLING_H

#include "language/diagnostics/Diagnostics.h"

#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// The candidate that differs least from `name`, if by little.
std::optional<std::string>
nearestName(const std::string &name,
            const std::vector<std::string> &candidates);

/// Reports that `name` is none of the candidates: `message`, and where one is
/// near, "; did you mean 'x'?" with that repair.
Diagnostic &reportUnknown(Diagnostics &diagnostics, const SourceRange &where,
                          const std::string &name, std::string message,
                          const std::vector<std::string> &candidates);

} // namespace gnet

#endif // GNET_LANGUAGE_DIAGNOSTICS_SPELLING_H
