//===- Link.cpp - The linker, as a library --------------------------------===//
#include "package/Link.h"
#include "lld/Common/Driver.h"
#include "package/WriteFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

namespace gnet {

llvm::Error link(llvm::ArrayRef<std::string> arguments) {
  // Set where LLD crashed and was caught: its state is then not to be used.
  static bool isBroken = false;
  if (isBroken)
    return llvm::createStringError("the linker cannot run again");
  // A full disk is a signal where the output is mapped: it is caught in this
  // thread only.
  llvm::SmallVector<const char *> argv = {"ld.lld", "--threads=1"};
  for (const std::string &argument : arguments)
    argv.push_back(argument.c_str());
  llvm::CrashRecoveryContext::Enable();
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(argv, stream, stream, {{lld::Gnu, &lld::elf::link}});
  llvm::CrashRecoveryContext::Disable();
  isBroken = !result.canRunAgain;
  if (result.retCode == 0)
    return llvm::Error::success();
  if (messages.empty())
    return llvm::createStringError("the linker failed, as on a full disk");
  return llvm::createStringError("the linker failed:\n" +
                                 llvm::StringRef(messages).rtrim());
}

llvm::Expected<std::string> joinObjects(llvm::ArrayRef<std::string> objects,
                                        llvm::ArrayRef<std::string> files,
                                        const std::string &folder) {
  const std::string joined = folder + "/joined.o";
  std::vector<std::string> arguments = {"-r", "-o", joined};
  for (const std::string &object : objects) {
    arguments.push_back(folder + "/part" + std::to_string(arguments.size()) +
                        ".o");
    if (llvm::Error error = writeFile(arguments.back(), object))
      return error;
  }
  llvm::append_range(arguments, files);
  if (llvm::Error error = link(arguments))
    return error;
  return readFile(joined);
}

llvm::Expected<std::string> joinObjects(llvm::ArrayRef<std::string> objects) {
  llvm::SmallString<128> folder;
  if (std::error_code failed =
          llvm::sys::fs::createUniqueDirectory("gnetc", folder))
    return llvm::createFileError("a folder for temporary files", failed);
  auto joined = joinObjects(objects, {}, folder.str().str());
  llvm::sys::fs::remove_directories(folder);
  return joined;
}

} // namespace gnet
