//===- ShownDiagnostics.h - Mistakes that an editor is told of ------------===//
#ifndef GNET_LSP_SHOWNDIAGNOSTICS_H
#define GNET_LSP_SHOWNDIAGNOSTICS_H

#include "lsp/Workspace.h"
#include "llvm/Support/LSP/Transport.h"

#include <map>
#include <set>

namespace gnet {

/// A document shows the mistakes of the files that it imports, too; several
/// documents may show those of one file.
class ShownDiagnostics {
public:
  using Publish =
      llvm::lsp::OutgoingNotification<llvm::lsp::PublishDiagnosticsParams>;

  /// `workspace` outlives it.
  ShownDiagnostics(const Workspace &workspace, Publish publish)
      : workspace(workspace), publish(std::move(publish)) {}

  /// Tells of all files that these documents bring up.
  void show(const std::vector<std::string> &paths);

  /// A document is closed, and these were looked at again.
  void close(const std::string &path, const std::vector<std::string> &looked);

private:
  void send(const std::string &file);
  void sendGone();

  const Workspace &workspace;
  Publish publish;
  /// By open document: the mistakes that it brings up, by file.
  std::map<std::string,
           std::map<std::string, std::vector<llvm::lsp::Diagnostic>>>
      shown;
  std::set<std::string> published; ///< Files that the editor shows some of.
};

} // namespace gnet

#endif // GNET_LSP_SHOWNDIAGNOSTICS_H
