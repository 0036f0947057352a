//===- TemporaryFolder.h - For what is made on the way --------------------===//
#ifndef GNET_TOOLS_GNETC_TEMPORARYFOLDER_H
#define GNET_TOOLS_GNETC_TEMPORARYFOLDER_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace gnet {

/// Removed with all that is in it.
class TemporaryFolder {
public:
  /// Its name begins with `prefix`.
  static llvm::Expected<std::unique_ptr<TemporaryFolder>>
  create(llvm::StringRef prefix);
  ~TemporaryFolder();

  std::string path() const { return folder.str().str(); }

private:
  llvm::SmallString<128> folder;
};

} // namespace gnet

#endif // GNET_TOOLS_GNETC_TEMPORARYFOLDER_H
