//===- WheelArchive.h - The zip file that a wheel is ----------------------===//
#ifndef GNET_PACKAGE_WHEELARCHIVE_H
#define GNET_PACKAGE_WHEELARCHIVE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace gnet {

struct WheelFile {
  std::string path; ///< In the wheel.
  /// Stays until the wheel is written.
  llvm::StringRef bytes;
  bool isCompressed = true;
};

/// The text of RECORD, which stands at `path` (PEP 376, 427): the digest and
/// size of each file.
std::string recordOf(llvm::ArrayRef<WheelFile> files, llvm::StringRef path);

/// Writes a zip file beside `path` and moves it there once whole. The same
/// files give the same bytes, at any time and in any time zone.
llvm::Error writeArchive(llvm::ArrayRef<WheelFile> files,
                         const std::string &path);

} // namespace gnet

#endif // GNET_PACKAGE_WHEELARCHIVE_H
