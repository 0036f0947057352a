//===- PackageStage.cpp - A compiled network as a package -----------------===//
#include "Stages.h"
#include "network/Counts.h"
#include "package/Wheel.h"
#include "quantization/Calibration.h"
#include "report/Summary.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {
namespace {

/// What memory planning won, for the package's summary.
void printMemory(const PackageMemory &memory, llvm::raw_ostream &os) {
  auto mebibytes = [](int64_t bytes) {
    return static_cast<double>(bytes) / (1 << 20);
  };
  os << llvm::format("arena of a run: %.2f MiB; its buffers sum to %.2f MiB, "
                     "and no plan needs less than %.2f MiB\n",
                     mebibytes(memory.arena), mebibytes(memory.sum),
                     mebibytes(memory.live));
}

/// What bytes lose, as its calibration found.
llvm::Error addCalibration(PackageContents &contents,
                           llvm::StringRef calibration) {
  if (calibration.empty())
    return llvm::Error::success();
  auto read = Calibration::read(calibration);
  if (!read)
    return read.takeError();
  llvm::json::Object figures{{"method", read->method},
                             {"pictures", read->pictures}};
  if (read->heldBack > 0) {
    figures["held_back"] = read->heldBack;
    figures["error"] = read->error;
  }
  contents.parts.manifest["calibration"] = std::move(figures);
  return llvm::Error::success();
}

/// Takes the target's parts and the weights, which are in them if embedded and
/// beside the library if not.
llvm::Error addParts(PackageContents &contents, Compilation &compilation) {
  const Options &options = compilation.options;
  auto parts = options.compiler->takeParts(compilation.input);
  if (!parts)
    return parts.takeError();
  contents.parts = std::move(*parts);
  if (!options.weights.empty() && !options.embedWeights)
    contents.weights = contents.parts.weights
                           ? std::move(*contents.parts.weights)
                           : std::move(compilation.safetensors);
  compilation.input.weights = "";
  compilation.safetensors = {};
  return llvm::Error::success();
}

llvm::Expected<PackageContents> contentsOf(Compilation &compilation) {
  const Options &options = compilation.options;
  const Network &network = compilation.network;
  PackageContents contents(network);
  if (llvm::Error error = addParts(contents, compilation))
    return error;
  if (llvm::Error error =
          addCalibration(contents, options.compiler->calibration()))
    return error;
  contents.batch = options.batch;
  contents.target = options.target->name;
  llvm::raw_string_ostream summary(contents.summary);
  printSummary(network, summary);
  printMemory(compilation.plan.memory, summary);
  contents.compilerVersion = GNET_VERSION;
  const Counts counts = countInference(network);
  contents.parameters = counts.parameters;
  contents.macs = counts.macs;
  contents.steps = compilation.plan.steps;
  contents.memory = compilation.plan.memory;
  return contents;
}

llvm::Error makePackage(Compilation &compilation) {
  auto contents = contentsOf(compilation);
  if (!contents)
    return contents.takeError();
  return writePackage(*contents, compilation.packageFolder(),
                      compilation.executable);
}

llvm::Error makeWheel(Compilation &compilation) {
  const Options &options = compilation.options;
  auto contents = contentsOf(compilation);
  if (!contents)
    return contents.takeError();
  return writeWheel(*contents, options.wheelVersion,
                    options.output.value_or("."), compilation.executable);
}

} // namespace

Stage packageStage(Compilation &compilation, llvm::StringRef code) {
  return {.name = "package",
          .kind = StageKind::Package,
          .needs = {code, "safetensors"},
          .step = "writing the package",
          .make = [&] { return makePackage(compilation); }};
}

Stage wheelStage(Compilation &compilation, llvm::StringRef code) {
  return {.name = "wheel",
          .kind = StageKind::Package,
          .needs = {code, "safetensors"},
          .step = "writing the wheel",
          .make = [&] { return makeWheel(compilation); }};
}

} // namespace gnet
