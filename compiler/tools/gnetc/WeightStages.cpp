//===- WeightStages.cpp - The learned tensors, and files of them ----------===//
#include "CheckCalibration.h"
#include "Stages.h"
#include "network/Parameters.h"
#include "onnx/ExportOnnx.h"
#include "quantization/Digests.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace gnet {
namespace {

/// A file has the whole network's; what was asked for may need fewer.
void keepNeeded(Weights &tensors, const Network &network) {
  llvm::StringSet<> needed;
  for (const Parameter &parameter : inferenceParameters(network))
    needed.insert(parameter.name);
  llvm::erase_if(tensors, [&](const WeightTensor &tensor) {
    return !needed.contains(tensor.parameter.name);
  });
}

/// None where the package is to have none.
llvm::Error readTensors(Compilation &compilation) {
  const Options &options = compilation.options;
  if (options.weights.empty())
    return llvm::Error::success();
  // Maps of names lie beside the spec.
  auto made = makeWeights(compilation.whole, options.weights,
                          {weightMapsBeside(options.spec), options.weightMap},
                          &compilation.filesRead);
  if (!made)
    return made.takeError();
  compilation.tensors = std::move(*made);
  if (llvm::Error error = checkCalibration(compilation, &compilation.tensors))
    return error;
  keepNeeded(compilation.tensors, compilation.network);
  return llvm::Error::success();
}

llvm::Error writeTensors(const Compilation &compilation) {
  return writeWeights(compilation.tensors, *compilation.options.output);
}

llvm::Error writeOnnx(const Compilation &compilation) {
  const Options &options = compilation.options;
  OnnxExportOptions onnx;
  onnx.batch = options.batch;
  onnx.weightsBeside = options.weightsBeside;
  Calibration calibration;
  if (llvm::StringRef file = options.compiler->calibration(); !file.empty()) {
    auto read = Calibration::read(file);
    if (!read)
      return read.takeError();
    calibration = std::move(*read);
    onnx.calibration = &calibration;
    for (const NamedLayer &layer : options.compiler->namedLayers())
      onnx.kept.push_back(layer.path);
  }
  return exportOnnx(compilation.network, compilation.tensors, onnx,
                    *options.output);
}

llvm::Error packTensors(Compilation &compilation) {
  if (compilation.options.weights.empty())
    return llvm::Error::success();
  compilation.safetensors = safetensorsOf(std::move(compilation.tensors));
  compilation.input.weights = compilation.safetensors;
  compilation.input.embedWeights = compilation.options.embedWeights;
  return llvm::Error::success();
}

} // namespace

std::vector<Stage> weightStages(Compilation &compilation) {
  const Options &options = compilation.options;
  auto output = [&] { return *options.output; };
  return {{.name = "tensors",
           .kind = StageKind::Inner,
           .needs = {"network"},
           .step = options.weights.empty() ? "" : "reading weights",
           .subject = [&] { return options.weights; },
           .make = [&] { return readTensors(compilation); }},
          {.name = "weights",
           .kind = StageKind::File,
           .needs = {"tensors"},
           .step = "writing",
           .subject = output,
           .make = [&] { return writeTensors(compilation); }},
          {.name = "onnx",
           .kind = StageKind::File,
           .needs = {"tensors"},
           .step = "writing",
           .subject = output,
           .make = [&] { return writeOnnx(compilation); }},
          {.name = "safetensors",
           .kind = StageKind::Inner,
           .needs = {"tensors"},
           .make = [&] { return packTensors(compilation); }}};
}

} // namespace gnet
