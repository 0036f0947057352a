//===- SpecStages.cpp - The spec as a network, and that to look at --------===//
#include "CheckCalibration.h"
#include "ChooseOutputs.h"
#include "FindLayer.h"
#include "LoadSpec.h"
#include "SpecSource.h"
#include "Stages.h"
#include "language/Frontend.h"
#include "network/InnerOutputs.h"
#include "pytorch/ExportPyTorch.h"
#include "report/Summary.h"
#include "report/drawing/Dot.h"
#include "report/drawing/Svg.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

llvm::Error readSyntax(Compilation &compilation) {
  compilation.filesRead.push_back(compilation.options.spec);
  ParseResult parsed =
      parseSpec(specName(compilation.options.spec), readSpecSource);
  if (!parsed.syntax)
    return report(parsed.diagnostics);
  compilation.syntax = printAst(*parsed.syntax);
  return llvm::Error::success();
}

llvm::Error readNetwork(Compilation &compilation) {
  auto loaded = loadSpec(compilation.options.spec, &compilation.filesRead);
  if (!loaded)
    return loaded.takeError();
  compilation.whole = std::move(*loaded);
  if (llvm::Error error = checkCalibration(compilation, /*weights=*/nullptr))
    return error;
  const Options &options = compilation.options;
  auto chosen = chooseOutputs(
      compilation.whole, options.layerOutputs ? layerResults(compilation.whole)
                                              : options.features);
  if (!chosen)
    return chosen.takeError();
  compilation.network = std::move(*chosen);
  for (const NamedLayer &layer : compilation.options.compiler->namedLayers())
    if (llvm::Error error =
            findLayer(compilation.network, layer.option, layer.path)
                .takeError())
      return error;
  return llvm::Error::success();
}

llvm::Error printSyntax(const Compilation &compilation, llvm::raw_ostream &os) {
  os << compilation.syntax;
  return llvm::Error::success();
}

llvm::Error showSummary(const Compilation &compilation, llvm::raw_ostream &os) {
  if (compilation.options.json)
    os << llvm::formatv("{0:2}\n", summaryJson(compilation.network));
  else
    printSummary(compilation.network, os);
  return llvm::Error::success();
}

llvm::Error drawDot(const Compilation &compilation, llvm::raw_ostream &os) {
  printDot(compilation.network, os);
  return llvm::Error::success();
}

llvm::Error drawSvg(const Compilation &compilation, llvm::raw_ostream &os) {
  auto svg = svgOf(compilation.network);
  if (!svg)
    return svg.takeError();
  os << *svg;
  return llvm::Error::success();
}

llvm::Error writePyTorch(const Compilation &compilation,
                         llvm::raw_ostream &os) {
  if (!compilation.options.features.empty())
    return llvm::createStringError("--emit=pytorch writes the whole network: "
                                   "leave out --output");
  auto source = pytorchSource(compilation.network, compilerName().str());
  if (!source)
    return source.takeError();
  os << *source;
  return llvm::Error::success();
}

} // namespace

std::vector<Stage> specStages(Compilation &compilation) {
  auto spec = [&] { return specName(compilation.options.spec); };
  auto printed = [&](auto print) {
    return [&compilation, print](llvm::raw_ostream &os) {
      return print(compilation, os);
    };
  };
  return {{.name = "ast",
           .kind = StageKind::Report,
           .step = "reading",
           .subject = spec,
           .file = "ast.gn",
           .make = [&] { return readSyntax(compilation); },
           .print = printed(printSyntax)},
          {.name = "network",
           .kind = StageKind::Inner,
           .step = "reading",
           .subject = spec,
           .make = [&] { return readNetwork(compilation); }},
          {.name = "summary",
           .kind = StageKind::Report,
           .needs = {"network"},
           .file = "summary.txt",
           .print = printed(showSummary)},
          {.name = "dot",
           .kind = StageKind::Drawing,
           .needs = {"network"},
           .print = printed(drawDot)},
          {.name = "svg",
           .kind = StageKind::Drawing,
           .needs = {"network"},
           .print = printed(drawSvg)},
          {.name = "pytorch",
           .kind = StageKind::Report,
           .needs = {"network"},
           .print = printed(writePyTorch)}};
}

} // namespace gnet
