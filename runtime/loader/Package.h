//===- Package.h - A package of gnetc's, loaded ---------------------------===//
#ifndef GNET_LOADER_PACKAGE_H
#define GNET_LOADER_PACKAGE_H

#include "gnet.h"
#include "loader/Manifest.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <memory>
#include <string>

namespace gnet {

/// The library of a package's folder, which holds share/NAME/manifest.json and
/// lib/libNAME.so. It stays loaded until the program ends. Its functions have
/// the types of gnet.h: every package is made of the same template.
class Package {
public:
  static llvm::Expected<Package> load(const std::string &folder);

  std::string name;
  /// As the manifest says: several, or the one that `describe` tells of.
  std::vector<PackageOutput> outputs;
  /// Of one that computes with bytes.
  std::optional<PackageCalibration> calibration;
  decltype(&gnet_describe) describe;
  decltype(&gnet_cpu) cpu;
  decltype(&gnet_label) label;
  decltype(&gnet_options_init) optionsInit;
  decltype(&gnet_model_open) modelOpen;
  decltype(&gnet_model_close) modelClose;
  decltype(&gnet_model_info) modelInfo;
  decltype(&gnet_layer_info) layerInfo;
  decltype(&gnet_scratch_size) scratchSize;
  decltype(&gnet_context_create) contextCreate;
  decltype(&gnet_context_destroy) contextDestroy;
  decltype(&gnet_run) run;
  decltype(&gnet_run_profiled) runProfiled;
  decltype(&gnet_preprocess) preprocess;
  decltype(&gnet_top) top;

  // Null where the package does not compute on a GPU.
  decltype(&gnet_gpu_code) gpuCode;
  decltype(&gnet_precision) precision;
  decltype(&gnet_device_info) deviceInfo;
  decltype(&gnet_run_timed) runTimed;
  bool isForGpu() const { return gpuCode; }

private:
  llvm::Error findFunctions(void *library);
  llvm::Error checkOutputs();
};

/// Floats of one image.
int64_t inputSize(const gnet_info &info);
int64_t outputSize(const gnet_info &info);

/// How a package is opened. Without weights it has its own.
struct SessionOptions {
  std::string weights = ""; ///< A safetensors file,
  int32_t threads = 1;
  int32_t device = 0; ///< The GPU of a package that computes on one.
  /// Which of its codes to run; empty: the best for this machine.
  std::string cpu = "";
  llvm::StringRef weightsData = ""; ///< or its bytes, read while it opens.
};

/// A model with one context.
class Session {
public:
  static llvm::Expected<Session> open(const Package &package,
                                      const SessionOptions &options);

  /// Of the code that it runs.
  const gnet_info &info() const { return *package->modelInfo(model.get()); }

  /// A whole batch.
  llvm::Error run(const float *input, float *output);
  /// Likewise; `seconds`: layer_count of them.
  llvm::Error runProfiled(const float *input, float *output, double *seconds);
  llvm::Expected<gnet_layer> layer(int32_t index) const;

  // Of a package that computes on a GPU.
  /// A whole batch, and the seconds of its parts.
  llvm::Expected<gnet_timing> runTimed(const float *input, float *output);
  llvm::Expected<gnet_device> device() const;

private:
  explicit Session(const Package &package)
      : package(&package), model(nullptr, package.modelClose),
        context(nullptr, package.contextDestroy) {}

  const Package *package;
  std::unique_ptr<gnet_model, decltype(&gnet_model_close)> model;
  std::unique_ptr<gnet_context, decltype(&gnet_context_destroy)> context;
};

} // namespace gnet

#endif // GNET_LOADER_PACKAGE_H
