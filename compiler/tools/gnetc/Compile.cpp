//===- Compile.cpp - From a spec to what was asked for --------------------===//
#include "Compile.h"
#include "LoadSpec.h"
#include "MakePackage.h"
#include "Progress.h"
#include "StageOutput.h"
#include "ir/gn/NetworkToGn.h"
#include "language/Frontend.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "onnx/ExportOnnx.h"
#include "passes/inference/Pipeline.h"
#include "passes/planning/Pipeline.h"
#include "report/Summary.h"
#include "report/drawing/Dot.h"
#include "report/drawing/Svg.h"
#include "target/cpu/EmitObject.h"
#include "target/cpu/Passes.h"
#include "weights/Weights.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SourceMgr.h"

namespace gnet {

namespace {

class Compiler {
public:
  Compiler(const Options &options, llvm::StringRef executable)
      : options(options), executable(executable), output(options),
        progress(stepsUntil(options)) {
    mlir::applyDefaultTimingManagerCLOptions(timing);
    timingScope = timing.getRootScope();
  }

  llvm::Error run();

private:
  static int stepsUntil(const Options &options);

  llvm::Error showSyntax();
  llvm::Error load();
  llvm::Error showSummary();
  llvm::Error showView();
  llvm::Error writeModel();
  WeightMapOptions weightMaps() const;
  llvm::Error lowerAndEmit();
  llvm::Error import();
  llvm::Error transform(Stage stage, const llvm::Twine &what,
                        llvm::function_ref<void(mlir::OpPassManager &)> build);
  llvm::Error readWeights();
  llvm::Error convertToLlvm();
  llvm::Error generateObject();
  llvm::Error package();
  llvm::Error showModule(Stage stage);
  ConvertGnkToLlvmOptions conversionOptions() const;

  /// Times what is done until the next one.
  void begin(const llvm::Twine &what);

  const Options &options;
  llvm::StringRef executable;
  StageOutput output;
  Progress progress;
  mlir::DefaultTimingManager timing;
  mlir::TimingScope timingScope;
  mlir::TimingScope stepScope;

