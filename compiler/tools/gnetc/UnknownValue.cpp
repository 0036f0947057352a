//===- UnknownValue.cpp - A value that an option does not know ------------===//
#include "UnknownValue.h"
#include "language/diagnostics/Spelling.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

llvm::Error unknownValue(llvm::StringRef option, const std::string &value,
                         const std::vector<std::string> &known) {
  constexpr size_t few = 3; // All of them say more than a guess.
  std::string message =
      ("unknown " + option + " '" + llvm::Twine(value) + "'").str();
  const auto near =
      known.size() > few ? nearestName(value, known) : std::nullopt;
  if (near)
    message += "; did you mean '" + *near + "'?";
  else
    message += "; known are " + llvm::join(known, ", ");
  return llvm::createStringError(message);
}

} // namespace gnet
