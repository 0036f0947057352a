//===- Workspace.h - The open documents, as their editor has them ---------===//
#ifndef GNET_LSP_WORKSPACE_H
#define GNET_LSP_WORKSPACE_H

#include "lsp/Analysis.h"

namespace gnet {

struct Document {
  DocumentText text;
  int64_t version = 0;
  std::shared_ptr<const Analysis> current;
  std::shared_ptr<const Analysis> lastWithNetwork; ///< Or null.
};

/// Paths are absolute and normal. What is open is read from the editor, all
/// else from the disk.
class Workspace {
public:
  Workspace();

  /// Opens or replaces it, and looks again at all that depends on it: their
  /// paths come back, its own first.
  std::vector<std::string> set(const std::string &path, std::string text,
                               int64_t version);
  std::vector<std::string> close(const std::string &path);
  /// Looks again at all that is open, as files on the disk have changed.
  std::vector<std::string> lookAgain();

  /// Those that the editor shows, whose specs need not be open to count.
  void setFolders(std::vector<std::string> shown) {
    folders = std::move(shown);
  }

  const std::map<std::string, Document> &documents() const { return open; }
  /// Null if it is not open.
  const Document *find(const std::string &path) const;
  std::optional<View> view(const std::string &path) const;
  /// Of any file: of the editor's text, or the disk's.
  DocumentText textOf(const std::string &path) const;
  const ReadFile &reader() const { return readFile; }
  /// Every name in what is open, and in those specs of the folders in which
  /// `word` stands.
  std::vector<NameUse> namesAround(const std::string &word) const;

private:
  void look(const std::string &path, Document &document);
  std::vector<std::string> lookAtUsers(const std::string &path);

  bool isInOpenTree(const std::string &path) const;

  std::map<std::string, Document> open;
  std::vector<std::string> folders;
  ReadFile readFile;
};

} // namespace gnet

#endif // GNET_LSP_WORKSPACE_H
