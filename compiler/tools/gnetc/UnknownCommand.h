//===- UnknownCommand.h - A command that gnetc does not have --------------===//
#ifndef GNET_TOOLS_GNETC_UNKNOWNCOMMAND_H
#define GNET_TOOLS_GNETC_UNKNOWNCOMMAND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace gnet {

/// Whether the first of the arguments is a spec that is not there, but nearly a
/// command.
llvm::Error checkCommandName(llvm::ArrayRef<const char *> arguments);

} // namespace gnet

#endif // GNET_TOOLS_GNETC_UNKNOWNCOMMAND_H
