//===- UnknownValue.cpp - A value that an option does not know ------------===//
#include "UnknownValue.h"
#include "language/diagnostics/Spelling.h"
#include "llvm/ADT/StringExtras.h"

namespace gnet {

llvm::Error unknownValue(llvm::StringRef option, const std::string &value,
                         const std::vector<std::string> &known) {
  std::string message =
      ("unknown " + option + " '" + llvm::Twine(value) + "'").str();
  if (auto near = nearestName(value, known))
    message += "; did you mean '" + *near + "'?";
  else
    message += "; known are " + llvm::join(known, ", ");
  return llvm::createStringError(message);
}

} // namespace gnet
