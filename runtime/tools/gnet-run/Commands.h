//===- Commands.h - The subcommands of gnet-run ---------------------------===//
#ifndef GNET_RUN_COMMANDS_H
#define GNET_RUN_COMMANDS_H

#include <llvm/Support/Error.h>
#include <string>
#include <vector>

namespace gnet {

/// A subcommand's words, without its name.
using Words = std::vector<std::string>;

llvm::Error infoCommand(const Words &words);
llvm::Error classifyCommand(const Words &words);
llvm::Error rawCommand(const Words &words);
llvm::Error benchCommand(const Words &words);
llvm::Error compareCommand(const Words &words);

extern const char *const infoHelp;
extern const char *const classifyHelp;
extern const char *const rawHelp;
extern const char *const benchHelp;
extern const char *const compareHelp;

/// Threads that an option may ask for.
inline constexpr int maxThreads = 1024;

} // namespace gnet

#endif // GNET_RUN_COMMANDS_H
