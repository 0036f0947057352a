//===- Analysis.h - What a server knows of an open document ---------------===//
#ifndef GNET_LSP_ANALYSIS_H
#define GNET_LSP_ANALYSIS_H

#include "language/Analysis.h"
#include "lsp/DocumentText.h"
#include "lsp/Names.h"

namespace gnet {

struct Analysis {
  SpecAnalysis spec;
  std::vector<NameUse> names;

  /// The file of that path, if the document is or imports it.
  const SpecFile *file(const std::string &path) const;
  bool hasNetwork() const { return !spec.network.layers.empty(); }
};

std::shared_ptr<const Analysis> analyze(const std::string &path,
                                        const ReadFile &readFile);

/// What is asked about one document.
struct View {
  std::string path;
  const DocumentText &text;
  const Analysis &own;
  /// With a network that the document is a part of, if any open one is: the
  /// document's own, or one that imports it.
  const Analysis &network;
  /// The document's own at a time when it had a network, or null. Its places
  /// may have moved; its names hold.
  const Analysis *last;

  const SpecFile *file() const { return own.file(path); }
  SourceRange place(lsp::Position position) const {
    return text.place(path, position);
  }
};

} // namespace gnet

#endif // GNET_LSP_ANALYSIS_H
