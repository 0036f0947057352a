//===- Error.h - Errors in words ------------------------------------------===//
#ifndef GNET_LOADER_ERROR_H
#define GNET_LOADER_ERROR_H

#include <fmt/format.h>
#include <llvm/Support/Error.h>

namespace gnet {

/// An error to be printed as it is.
template <typename... Arguments>
llvm::Error fail(fmt::format_string<Arguments...> format,
                 Arguments &&...arguments) {
  return llvm::createStringError(
      fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// A handler for std::set_new_handler: ends the program with a message, in
/// whatever thread. Nothing can be allocated here.
[[noreturn]] void endWithoutMemory();

} // namespace gnet

#endif // GNET_LOADER_ERROR_H
