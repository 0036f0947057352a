//===- SpecFolders.h - The specs below folders that an editor shows -------===//
#ifndef GNET_LSP_SPECFOLDERS_H
#define GNET_LSP_SPECFOLDERS_H

#include <string>
#include <vector>

namespace gnet {

/// Files that are called like specs, sorted. Hidden folders are left out, and
/// links to folders are not followed.
std::vector<std::string> specsIn(const std::vector<std::string> &folders);

} // namespace gnet

#endif // GNET_LSP_SPECFOLDERS_H
