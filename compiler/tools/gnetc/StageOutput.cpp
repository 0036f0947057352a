//===- StageOutput.cpp - Where the stages are printed ---------------------===//
#include "StageOutput.h"
#include "WriteOutput.h"
#include "package/WriteFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet {

llvm::Error StageOutput::prepare() {
  if (options.dumpFolder.empty())
    return llvm::Error::success();
  if (std::error_code failed = llvm::sys::fs::create_directories(
          options.dumpFolder, true, llvm::sys::fs::all_all))
    return llvm::createFileError(options.dumpFolder, failed);
  return llvm::Error::success();
}

std::vector<llvm::StringRef> StageOutput::wanted() const {
  std::vector<llvm::StringRef> names;
  for (const Stage &stage : stages)
    if (isDumped(stage))
      names.push_back(stage.name);
  names.push_back(options.emit);
  return names;
}

bool StageOutput::isDumped(const Stage &stage) const {
  return !options.dumpFolder.empty() && !stage.file.empty();
}

/// Numbered in the order of all that are dumped.
std::string StageOutput::dumpPath(const Stage &stage) const {
  auto number = 1 + std::count_if(stages.data(), &stage, [](const Stage &one) {
                  return !one.file.empty();
                });
  return llvm::formatv("{0}/{1,0+2}-{2}", options.dumpFolder, number,
                       stage.file);
}

llvm::Error
StageOutput::show(const Stage &stage,
                  llvm::function_ref<llvm::Error(llvm::raw_ostream &)> print) {
  bool writesItself = stage.kind == StageKind::File ||
                      stage.kind == StageKind::Page ||
                      stage.kind == StageKind::Package;
  bool isAsked = stage.name == options.emit && !writesItself;
  if (!isAsked && !isDumped(stage))
    return llvm::Error::success();
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (llvm::Error error = print(stream))
    return error;
  if (isDumped(stage))
    if (llvm::Error error = writeFile(dumpPath(stage), text))
      return error;
  return isAsked ? write(stage, text) : llvm::Error::success();
}

llvm::Error StageOutput::write(const Stage &stage, llvm::StringRef text) {
  std::string path = options.output.value_or("-");
  if (path == "-" && stage.kind == StageKind::Binary &&
      llvm::outs().is_displayed())
    return llvm::createStringError("an object is not for a terminal: give a "
                                   "file with -o");
  return writeOutput(path, text);
}

} // namespace gnet
