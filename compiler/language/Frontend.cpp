#include "language/Frontend.h"

#include "language/elaboration/Elaborator.h"
#include "language/elaboration/SpecTree.h"
#include "language/elaboration/Unused.h"
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
  LoadResult result;
  Diagnostics &diagnostics = result.diagnostics;
  SpecTree tree = loadSpecTree(path, readFile, diagnostics);
  if (tree.empty())
    return result;
  for (const auto &file : tree)
    for (const ast::Item &item : file->syntax.items)
      if (const auto *module = std::get_if<ast::Module>(&item))
        checkParameters(*module, diagnostics);
  const SpecFile &main = *tree.front();
  if (!main.network)
    reportNoNetwork(main, diagnostics);
  std::optional<WholeNetwork> whole;
  if (main.network)
    whole = wholeNetwork(main, *main.network, diagnostics);
  if (!whole)
    return result;
  Network network = Elaborator(tree, *whole, readFile, diagnostics).elaborate();
  if (!diagnostics.hasErrors())
    checkLayers(network, diagnostics);
  if (!diagnostics.hasErrors())
    result.network = std::move(network);
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
