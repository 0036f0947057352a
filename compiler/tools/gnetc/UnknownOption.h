//===- UnknownOption.h - An option that gnetc does not have ---------------===//
#ifndef GNET_TOOLS_GNETC_UNKNOWNOPTION_H
#define GNET_TOOLS_GNETC_UNKNOWNOPTION_H

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// The first of the arguments that begins like an option and is none of the
/// command's: with the nearest one, if one is near. LLVM would name one however
/// far.
llvm::Error checkOptionNames(llvm::ArrayRef<const char *> arguments,
                             llvm::cl::SubCommand &command);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_UNKNOWNOPTION_H
