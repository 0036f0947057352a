//===- ReportStage.cpp - All that is known of a network, as a page --------===//
#include "LoadSpec.h"
#include "Stages.h"
#include "WriteOutput.h"
#include "files/StagedFile.h"
#include "report/drawing/Svg.h"
#include "report/page/Page.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace gnet {
namespace {

namespace fs = llvm::sys::fs;

/// The specs in `path` by their names if it is a folder, else itself.
llvm::Expected<std::vector<std::string>> specsAt(const std::string &path) {
  if (!fs::is_directory(path))
    return std::vector<std::string>{path};
  std::vector<std::string> files;
  std::error_code failed;
  for (fs::directory_iterator it(path, failed), end; !failed && it != end;
       it.increment(failed))
    if (llvm::sys::path::extension(it->path()) == ".gn" &&
        !fs::is_directory(it->path()))
      files.push_back(it->path());
  if (failed)
    return llvm::createFileError(path, failed);
  if (files.empty())
    return llvm::createStringError("--against: there is no spec in '" + path +
                                   "'");
  llvm::sort(files);
  return files;
}

llvm::Expected<std::vector<Network>> loadOthers(Compilation &compilation) {
  std::vector<Network> others;
  for (const std::string &path : compilation.options.against) {
    auto files = specsAt(path);
    if (!files)
      return files.takeError();
    for (const std::string &file : *files) {
      auto network = loadSpec(file, &compilation.filesRead);
      if (!network)
        return network.takeError();
      others.push_back(std::move(*network));
    }
  }
  return others;
}

/// Whole or not at all. What is no file, as a pipe, is written to as it is.
llvm::Error writePage(const std::string &path, llvm::StringRef html) {
  if (path == "-" || (fs::exists(path) && !fs::is_regular_file(path)))
    return writeOutput(path, html);
  return replaceFile(path, html);
}

llvm::Error makePage(Compilation &compilation) {
  const Options &options = compilation.options;
  PageContents contents{.network = compilation.network};
  auto others = loadOthers(compilation);
  if (!others)
    return others.takeError();
  contents.others = std::move(*others);
  if (llvm::Error error = options.compiler->describePrograms(compilation.input,
                                                             contents.programs))
    return error;
  auto drawing = svgOf(compilation.network);
  if (!drawing)
    return drawing.takeError();
  contents.drawing = std::move(*drawing);
  contents.target = options.target->name;
  contents.batch = options.batch;
  contents.compiler = compilerName();
  return writePage(compilation.pagePath(), pageOf(contents));
}

} // namespace

Stage reportStage(Compilation &compilation) {
  return {.name = "report",
          .kind = StageKind::Page,
          .needs = {"gnk"},
          .step = "writing",
          .subject = [&] { return compilation.pagePath(); },
          .make = [&] { return makePage(compilation); }};
}

} // namespace gnet
