//===- CheckedInput.cpp - Messages of an editor, or refusals --------------===//
#include "lsp/CheckedInput.h"

namespace lsp = llvm::lsp;

namespace gnet {

CheckedInput::CheckedInput(std::FILE *input, llvm::raw_ostream &output)
    : file(input),
      refusals(std::unique_ptr<lsp::JSONTransportInput>(), output) {}

llvm::LogicalResult CheckedInput::readDelimitedMessage(std::string &message) {
  return check(file.readDelimitedMessage(message), message);
}

llvm::LogicalResult CheckedInput::readStandardMessage(std::string &message) {
  return check(file.readStandardMessage(message), message);
}

llvm::LogicalResult CheckedInput::check(llvm::LogicalResult isRead,
                                        llvm::StringRef message) {
  if (llvm::failed(isRead))
    return isRead;
  if (!isWithin(message, bounds))
    return refused("the message is too large, or nested too deep",
                   lsp::ErrorCode::InvalidRequest);
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(message);
  if (!value) {
    llvm::consumeError(value.takeError());
    return refused("the message is not JSON", lsp::ErrorCode::ParseError);
  }
  const llvm::json::Object *object = value->getAsObject();
  if (!object || object->getString("jsonrpc") != "2.0")
    return refused("the message is not of JSON-RPC 2.0",
                   lsp::ErrorCode::InvalidRequest);
  return llvm::success();
}

/// A message whose id is not known is answered with none.
llvm::LogicalResult CheckedInput::refused(const char *why,
                                          lsp::ErrorCode code) {
  refusals.reply(nullptr, llvm::make_error<lsp::LSPError>(why, code));
  return llvm::failure();
}

} // namespace gnet
