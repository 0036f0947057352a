#include "onnx/ImportOnnx.h"
#include "files/RegularFile.h"

#include "language/Frontend.h"
#include "onnx/import/Check.h"
#include "onnx/import/Graph.h"
#include "onnx/import/Names.h"
#include "onnx/import/Simplify.h"
#include "onnx/import/Spec.h"
#include "onnx/layers/Layers.h"
#include "quantization/Digests.h"
#include "quantization/FoldNetwork.h"
#include "quantization/Results.h"
#include "weights/formats/MappedFile.h"
#include "llvm/Support/Path.h"

#include <fmt/format.h>
#include <onnx/onnx_pb.h>
#include <set>

namespace gnet {

namespace {

/// Of elements that the file does not hold: what nodes fill with one value, and
/// weights that several layers share. 1 GiB; VGG-19 filled has half of it.
constexpr int64_t maxMadeElements = int64_t{1} << 28;

llvm::Error failure(const llvm::Twine &message) {
  return llvm::createStringError(message);
}

int64_t storedElements(const onnx::ModelProto &model) {
  int64_t stored = 0;
  for (const onnx::TensorProto &tensor : model.graph().initializer()) {
    int64_t elements = 1;
    for (int64_t dim : tensor.dims())
      elements *= dim;
    stored += elements;
  }
  return stored;
}

llvm::Error checkMemory(const ImportedNetwork &imported,
                        const onnx::ModelProto &model) {
  int64_t needed = 0;
  int64_t allowed = storedElements(model) + maxMadeElements;
  for (const LayerOrigin &origin : imported.origins)
    for (const ImportConstant &weight : origin.weights) {
      needed += weight.elements();
      if (needed > allowed)
        return failure(origin.node +
                       fmt::format(": with its weights there are over {} that "
                                   "the file does not hold but repeats",
                                   maxMadeElements));
    }
  return llvm::Error::success();
}

llvm::Expected<Network> load(const std::string &text, const std::string &name) {
  LoadResult result = loadNetwork(
      name + ".gn", [&](const std::string &, size_t maxBytes) -> FileContent {
        if (text.size() > maxBytes)
          return {{},
                  fmt::format("it would be {} bytes long, where {} are "
                              "allowed",
                              text.size(), maxBytes)};
        return {text, {}};
      });
  if (result.network)
    return std::move(*result.network);
  return failure(result.diagnostics.render());
}

llvm::Error takeWeights(const Network &loaded,
                        const std::vector<LayerId> &match,
                        const ImportedNetwork &imported, Weights &weights) {
  for (LayerId id = 0; id < static_cast<LayerId>(loaded.layers.size()); ++id) {
    const LayerOrigin &origin = imported.origins[match[id]];
    std::vector<Parameter> parameters = parametersOf(loaded, id);
    if (parameters.size() != origin.weights.size())
      return failure(origin.node + ": its weights are not those of '" +
                     loaded.layers[id].path + "'");
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i].dims != origin.weights[i].dims())
        return failure(origin.node + ": a weight is " +
                       shapeText(origin.weights[i].dims()) + ", where '" +
                       parameters[i].name + "' is " +
                       shapeText(parameters[i].dims));
      llvm::Expected<std::vector<float>> values = origin.weights[i].floats();
      if (!values)
        return failure(origin.node +
                       ": its weight: " + llvm::toString(values.takeError()));
      weights.push_back({std::move(parameters[i]), std::move(*values)});
    }
  }
  return llvm::Error::success();
}

/// That a package has no result for, as before an activation.
void noteOtherRanges(const std::set<LayerId> &taken,
                     ImportedNetwork &imported) {
  size_t others = 0;
  for (LayerId id = 0; id < static_cast<LayerId>(imported.origins.size()); ++id)
    others += imported.origins[id].range && taken.count(id) == 0;
  if (others > 0)
    imported.notes.push_back(fmt::format(
        "{} of the results that the file rounds are none of a package, as "
        "those before an activation or a norm: their ranges are left out",
        others));
}

