//===- BesideFile.h - The files that a tensor file's data lies in ---------===//
#ifndef GNET_WEIGHTS_FORMATS_BESIDEFILE_H
#define GNET_WEIGHTS_FORMATS_BESIDEFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gnet {

/// Maps a file that another one names, by its path relative to that one's
/// folder. An error names both.
using OpenBeside =
    std::function<llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>(
        llvm::StringRef name)>;

/// For the file at `path`. A name that leads out of its folder is refused: the
/// file would make gnetc read what its sender wants. What is opened is added to
/// `opened`, if there is one.
OpenBeside besideOf(llvm::StringRef path,
                    std::shared_ptr<std::vector<std::string>> opened = {});

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_BESIDEFILE_H
