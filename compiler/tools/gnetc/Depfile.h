//===- Depfile.h - What a result is made of, as a rule of make ------------===//
#ifndef GNET_TOOLS_GNETC_DEPFILE_H
#define GNET_TOOLS_GNETC_DEPFILE_H

#include "Compilation.h"
#include "target/Stage.h"

namespace gnet {

/// Writes the file of `--depfile=` after a compilation that gave a result of
/// this kind: as compilers do, the file that was made, a colon, and every file
/// that was read. Of a package the file is its manifest.
llvm::Error writeDepfile(const Compilation &compilation, StageKind kind);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_DEPFILE_H
