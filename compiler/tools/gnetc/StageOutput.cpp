//===- StageOutput.cpp - Where the stages are printed ---------------------===//
#include "StageOutput.h"
#include "WriteOutput.h"
#include "package/WriteFile.h"
#include "llvm/Support/FileSystem.h"

namespace gnet {
namespace {

/// A dumped stage's file; what is no stage of compiling has none.
llvm::StringRef dumpName(Stage stage) {
  switch (stage) {
  case Stage::Ast:
    return "01-ast.gn";
  case Stage::Summary:
    return "02-summary.txt";
  case Stage::Gn:
    return "03-gn.mlir";
  case Stage::GnInference:
    return "04-gn-inference.mlir";
  case Stage::Gnk:
    return "05-gnk.mlir";
  case Stage::LlvmDialect:
    return "06-llvm.mlir";
  case Stage::Llvm:
    return "07-llvm.ll";
  case Stage::Object:
    return "08-object.o";
  case Stage::Dot:
  case Stage::Svg:
  case Stage::Weights:
  case Stage::Onnx:
  case Stage::Package:
    return "";
  }
  llvm_unreachable("all stages are covered");
}

} // namespace

llvm::Error StageOutput::prepare() {
  if (options.dumpFolder.empty())
    return llvm::Error::success();
  if (std::error_code failed = llvm::sys::fs::create_directories(
          options.dumpFolder, true, llvm::sys::fs::all_all))
    return llvm::createFileError(options.dumpFolder, failed);
  return llvm::Error::success();
}

/// Dumping goes to the end, whatever is printed.
bool StageOutput::goesPast(Stage stage) const {
  bool dumpsLater = !options.dumpFolder.empty() && stage < Stage::Object;
  return dumpsLater || stage < options.emit;
}

llvm::Error
StageOutput::show(Stage stage,
                  llvm::function_ref<void(llvm::raw_ostream &)> print) {
  bool isAsked = stage == options.emit;
  if (!isAsked && options.dumpFolder.empty())
    return llvm::Error::success();
  std::string text;
  llvm::raw_string_ostream stream(text);
  print(stream);
  if (!options.dumpFolder.empty())
    if (llvm::Error error =
            writeFile(options.dumpFolder + "/" + dumpName(stage), text))
      return error;
  return isAsked ? write(stage, text) : llvm::Error::success();
}

llvm::Error StageOutput::write(Stage stage, llvm::StringRef text) {
  std::string path = options.output.value_or("-");
  if (path == "-" && stage == Stage::Object && llvm::outs().is_displayed())
    return llvm::createStringError("an object is not for a terminal: give a "
                                   "file with -o");
  return writeOutput(path, text);
}

} // namespace gnet
