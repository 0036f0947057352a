#include "language/diagnostics/Spelling.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace gnet {

namespace {
/// Longer names are nobody's misspelling; comparing them would take long.
constexpr size_t maxLength = 64;

/// `padding` for `pad`, which no small number of typing errors explains.
bool continues(const std::string &longer, const std::string &shorter) {
  return shorter.size() >= 3 && longer.starts_with(shorter);
}

} // namespace

std::optional<std::string>
nearestName(const std::string &name,
            const std::vector<std::string> &candidates) {
  if (name.size() > maxLength)
    return std::nullopt;
  // A third of it: a name of one or two letters is like any other.
  unsigned best = name.size() / 3;
  std::optional<std::string> nearest;
  for (const std::string &candidate : candidates) {
    if (candidate.size() > maxLength)
      continue;
    unsigned distance =
        llvm::StringRef(name).edit_distance(candidate, true, best + 1);
    if (distance > best || (nearest && distance == best))
      continue;
    best = distance;
    nearest = candidate;
  }
  for (const std::string &candidate : candidates)
    if (!nearest && (continues(name, candidate) || continues(candidate, name)))
      nearest = candidate;
  return nearest;
}

Diagnostic &reportUnknown(Diagnostics &diagnostics, const SourceRange &where,
                          const std::string &name, std::string message,
                          const std::vector<std::string> &candidates) {
  std::optional<std::string> nearest;
  if (!diagnostics.isFull())
    nearest = nearestName(name, candidates);
  if (!nearest)
    return diagnostics.error(where, std::move(message));
  return diagnostics
      .error(where, message + "; did you mean '" + *nearest + "'?")
      .repairedBy(*nearest);
}

} // namespace gnet
