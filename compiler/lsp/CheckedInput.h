//===- CheckedInput.h - Messages of an editor, or refusals ----------------===//
#ifndef GNET_LSP_CHECKEDINPUT_H
#define GNET_LSP_CHECKEDINPUT_H

#include "llvm/Support/LSP/Transport.h"
#include "json/BoundedJson.h"

namespace gnet {

/// Messages as LLVM reads them. Those that it would drop, or end at, or that
/// its parser's stack may not hold, are refused and left out.
class CheckedInput : public llvm::lsp::JSONTransportInput {
public:
  /// Refusals go to `output`. `input` stays the caller's.
  CheckedInput(std::FILE *input, llvm::raw_ostream &output);

  bool hasError() const override { return file.hasError(); }
  bool isEndOfInput() const override { return file.isEndOfInput(); }
  llvm::LogicalResult readDelimitedMessage(std::string &message) override;
  llvm::LogicalResult readStandardMessage(std::string &message) override;

private:
  llvm::LogicalResult check(llvm::LogicalResult isRead,
                            llvm::StringRef message);
  llvm::LogicalResult refused(const char *why, llvm::lsp::ErrorCode code);

  static constexpr JsonBounds bounds = {.bytes = 64 << 20, .depth = 200};
  llvm::lsp::JSONTransportInputOverFile file;
  llvm::lsp::JSONTransport refusals;
};

} // namespace gnet

#endif // GNET_LSP_CHECKEDINPUT_H
