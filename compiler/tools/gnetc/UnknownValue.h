//===- UnknownValue.h - A value that an option does not know --------------===//
#ifndef GNET_TOOLS_GNETC_UNKNOWNVALUE_H
#define GNET_TOOLS_GNETC_UNKNOWNVALUE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace gnet {

/// "unknown stage 'gnn'; did you mean 'gn'?", or where none of `known` is near,
/// all of them.
llvm::Error unknownValue(llvm::StringRef option, const std::string &value,
                         const std::vector<std::string> &known);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_UNKNOWNVALUE_H
