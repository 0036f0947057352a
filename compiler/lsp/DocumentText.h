//===- DocumentText.h - Places in a text as the protocol counts them ------===//
//
// The protocol counts lines from 0 and UTF-16 units within them; a SourceRange
// counts lines and bytes from 1.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_LSP_DOCUMENTTEXT_H
#define GNET_LSP_DOCUMENTTEXT_H

#include "network/Network.h"
#include "llvm/Support/LSP/Protocol.h"

namespace gnet {

namespace lsp = llvm::lsp;

class DocumentText {
public:
  explicit DocumentText(std::string text = "");

  const std::string &text() const { return bytes; }
  /// Without its line end; empty past the last one.
  std::string_view line(int number) const;

  /// What is outside of the text counts as its nearest place.
  lsp::Position position(int line, int column) const;
  lsp::Range range(const SourceRange &where) const;
  lsp::Range whole() const;
  size_t offset(lsp::Position position) const;
  /// A range of no bytes.
  SourceRange place(const std::string &file, lsp::Position position) const;

private:
  /// Where a line begins, and its line end, in bytes.
  struct Line {
    size_t begin, end;
  };

  int unitsBefore(size_t offset) const;

  std::string bytes;
  std::vector<Line> lines;
  /// The UTF-16 units before each `stride`th byte: a place is found in as many
  /// steps in a line of any length.
  std::vector<int> units;
  static constexpr size_t stride = 64;
};

} // namespace gnet

#endif // GNET_LSP_DOCUMENTTEXT_H