/// Of the results that packages have: `match` says which layers those of
/// `loaded` are in `imported`.
llvm::Expected<std::optional<Calibration>>
takeRanges(const Network &loaded, const std::vector<LayerId> &match,
           ImportedNetwork &imported, const Weights &weights) {
  auto folded = foldNetwork(loaded, weights);
  if (!folded)
    return folded.takeError();
  const Results results(folded->network);
  Calibration calibration;
  std::set<LayerId> taken;
  for (LayerId result : results.all()) {
    const bool isInput = result == networkInput;
    const LayerId origin = isInput ? result : match[folded->origins[result]];
    const auto &range =
        isInput ? imported.inputRange : imported.origins[origin].range;
    taken.insert(origin);
    if (range)
      for (const std::string &name : results.names(result))
        calibration.ranges[name] = *range;
  }
  noteOtherRanges(taken, imported);
  if (calibration.ranges.empty())
    return std::nullopt;
  calibration.network = loaded.name;
  calibration.networkDigest = importDigest(loaded);
  calibration.weightsDigest = weightsDigest(weights);
  calibration.method = importedMethod;
  return calibration;
}

llvm::Expected<ImportedSpec> importModel(const onnx::ModelProto &model,
                                         llvm::StringRef path,
                                         llvm::StringRef networkName) {
  OpenBeside openBeside = besideOf(path);
  llvm::Expected<ImportedNetwork> imported =
      ImportGraph(model, openBeside, onnxLayers().imports).read();
  if (!imported)
    return imported.takeError();
  simplify(*imported);
  if (llvm::Error error = checkMemory(*imported, model))
    return std::move(error);
  std::string name = asIdentifier(networkName);
  imported->network.name = name.empty() ? "network_1" : name;
  std::string origin = printable(llvm::sys::path::filename(path));
  if (!model.producer_name().empty())
    origin += " (" + printable(model.producer_name()) + ")";

  ImportedSpec spec;
  spec.text = specText(*imported, origin);
  llvm::Expected<Network> loaded = load(spec.text, imported->network.name);
  if (!loaded)
    return failure("internal error: the spec made of it does not load:\n" +
                   llvm::toString(loaded.takeError()));
  auto match = matchLayers(*loaded, imported->network);
  if (!match)
    return failure("internal error: " + llvm::toString(match.takeError()));
  if (llvm::Error error = takeWeights(*loaded, *match, *imported, spec.weights))
    return std::move(error);
  auto calibration = takeRanges(*loaded, *match, *imported, spec.weights);
  if (!calibration)
    return calibration.takeError();
  spec.calibration = std::move(*calibration);
  spec.notes = std::move(imported->notes);
  int64_t channels = imported->network.input.shape.channels;
  if (channels == 1 || channels == 3)
    spec.notes.push_back("the file does not say how a picture becomes its "
                         "input: add order, scale, mean and std to the spec's "
                         "input");
  return spec;
}

} // namespace

llvm::Expected<ImportedSpec> importOnnxBytes(llvm::StringRef bytes,
                                             llvm::StringRef path,
                                             llvm::StringRef networkName) {
  if (bytes.size() > INT32_MAX)
    return failure(path + ": it is over 2 GiB long; ONNX keeps larger weights "
                          "in a file of their own");
  onnx::ModelProto model;
  if (!model.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return failure(path + ": it is no ONNX model, or a damaged one");
  llvm::Expected<ImportedSpec> spec = importModel(model, path, networkName);
  if (!spec)
    return failure(path + ": " + llvm::toString(spec.takeError()));
  return spec;
}

llvm::Expected<ImportedSpec> importOnnx(llvm::StringRef path,
                                        llvm::StringRef networkName) {
  auto bytes = readRegularFile(path);
  if (!bytes)
    return llvm::createFileError(path, bytes.takeError());
  return importOnnxBytes((*bytes)->getBuffer(), path, networkName);
}

} // namespace gnet
