//===- Wheel.h - A network as a Python package ----------------------------===//
#ifndef GNET_PACKAGE_WHEEL_H
#define GNET_PACKAGE_WHEEL_H

#include "package/Package.h"

namespace gnet {

/// Writes NAME-VERSION-py3-none-PLATFORM.whl (PEP 427) into `folder`, which is
/// made if it is not there: the package's shared library with what that needs,
/// its weights, and a Python module over its C API. A file of that name is
/// replaced. `executable` is gnetc's own path, near which the runtime is. The
/// same contents give the same bytes.
llvm::Error writeWheel(const PackageContents &contents, llvm::StringRef version,
                       llvm::StringRef folder, llvm::StringRef executable);

} // namespace gnet

#endif // GNET_PACKAGE_WHEEL_H
