#include "language/Frontend.h"

#include "language/Analysis.h"
#include "language/syntax/Parser.h"

#include <fmt/format.h>

namespace gnet {

namespace {

void reportNoNetwork(const SpecFile &file, Diagnostics &diagnostics) {
  if (!file.isIncomplete)
    diagnostics.error({file.syntax.path, 1, 1, 2},
                      file.syntax.items.empty()
                          ? "the file is empty: a spec has a network in it"
                          : "there is no network in this file");
}

} // namespace

LoadResult loadNetwork(const std::string &path, const ReadFile &readFile) {
  SpecAnalysis analysis = analyzeSpec(path, readFile);
  LoadResult result{{}, std::move(analysis.diagnostics)};
  if (!analysis.tree.empty() && !analysis.tree.front()->network)
    reportNoNetwork(*analysis.tree.front(), result.diagnostics);
  if (!result.diagnostics.hasErrors())
    result.network = std::move(analysis.network);
  return result;
}

ParseResult parseSpec(const std::string &path, const ReadFile &readFile) {
  ParseResult result;
  FileContent content = readFile(path, maxSpecBytes);
  std::optional<std::string> problem =
      content.bytes ? whyNotText(*content.bytes) : content.error;
  if (problem) {
    result.diagnostics.error({path, 0, 0, 0},
                             "cannot read the spec: " + *problem);
    return result;
  }
  result.diagnostics.addSource(path, *content.bytes);
  result.syntax = parseSpecText(path, *content.bytes, result.diagnostics);
  if (result.diagnostics.hasErrors())
    result.syntax.reset();
  return result;
}

} // namespace gnet
