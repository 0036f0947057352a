//===- SpecSource.h - A spec from a file or from standard input -----------===//
#ifndef GNET_TOOLS_GNETC_SPECSOURCE_H
#define GNET_TOOLS_GNETC_SPECSOURCE_H

#include "language/syntax/SpecText.h"

namespace gnet {

/// What messages call the spec that the command line names: `-` is standard
/// input.
std::string specName(const std::string &argument);

/// Reads the spec of that name, or what it imports. Standard input is read
/// once and kept; imports are relative to the working directory then.
FileContent readSpecSource(const std::string &name, size_t maxBytes);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_SPECSOURCE_H
