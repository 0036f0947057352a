#include "loader/Package.h"
#include "loader/Error.h"
#include "loader/Manifest.h"

#include <dlfcn.h>

namespace gnet {

llvm::Error Package::findFunctions(void *library) {
  std::string missing;
  auto findIfThere = [&](auto &function, const std::string &symbol) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(
        dlsym(library, symbol.c_str()));
  };
  auto find = [&](auto &function, const char *suffix) {
    findIfThere(function, name + suffix);
    if (!function && missing.empty())
      missing = name + suffix;
  };
  find(describe, "_describe");
  find(cpu, "_cpu");
  find(label, "_label");
  find(optionsInit, "_options_init");
  find(modelOpen, "_model_open");
  find(modelClose, "_model_close");
  find(modelInfo, "_model_info");
  find(layerInfo, "_layer_info");
  find(scratchSize, "_scratch_size");
  find(contextCreate, "_context_create");
  find(contextDestroy, "_context_destroy");
  find(run, "_run");
  find(runProfiled, "_run_profiled");
  find(preprocess, "_preprocess");
  find(top, "_top");
  findIfThere(gpuCode, name + "_gpu_code");
  if (gpuCode) {
    find(precision, "_precision");
    find(deviceInfo, "_device_info");
    find(runTimed, "_run_timed");
  }
  if (missing.empty())
    return llvm::Error::success();
  return fail("lib{}.so has no function {}", name, missing);
}

llvm::Error Package::checkOutputs() {
  const gnet_info &info = *describe();
  if (outputs.empty())
    outputs = {{"output", 0, info.output_channels, info.output_height,
                info.output_width}};
  const PackageOutput &last = outputs.back();
  if (last.offset + last.elements() == outputSize(info))
    return llvm::Error::success();
  return fail("the outputs in {}'s manifest are not its library's", name);
}

llvm::Expected<Package> Package::load(const std::string &folder) {
  llvm::Expected<Manifest> manifest = readManifest(folder);
  if (!manifest)
    return manifest.takeError();
  Package package{};
  package.name = std::move(manifest->name);
  package.outputs = std::move(manifest->outputs);
  package.calibration = std::move(manifest->calibration);
  // A path with a slash: the loader must not search its own folders.
  std::string path = fmt::format("{}/lib/lib{}.so", folder, package.name);
  void *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return fail("cannot load {}: {}", path, dlerror());
  if (llvm::Error error = package.findFunctions(library))
    return error;
  if (llvm::Error error = package.checkOutputs())
    return error;
  return package;
}

int64_t inputSize(const gnet_info &info) {
  return int64_t{info.input_channels} * info.input_height * info.input_width;
}

int64_t outputSize(const gnet_info &info) {
  return int64_t{info.output_channels} * info.output_height * info.output_width;
}

llvm::Expected<Session> Session::open(const Package &package,
                                      const SessionOptions &chosen) {
  gnet_options options;
  package.optionsInit(&options);
  options.threads = chosen.threads;
  options.device = chosen.device;
  if (!chosen.weights.empty())
    options.weights_path = chosen.weights.c_str();
  if (!chosen.cpu.empty())
    options.cpu = chosen.cpu.c_str();
  if (!chosen.weightsData.empty()) {
    options.weights_data = chosen.weightsData.data();
    options.weights_size = chosen.weightsData.size();
  }
  gnet_error error;
  gnet_model *model = nullptr;
  gnet_status status = package.modelOpen(&options, &model, &error);
  if (status == GNET_NO_WEIGHTS)
    return fail("{} has no weights in it: give --weights=FILE.safetensors",
                package.name);
  if (status != GNET_OK)
    return fail("{}", error.message);
  Session session(package);
  session.model.reset(model);
  gnet_context *context = nullptr;
  if (package.contextCreate(model, nullptr, 0, &context, &error) != GNET_OK)
    return fail("{}", error.message);
  session.context.reset(context);
  return session;
}

llvm::Error Session::run(const float *input, float *output) {
  gnet_error error;
  if (package->run(context.get(), input, output, &error) != GNET_OK)
    return fail("{}", error.message);
  return llvm::Error::success();
}

llvm::Error Session::runProfiled(const float *input, float *output,
                                 double *seconds) {
  gnet_error error;
  if (package->runProfiled(context.get(), input, output, seconds, &error) !=
      GNET_OK)
    return fail("{}", error.message);
  return llvm::Error::success();
}

llvm::Expected<gnet_layer> Session::layer(int32_t index) const {
  gnet_error error;
  gnet_layer layer;
  if (package->layerInfo(model.get(), index, &layer, &error) != GNET_OK)
    return fail("{}", error.message);
  return layer;
}

llvm::Expected<gnet_timing> Session::runTimed(const float *input,
                                              float *output) {
  gnet_error error;
  gnet_timing timing;
  if (package->runTimed(context.get(), info().batch, input, output, &timing,
                        &error) != GNET_OK)
    return fail("{}", error.message);
  return timing;
}

llvm::Expected<gnet_device> Session::device() const {
  gnet_error error;
  gnet_device device;
  if (package->deviceInfo(model.get(), &device, &error) != GNET_OK)
    return fail("{}", error.message);
  return device;
}

} // namespace gnet
