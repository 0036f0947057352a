//===- PythonNames.h - What a network is called in Python -----------------===//
#ifndef GNET_PACKAGE_PYTHONNAMES_H
#define GNET_PACKAGE_PYTHONNAMES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

/// Whether a network of this name can be a module that `import` finds: not one
/// of Python's words, nor of its own modules.
llvm::Error checkPythonName(llvm::StringRef name);

/// A PEP 440 version, as "1.0", "2.1rc1" or "1.0+gpu", in its normal form.
llvm::Error checkPythonVersion(llvm::StringRef version);

/// What pip calls it and the wheel's file begins with: `name` in the normal
/// form of the packaging specifications, with `_` between words.
std::string distributionName(llvm::StringRef name);

} // namespace gnet

#endif // GNET_PACKAGE_PYTHONNAMES_H
