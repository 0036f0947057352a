// Any messages to the editor's server: it survives them.
//
// A message is what stands between zero bytes, which JSON cannot have.

#include "lsp/Server.h"
#include "llvm/ADT/StringExtras.h"

#include <memory>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string input;
  llvm::StringRef bytes(reinterpret_cast<const char *>(data), size);
  for (llvm::StringRef body : llvm::split(bytes, '\0'))
    input += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
             body.str();
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(
      fmemopen(input.data(), input.size(), "r"), std::fclose);
  std::string output;
  llvm::raw_string_ostream os(output);
  llvm::consumeError(gnet::serveEditor(file.get(), os, "fuzz"));
  return 0;
}
