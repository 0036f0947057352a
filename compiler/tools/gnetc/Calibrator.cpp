//===- Calibrator.cpp - Ranges of a network's results, from pictures ------===//
#include "Calibrator.h"
#include "Compile.h"
#include "Interruption.h"
#include "network/Counts.h"
#include "quantization/Digests.h"
#include "target/Targets.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

namespace gnet {
namespace {

/// Of the pictures one in so many is held back.
constexpr size_t partHeldBack = 5;
/// What is simulated, in multiply-accumulates a run: enough pictures for small
/// networks, and not minutes for large ones.
constexpr double simulatedMacs = 2e10;
constexpr size_t fewestSimulated = 8, mostSimulated = 64;
/// Steps of progress in which pictures are told of.
constexpr size_t tenths = 10;

Options optionsOf(const CalibrationRequest &request) {
  Options options;
  options.spec = request.spec;
  options.target = &targets().front();
  options.compiler = options.target->createCompiler();
  options.emit = "package";
  return options;
}

/// `count` of `size` things, evenly.
std::vector<bool> spread(size_t count, size_t size) {
  std::vector<bool> chosen(size);
  for (size_t i = 0; i < count; ++i)
    chosen[(2 * i + 1) * size / (2 * count)] = true;
  return chosen;
}

} // namespace

Calibrator::Calibrator(CalibrationRequest request, std::string folder)
    : request(std::move(request)), folder(std::move(folder)) {}

llvm::Expected<std::optional<Calibrated>> Calibrator::run() {
  if (llvm::Error error = readNetwork())
    return error;
  progress->step("compiling " + network.name);
  if (llvm::Error error = openPackage())
    return error;
  if (Interruption::came())
    return std::nullopt;
  if (llvm::Error error = runPictures())
    return error;
  if (Interruption::came())
    return std::nullopt;
  listValues();
  if (!choose())
    return std::nullopt;
  correctBiases();
  found.calibration.error = shortened(found.calibration.error);
  if (Interruption::came() || (request.ranksLayers && !rankLayers()))
    return std::nullopt;
  return std::move(found);
}

llvm::Error Calibrator::readNetwork() {
  Options options = optionsOf(request);
  options.weights = request.weights;
  options.weightMap = request.weightMap;
  Compilation compilation(options, request.executable);
  if (llvm::Error error = makeStages(compilation, {"tensors"}))
    return error;
  network = std::move(compilation.whole);
  auto foldedNetwork = foldNetwork(network, compilation.tensors);
  if (!foldedNetwork)
    return foldedNetwork.takeError();
  folded = std::move(*foldedNetwork);
  simulation.emplace(folded);
  found.calibration.network = network.name;
  found.calibration.networkDigest = networkDigest(network);
  found.calibration.weightsDigest = weightsDigest(compilation.tensors);
  weights = safetensorsOf(std::move(compilation.tensors));
  results = simulation->results().all();
  progress.emplace(static_cast<int>(
      2 + tenths + (request.method ? 1 : rangeMethods().size()) +
      (request.ranksLayers ? simulation->weighted().size() + 1 : 0)));
  return llvm::Error::success();
}

/// With every result as an output, in their order.
llvm::Error Calibrator::openPackage() {
  Options options = optionsOf(request);
  if (llvm::Error error = options.compiler->setOptions({}))
    return error;
  for (LayerId result : llvm::ArrayRef(results).drop_front())
    options.features.push_back(network.layers[folded.origins[result]].path);
  options.output = folder + "/package";
  Compilation compilation(options, request.executable);
  if (llvm::Error error = makeStages(compilation, {"package"}))
    return error;
  auto loaded = Package::load(*options.output);
  if (!loaded)
    return loaded.takeError();
  package = std::make_unique<Package>(std::move(*loaded));
  auto opened = Session::open(
      *package, {.threads = request.threads, .weightsData = weights});
  if (!opened)
    return opened.takeError();
  session.emplace(std::move(*opened));
  weights.clear();
  auto given = CalibrationPictures::open(*package, request.images);
  if (!given)
    return given.takeError();
  pictures.emplace(std::move(*given));
  histograms.resize(results.size());
  return llvm::Error::success();
}

/// A single picture is calibrated with, and methods are judged by it.
llvm::Error Calibrator::runPictures() {
  const size_t count = pictures->size();
  const auto macs = static_cast<double>(countInference(network).macs);
  const auto simulated = static_cast<size_t>(
      std::clamp(simulatedMacs / std::max(macs, 1.0), double{fewestSimulated},
                 double{mostSimulated}));
  const size_t held = std::clamp<size_t>(count / partHeldBack, 1, simulated);
  const std::vector<bool> isHeldBack = spread(held, count);
  const std::vector<bool> isExample = spread(std::min(simulated, count), count);
  for (size_t i = 0, shown = 0; i < count && !Interruption::came(); ++i) {
    for (; shown * count <= i * tenths && shown < tenths; ++shown)
      progress->step("running picture " + llvm::Twine(i + 1) + " of " +
                     llvm::Twine(count));
    auto input = pictures->read(i);
    if (!input)
      return input.takeError();
    std::vector<float> outputs(outputSize(*package->describe()));
    if (llvm::Error error = session->run(input->data(), outputs.data()))
      return error;
    if (llvm::Error error = checkValues(outputs, pictures->name(i)))
      return error;
    if (!isHeldBack[i] || count == 1) {
      keepValues(*input, outputs);
      if (isExample[i] || examples.empty())
        examples.push_back(*input);
    }
    if (isHeldBack[i])
      heldBack.push_back(std::move(*input));
  }
  found.pictures = count;
  found.calibration.heldBack = count == 1 ? 0 : static_cast<int64_t>(held);
  return llvm::Error::success();
}

llvm::Error Calibrator::checkValues(llvm::ArrayRef<float> outputs,
                                    const std::string &picture) const {
  for (const PackageOutput &output : package->outputs)
    if (!llvm::all_of(outputs.slice(output.offset, output.elements()),
                      [](float value) { return std::isfinite(value); }))
      return llvm::createStringError(
          "'" + output.name + "' gives a value that is not finite for " +
          picture +
          ": are the weights, and how the spec's input is prepared, right?");
  return llvm::Error::success();
}

void Calibrator::keepValues(llvm::ArrayRef<float> input,
                            llvm::ArrayRef<float> outputs) {
  histograms.front().add(input);
  for (auto [histogram, output] :
       llvm::zip_equal(llvm::drop_begin(histograms), package->outputs))
    histogram.add(outputs.slice(output.offset, output.elements()));
  ++found.calibration.pictures;
}

/// Results with the same integers have the values of all of them.
void Calibrator::listValues() {
  for (const std::vector<LayerId> &group : simulation->results().alike()) {
    Calibration::Values values;
    for (LayerId result : group) {
      llvm::append_range(values.results, simulation->results().names(result));
      const auto place = llvm::find(results, result) - results.begin();
      values.histogram.merge(histograms[place]);
    }
    found.calibration.values.push_back(std::move(values));
  }
}

/// False where an interruption came.
bool Calibrator::choose() {
  judges.emplace(*simulation, std::move(heldBack));
  const RangeMethod *best = request.method;
  for (const RangeMethod &method : rangeMethods()) {
    if (request.method && request.method != &method)
      continue;
    if (Interruption::came())
      return false;
    progress->step("trying " + method.name);
    chooseRanges(method, found.calibration);
    const double error =
        judges->error(found.calibration, simulation->integers());
    if (found.methods.empty() || error < found.calibration.error) {
      found.calibration.error = error;
      best = &method;
    }
    found.methods.push_back({method.name, error});
  }
  chooseRanges(*best, found.calibration);
  return true;
}

/// Where it makes the error less.
void Calibrator::correctBiases() {
  progress->step("correcting biases");
  const HeldBack calibrating(*simulation, std::move(examples));
  found.calibration.biasCorrections =
      calibrating.biasCorrections(found.calibration);
  const double error = judges->error(found.calibration, simulation->integers());
  if (error < found.calibration.error)
    found.calibration.error = error;
  else
    found.calibration.biasCorrections.clear();
}

/// False where an interruption came.
bool Calibrator::rankLayers() {
  const std::vector<Layer> &layers = folded.network.layers;
  auto ranking = gnet::rankLayers(
      *simulation, *judges, found.calibration, [&](LayerId layer) {
        progress->step("rounding " + layers[layer].path + " alone");
        return !Interruption::came();
      });
  if (!ranking)
    return false;
  for (const LayerSensitivity &each : *ranking)
    found.ranking.push_back({layers[each.layer].path, each.error});
  if (request.error > 0) {
    progress->step("looking for what to keep");
    std::tie(found.kept, found.errorWithKept) = fewestKept(
        *simulation, *judges, found.calibration, *ranking, request.error);
  }
  return true;
}

} // namespace gnet