  Network network;
  CpuLevel cpu;
  std::string weights; ///< A safetensors file, or empty.
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  PlanFigures plan;
  std::string object;
};

int Compiler::stepsUntil(const Options &options) {
  Stage last = options.dumpFolder.empty()
                   ? options.emit
                   : std::max(options.emit, Stage::Object);
  bool readsWeights = !options.weights.empty() && last > Stage::Gnk;
  switch (last) {
  case Stage::Ast:
  case Stage::Summary:
    return 1;
  case Stage::Dot:
  case Stage::Svg:
    return 1;
  case Stage::Weights:
  case Stage::Onnx:
    return 3;
  case Stage::Gn:
    return 2;
  case Stage::GnInference:
    return 3;
  case Stage::Gnk:
    return 4;
  case Stage::LlvmDialect:
    return 5 + readsWeights;
  case Stage::Llvm:
  case Stage::Object:
    return 6 + readsWeights;
  case Stage::Package:
    return 7 + readsWeights;
  }
  llvm_unreachable("all stages are covered");
}

void Compiler::begin(const llvm::Twine &what) {
  progress.step(what);
  stepScope = timingScope.nest(what.str());
}

//===----------------------------------------------------------------------===//
// The spec
//===----------------------------------------------------------------------===//

llvm::Error Compiler::showSyntax() {
  ParseResult parsed = parseSpec(options.spec);
  if (!parsed.syntax)
    return report(parsed.diagnostics);
  return output.show(Stage::Ast, [&](llvm::raw_ostream &os) {
    os << printAst(*parsed.syntax);
  });
}

llvm::Error Compiler::load() {
  auto loaded = loadSpec(options.spec);
  if (!loaded)
    return loaded.takeError();
  network = std::move(*loaded);
  return llvm::Error::success();
}

llvm::Error Compiler::showSummary() {
  return output.show(Stage::Summary, [&](llvm::raw_ostream &os) {
    if (options.json)
      os << llvm::formatv("{0:2}\n", summaryJson(network));
    else
      printSummary(network, os);
  });
}

/// Pictures and files of the network itself, for which nothing is compiled.
bool isView(Stage stage) { return stage > Stage::Summary && stage < Stage::Gn; }

llvm::Error Compiler::showView() {
  if (options.emit == Stage::Dot)
    return output.show(Stage::Dot,
                       [&](llvm::raw_ostream &os) { printDot(network, os); });
  if (options.emit != Stage::Svg)
    return writeModel();
  auto svg = svgOf(network);
  if (!svg)
    return svg.takeError();
  return output.show(Stage::Svg, [&](llvm::raw_ostream &os) { os << *svg; });
}

/// The network's weights, or all of it as an ONNX model, to a file.
llvm::Error Compiler::writeModel() {
  begin("reading weights " + options.weights);
  auto made = makeWeights(network, options.weights, weightMaps());
  if (!made)
    return made.takeError();
  begin("writing " + *options.output);
  if (options.emit == Stage::Weights)
    return writeWeights(*made, *options.output);
  OnnxExportOptions onnx;
  onnx.batch = options.batch;
  onnx.weightsBeside = options.weightsBeside;
  return exportOnnx(network, *made, onnx, *options.output);
}

//===----------------------------------------------------------------------===//
// The stages of MLIR
//===----------------------------------------------------------------------===//

llvm::Error Compiler::showModule(Stage stage) {
  return output.show(stage, [&](llvm::raw_ostream &os) {
    module->print(os);
    os << "\n";
  });
}

llvm::Error Compiler::import() {
  begin("importing " + network.name);
  module = importNetwork(context, network, options.batch);
  if (!module)
    return llvm::make_error<Reported>();
  return showModule(Stage::Gn);
}

llvm::Error
Compiler::transform(Stage stage, const llvm::Twine &what,
                    llvm::function_ref<void(mlir::OpPassManager &)> build) {
  begin(what);
  mlir::PassManager passes(module->getContext());
  if (mlir::failed(mlir::applyPassManagerCLOptions(passes)))
    return llvm::createStringError("MLIR's options do not fit together");
  passes.enableTiming(stepScope);
  build(passes);
  if (mlir::failed(passes.run(*module)))
    return llvm::make_error<Reported>();
  return showModule(stage);
}

/// Maps of names lie beside the spec.
WeightMapOptions Compiler::weightMaps() const {
  return {weightMapsBeside(options.spec), options.weightMap};
}

llvm::Error Compiler::readWeights() {
  if (options.weights.empty())
    return llvm::Error::success();
  begin("reading weights " + options.weights);
  auto made = makeWeights(network, options.weights, weightMaps());
  if (!made)
    return made.takeError();
  weights = safetensorsOf(std::move(*made));
  return llvm::Error::success();
}

ConvertGnkToLlvmOptions Compiler::conversionOptions() const {
  ConvertGnkToLlvmOptions conversion;
  conversion.compiler = compilerName();
  conversion.cpuFeatures = llvm::join(cpu.features, ",");
  if (options.embedWeights)
    conversion.weightsSize = static_cast<int64_t>(weights.size());
  return conversion;
}

llvm::Error Compiler::convertToLlvm() {
  plan = readPlanFigures(*module);
  return transform(
      Stage::LlvmDialect, "lowering", [&](mlir::OpPassManager &passes) {
        passes.addPass(createConvertGnkToLlvm(conversionOptions()));
      });
}

//===----------------------------------------------------------------------===//
// Machine code
//===----------------------------------------------------------------------===//

llvm::Error Compiler::generateObject() {
  begin("generating code");
  llvm::LLVMContext context;
  auto translated = translateToLlvm(*module, context);
  if (!translated)
    return translated.takeError();
  if (llvm::Error error = output.show(Stage::Llvm, [&](llvm::raw_ostream &os) {
        (*translated)->print(os, nullptr);
      }))
    return error;
  if (!output.goesPast(Stage::Llvm))
    return llvm::Error::success();
  auto emitted = emitObject(**translated);
  if (!emitted)
    return emitted.takeError();
  object = std::move(*emitted);
  return output.show(Stage::Object,
                     [&](llvm::raw_ostream &os) { os << object; });
}

llvm::Error Compiler::package() {
  begin("writing the package");
  return makePackage(options, network, cpu, plan, std::move(object),
                     std::move(weights), executable);
}

/// Runs `steps` in order, each with the stage it ends in, as far as is wanted.
llvm::Error Compiler::lowerAndEmit() {
  auto level = findCpuLevel(options.cpu);
  if (!level)
    return level.takeError();
  cpu = *level;
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler(sources, &context);
  const std::pair<Stage, std::function<llvm::Error()>> steps[] = {
      {Stage::Gn, [&] { return import(); }},
      {Stage::GnInference,
       [&] {
         return transform(Stage::GnInference, "making the inference form",
                          buildInferencePipeline);
       }},
      {Stage::Gnk,
       [&] {
         return transform(Stage::Gnk, "planning kernels and memory",
                          [&](mlir::OpPassManager &passes) {
                            buildPlanningPipeline(passes, cpu.block);
                          });
       }},
      {Stage::Gnk, [&] { return readWeights(); }},
      {Stage::LlvmDialect, [&] { return convertToLlvm(); }},
      {Stage::Object, [&] { return generateObject(); }},
      {Stage::Package, [&] { return package(); }}};
  for (const auto &[stage, step] : steps) {
    if (llvm::Error error = step())
      return error;
    if (!output.goesPast(stage))
      break;
  }
  return llvm::Error::success();
}

llvm::Error Compiler::run() {
  if (llvm::Error error = output.prepare())
    return error;
  begin("reading " + options.spec);
  if (options.emit == Stage::Ast || !options.dumpFolder.empty())
    if (llvm::Error error = showSyntax())
      return error;
  if (!output.goesPast(Stage::Ast))
    return llvm::Error::success();
  if (llvm::Error error = load())
    return error;
  if (llvm::Error error = showSummary())
    return error;
  if (isView(options.emit))
    return showView();
  return output.goesPast(Stage::Summary) ? lowerAndEmit()
                                         : llvm::Error::success();
}

} // namespace

llvm::Error compile(const Options &options, llvm::StringRef executable) {
  return Compiler(options, executable).run();
}

} // namespace gnet
