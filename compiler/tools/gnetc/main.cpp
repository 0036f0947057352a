//===- main.cpp - gnetc, the compiler of networks -------------------------===//
#include "Commands.h"
#include "Compile.h"
#include "LoadSpec.h"
#include "loader/Error.h"
#include "llvm/Support/FileSystem.h"
#include <new>

namespace {

/// Exit status, with what is not reported yet.
int report(llvm::Error error) {
  if (!error)
    return 0;
  llvm::handleAllErrors(
      std::move(error), [](const gnet::Reported &) {},
      [](const llvm::ErrorInfoBase &info) {
        llvm::errs() << "gnetc: error: " << info.message() << "\n";
      });
  return 1;
}

} // namespace

int main(int argc, char **argv) {
  std::set_new_handler(gnet::endWithoutMemory);
  gnet::parseCommandLine(argc, argv);
  if (gnet::Command *command = gnet::chosenCommand())
    return report(command->run());
  auto options = gnet::compileOptions();
  if (!options)
    return report(options.takeError());
  std::string executable = llvm::sys::fs::getMainExecutable(
      argv[0], reinterpret_cast<void *>(&main));
  return report(gnet::compile(*options, executable));
}
