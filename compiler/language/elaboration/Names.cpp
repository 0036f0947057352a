#include "language/diagnostics/Spelling.h"
#include "language/elaboration/Elaborator.h"

#include <fmt/format.h>

namespace gnet {

namespace {
/// Bytes; nested modules make paths longer than anybody typed.
constexpr size_t maxPath = 500;
} // namespace

Elaborator::Target Elaborator::claim(const ast::Name &name,
                                     const std::string &prefix) {
  std::string path = SymbolTable::join(prefix, name.text);
  if (path.size() > maxPath) {
    diagnostics.error(name.where,
                      fmt::format("the path of this layer is longer than {} "
                                  "characters",
                                  maxPath));
    return {symbols.claimFree("", name.text, name.where), name.where};
  }
  if (symbols.claim(path, name.where))
    return {path, name.where};
  diagnostics
      .error(name.where,
             fmt::format("'{}' is defined a second time", name.text))
      .note(symbols.find(path)->where, "first defined here");
  return {symbols.claimFree(prefix, name.text, name.where), name.where};
}

Result Elaborator::lookUp(const ast::Path &path, const Body &body) {
  if (path.isInput())
    return inputOf(path, body);
  std::vector<std::string> candidates;
  bool isIncomplete = false;
  for (const Body *scope = &body; scope; scope = scope->outer) {
    const auto *symbol =
        symbols.find(SymbolTable::join(scope->prefix, path.text()));
    if (symbol && symbol->isComplete)
      return symbol->result;
    if (symbol) {
      diagnostics.error(path.where, fmt::format("'{}' is used in its own "
                                                "definition",
                                                path.text()));
      return std::nullopt;
    }
    isIncomplete = isIncomplete || scope->isIncomplete;
    for (std::string &name : symbols.namesUnder(scope->prefix))
      candidates.push_back(std::move(name));
  }
  if (!isIncomplete && !reportRemoved(path, body))
    reportUnknown(diagnostics, path.where, path.text(),
                  fmt::format("there is no layer '{}' above", path.text()),
                  candidates);
  return std::nullopt;
}

/// Of the body or branch around; `module input` is that of the whole body.
Result Elaborator::inputOf(const ast::Path &path, const Body &body) {
  const std::string &written = path.names.front();
  if (written == "input")
    return body.input;
  const Body &whole = outermost(body);
  const char *word = whole.kind == Body::NetworkBody  ? "network"
                     : whole.kind == Body::ModuleBody ? "module"
                                                      : "head";
  std::string meant = std::string(word) + " input";
  if (written == meant)
    return whole.input;
  diagnostics
      .error(path.where, fmt::format("there is no '{}' in the body of a {}; "
                                     "did you mean '{}'?",
                                     written, word, meant))
      .repairedBy(meant);
  return std::nullopt;
}

/// The body of a network, module or head that the branches are in.
const Elaborator::Body &Elaborator::outermost(const Body &body) {
  const Body *scope = &body;
  while (scope->outer)
    scope = scope->outer;
  return *scope;
}

/// False if no variant took the name away.
bool Elaborator::reportRemoved(const ast::Path &path, const Body &body) {
  auto it = whole.removals.find(path.names.front());
  if (outermost(body).kind != Body::NetworkBody || it == whole.removals.end())
    return false;
  const Removal &removal = it->second;
  diagnostics
      .error(path.where, fmt::format("'{}' was {}, but is used here",
                                     path.text(), removal.how))
      .note(removal.where, fmt::format("{} here", removal.how))
      .note(removal.definedAt, "the base has it here");
  return true;
}

bool Elaborator::spend(const SourceRange &where, size_t cost) {
  bool wasWithin = steps < maxSteps;
  steps += cost;
  if (wasWithin && steps >= maxSteps)
    diagnostics.error(where, fmt::format("the network is too large: over {} "
                                         "stages with its modules expanded",
                                         maxSteps));
  return steps < maxSteps;
}

} // namespace gnet
