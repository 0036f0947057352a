#include "loader/Error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <llvm/ADT/StringRef.h>
#include <unistd.h>

namespace gnet {

void endWithoutMemory() {
  constexpr llvm::StringLiteral message =
      ": error: there is not enough memory\n";
  const char *program = program_invocation_short_name;
  (void)!write(STDERR_FILENO, program, std::strlen(program));
  (void)!write(STDERR_FILENO, message.data(), message.size());
  std::_Exit(1);
}

} // namespace gnet
