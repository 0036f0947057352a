#include "language/Analysis.h"

#include "language/elaboration/Elaborator.h"
#include "language/elaboration/Unused.h"

namespace gnet {

SpecAnalysis analyzeSpec(const std::string &path, const ReadFile &readFile) {
  SpecAnalysis result;
  Diagnostics &diagnostics = result.diagnostics;
  result.tree = loadSpecTree(path, readFile, diagnostics);
  if (result.tree.empty())
    return result;
  for (const auto &file : result.tree)
    for (const ast::Item &item : file->syntax.items)
      if (const auto *module = std::get_if<ast::Module>(&item))
        checkParameters(*module, diagnostics);
  const SpecFile &main = *result.tree.front();
  if (!main.network) {
    WholeNetwork none;
    Elaborator(result.tree, none, readFile, diagnostics).checkModulesAlone();
    return result;
  }
  std::optional<WholeNetwork> whole =
      wholeNetwork(main, *main.network, diagnostics);
  if (!whole)
    return result;
  Elaborator elaborator(result.tree, *whole, readFile, diagnostics);
  elaborator.keepInstances(result.instances);
  result.network = elaborator.elaborate();
  if (!diagnostics.hasErrors())
    checkLayers(result.network, diagnostics);
  return result;
}

} // namespace gnet
