//===- FormatSpecs.cpp - gnetc fmt: specs in their canonical layout -------===//
#include "Commands.h"
#include "LoadSpec.h"
#include "SpecSource.h"
#include "WriteOutput.h"
#include "files/StagedFile.h"
#include "language/layout/Format.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

/// The file that `path` leads to gets new contents, and keeps its permissions.
llvm::Error rewrite(const std::string &path, llvm::StringRef text) {
  llvm::SmallString<256> file;
  if (std::error_code failed = llvm::sys::fs::real_path(path, file))
    return llvm::createFileError(path, failed);
  auto permissions = llvm::sys::fs::getPermissions(file);
  if (!permissions)
    return llvm::createFileError(path, permissions.getError());
  if (llvm::Error error = replaceFile(file, text))
    return error;
  if (std::error_code failed =
          llvm::sys::fs::setPermissions(file, *permissions))
    return llvm::createFileError(path, failed);
  return llvm::Error::success();
}

class FormatSpecs : public Command {
public:
  FormatSpecs() : Command("fmt", "Lay specs out as all are") {}

  /// A file that cannot be laid out does not keep the others from it.
  llvm::Error run() override {
    llvm::Error errors = llvm::Error::success();
    for (const std::string &path : paths)
      errors = llvm::joinErrors(std::move(errors), format(path));
    return errors;
  }

private:
  llvm::Error format(const std::string &path) {
    std::string name = specName(path);
    FileContent content = readSpecSource(name, maxSpecBytes);
    Diagnostics diagnostics;
    if (content.bytes)
      if (std::optional<std::string> problem = whyNotText(*content.bytes))
        content = {{}, *problem};
    if (!content.bytes) {
      diagnostics.error({name, 0, 0, 0},
                        "cannot read the spec: " + content.error);
      return report(diagnostics);
    }
    diagnostics.addSource(name, *content.bytes);
    std::optional<std::string> formatted =
        formatSpec(name, *content.bytes, diagnostics);
    if (!formatted)
      return report(diagnostics);
    bool isFormatted = *formatted == *content.bytes;
    if (check && !isFormatted)
      return llvm::createStringError(name +
                                     " is not laid out as gnetc fmt does it");
    if (check || (isFormatted && path != "-"))
      return llvm::Error::success();
    return path == "-" ? writeOutput(path, *formatted)
                       : rewrite(path, *formatted);
  }

  cl::list<std::string> paths{cl::Positional, cl::OneOrMore, cl::sub(sub),
                              cl::cat(category), cl::desc("SPEC.gn... or -")};
  cl::opt<bool> check{"check", cl::sub(sub), cl::cat(category),
                      cl::desc("Change nothing; fail where fmt would")};
};

} // namespace

Command &formatCommand() {
  static FormatSpecs command;
  return command;
}

} // namespace gnet
