#include "language/diagnostics/Spelling.h"

#include "language/diagnostics/ForeignWords.h"

#include <algorithm>
#include <numeric>
#include <strings.h>

namespace gnet {

namespace {
/// Longer names are nobody's misspelling; comparing them would take long.
constexpr size_t maxLength = 64;

/// Letters to change, add or drop; two that changed places count as one.
unsigned distanceOf(const std::string &left, const std::string &right) {
  size_t width = right.size() + 1;
  // Of the first letters of both: two rows back, one back, the current one.
  std::vector<unsigned> older(width), last(width), row(width);
  std::iota(row.begin(), row.end(), 0U);
  for (size_t i = 1; i <= left.size(); ++i) {
    older.swap(last);
    last.swap(row);
    row[0] = static_cast<unsigned>(i);
    for (size_t j = 1; j < width; ++j) {
      bool isSame = left[i - 1] == right[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + !isSame});
      bool isSwapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
                       left[i - 2] == right[j - 1];
      if (isSwapped)
        row[j] = std::min(row[j], older[j - 2] + 1);
    }
  }
  return row.back();
}

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
  for (const std::string &candidate : candidates)
    if (strcasecmp(candidate.c_str(), name.c_str()) == 0)
      return candidate;
  // A third of it: a name of one or two letters is like any other.
  unsigned best = name.size() / 3;
  std::optional<std::string> nearest;
  for (const std::string &candidate : candidates) {
    if (candidate.size() > maxLength)
      continue;
    unsigned distance = distanceOf(name, candidate);
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
  if (isNotThereYet(name))
    return diagnostics.error(where, message + "; the language has no " + name +
                                        " yet");
  std::optional<std::string> nearest = ourWordFor(name);
  bool isOne =
      nearest && std::count(candidates.begin(), candidates.end(), *nearest) > 0;
  if (!isOne)
    nearest =
        diagnostics.isFull() ? std::nullopt : nearestName(name, candidates);
  if (!nearest)
    return diagnostics.error(where, std::move(message));
  return diagnostics
      .error(where, message + "; did you mean '" + *nearest + "'?")
      .repairedBy(*nearest);
}

} // namespace gnet
