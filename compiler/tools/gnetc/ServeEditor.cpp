//===- ServeEditor.cpp - gnetc lsp: for the user's editor -----------------===//
#include "Commands.h"
#include "Options.h"
#include "lsp/Server.h"
#include "llvm/Support/Program.h"

namespace cl = llvm::cl;

namespace gnet {
namespace {

class ServeEditor : public Command {
public:
  ServeEditor()
      : Command("lsp", "Serve an editor, by the Language Server Protocol") {}

  llvm::Error run() override {
    llvm::sys::ChangeStdinToBinary();
    llvm::sys::ChangeStdoutToBinary();
    return serveEditor(stdin, llvm::outs(), compilerName());
  }

private:
  cl::opt<bool> stdio{"stdio", cl::sub(sub), cl::cat(category),
                      cl::desc("Over standard input and output, as always")};
};

} // namespace

Command &editorCommand() {
  static ServeEditor command;
  return command;
}

} // namespace gnet
