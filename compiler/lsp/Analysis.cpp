#include "lsp/Analysis.h"

namespace gnet {

const SpecFile *Analysis::file(const std::string &path) const {
  for (const auto &file : spec.tree)
    if (file->syntax.path == path)
      return file.get();
  return nullptr;
}

std::shared_ptr<const Analysis> analyze(const std::string &path,
                                        const ReadFile &readFile) {
  auto analysis = std::make_shared<Analysis>();
  analysis->spec = analyzeSpec(path, readFile);
  analysis->names = namesOf(analysis->spec.tree);
  return analysis;
}

} // namespace gnet
