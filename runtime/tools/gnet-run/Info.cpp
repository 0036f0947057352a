#include "Arguments.h"
#include "Commands.h"
#include "loader/Error.h"
#include "loader/Package.h"

#include <algorithm>
#include <cstring>
#include <fmt/ranges.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

namespace gnet {

const char *const infoHelp =
    R"(gnet-run info PKG [--json]

Says what the package in the folder PKG is: its network, sizes, the CPUs it has
code for and the one whose code runs on this machine, the features that this
needs, and its steps. Opens no weights.

  --json   as JSON
)";

namespace {

using Names = std::vector<std::string>;

/// What the package has code for.
Names cpusOf(const Package &package) {
  Names names;
  while (const char *name = package.cpu(static_cast<int32_t>(names.size())))
    names.emplace_back(name);
  return names;
}

/// Architectures of GPUs; none for a package that computes on a CPU.
Names gpusOf(const Package &package) {
  Names names;
  while (const char *name =
             package.isForGpu()
                 ? package.gpuCode(static_cast<int32_t>(names.size()))
                 : nullptr)
    names.emplace_back(name);
  return names;
}

/// `mse, of 16 pictures; 0.67 % error of the scores of 4 others`.
std::string textOf(const PackageCalibration &calibration) {
  std::string text = calibration.method;
  if (calibration.pictures > 0)
    text += fmt::format(", of {} pictures", calibration.pictures);
  if (calibration.heldBack > 0)
    text += fmt::format("; {:.2f} % error of the scores of {} others",
                        100 * calibration.error, calibration.heldBack);
  return text;
}

void printText(const Package &package, const std::vector<gnet_layer> &layers) {
  const gnet_info &info = *package.describe();
  const Names cpus = cpusOf(package);
  fmt::print("{} for {}, by {}\n", info.name, info.target, info.compiler);
  if (package.isForGpu())
    fmt::print("  GPU code      {}\n  precision     {}\n",
               fmt::join(gpusOf(package), ", "), package.precision());
  fmt::print("  CPU           {}\n", info.cpu);
  if (cpus.size() > 1)
    fmt::print("  it is for     {}\n", fmt::join(cpus, ", "));
  fmt::print("  CPU features  {}\n",
             *info.cpu_features ? info.cpu_features : "none");
  if (package.calibration)
    fmt::print("  calibration   {}\n", textOf(*package.calibration));
  fmt::print("  batch         {}\n", info.batch);
  fmt::print("  input         {} x {} x {}\n", info.input_channels,
             info.input_height, info.input_width);
  for (const PackageOutput &output : package.outputs)
    fmt::print("  output        {} x {} x {}{}\n", output.channels,
               output.height, output.width,
               package.outputs.size() > 1 ? "  " + output.name : "");
  fmt::print("  parameters    {}\n", info.parameters);
  fmt::print("  multiply-accumulates of an image  {}\n\n", info.macs);
  size_t width = 12;
  for (const gnet_layer &layer : layers)
    width = std::max(width, std::strlen(layer.kernel));
  fmt::print("  {:40} {:20} {:{}} {:>14}\n", "step", "kind", "kernel", width,
             "macs a batch");
  for (const gnet_layer &layer : layers)
    fmt::print("  {:40} {:20} {:{}} {:>14}\n", layer.path, layer.kind,
               layer.kernel, width, layer.macs);
}

llvm::json::Array outputsOf(const Package &package) {
  llvm::json::Array outputs;
  for (const PackageOutput &output : package.outputs)
    outputs.push_back(llvm::json::Object{
        {"name", output.name},
        {"offset", output.offset},
        {"shape",
         llvm::json::Array{output.channels, output.height, output.width}}});
  return outputs;
}

void printJson(const Package &package, const std::vector<gnet_layer> &layers) {
  const gnet_info &info = *package.describe();
  llvm::json::Array steps;
  for (const gnet_layer &layer : layers)
    steps.push_back(
        llvm::json::Object{{"path", layer.path},
                           {"kind", layer.kind},
                           {"kernel", layer.kernel},
                           {"macs", layer.macs},
                           {"products", layer.products},
                           {"weight_bytes", layer.weight_bytes},
                           {"activation_bytes", layer.activation_bytes}});
  llvm::json::Object object{
      {"name", info.name},
      {"compiler", info.compiler},
      {"target", info.target},
      {"cpu", info.cpu},
      {"cpus", llvm::json::Array(cpusOf(package))},
      {"cpu_features", info.cpu_features},
      {"batch", info.batch},
      {"input", llvm::json::Array{info.input_channels, info.input_height,
                                  info.input_width}},
      {"output", llvm::json::Array{info.output_channels, info.output_height,
                                   info.output_width}},
      {"outputs", outputsOf(package)},
      {"parameters", info.parameters},
      {"macs", info.macs},
      {"layers", std::move(steps)}};
  if (package.isForGpu()) {
    object["gpu_code"] = llvm::json::Array(gpusOf(package));
    object["precision"] = package.precision();
  }
  if (const auto &calibration = package.calibration)
    object["calibration"] =
        llvm::json::Object{{"method", calibration->method},
                           {"pictures", calibration->pictures},
                           {"held_back", calibration->heldBack},
                           {"error", calibration->error}};
  llvm::outs() << llvm::formatv("{0:2}\n",
                                llvm::json::Value(std::move(object)));
}

} // namespace

llvm::Error infoCommand(const Words &words) {
  auto arguments = Arguments::parse(words, {{"json", true}}, 1, 1);
  if (!arguments)
    return arguments.takeError();
  auto package = Package::load(arguments->positional()[0]);
  if (!package)
    return package.takeError();
  const gnet_info &info = *package->describe();
  std::vector<gnet_layer> layers(info.layer_count);
  gnet_error error;
  for (int32_t i = 0; i < info.layer_count; ++i)
    if (package->layerInfo(nullptr, i, &layers[i], &error) != GNET_OK)
      return fail("{}", error.message);
  if (arguments->has("json"))
    printJson(*package, layers);
  else
    printText(*package, layers);
  return llvm::Error::success();
}

} // namespace gnet
