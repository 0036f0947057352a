#include "frontend/Elaborator.h"
#include "frontend/Spelling.h"

#include <fmt/format.h>

namespace gnet {

namespace {
/// Modules of modules can grow without end; the largest networks known have
/// some thousand layers.
constexpr int maxSteps = 20000;
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
  if (path.names.size() == 1 && path.names.front() == "input")
    return body.input;
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
  if (!isIncomplete)
    reportUnknown(diagnostics, path.where, path.text(),
                  fmt::format("there is no layer '{}' above", path.text()),
                  candidates);
  return std::nullopt;
}

bool Elaborator::spend(const SourceRange &where) {
  if (++steps == maxSteps)
    diagnostics.error(where, fmt::format("the network is too large: over {} "
                                         "stages with its modules expanded",
                                         maxSteps));
  return steps < maxSteps;
}

} // namespace gnet
