//===- Package.h - Compiles a spec and runs what comes out ----------------===//
#ifndef GNET_ENDTOEND_PACKAGE_H
#define GNET_ENDTOEND_PACKAGE_H

#include "gnet.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace gnet::endtoend {

/// A folder that goes away with its owner.
class TemporaryFolder {
public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  ~TemporaryFolder();

  std::string file(llvm::StringRef name) const;

private:
  std::string path;
};

bool writeFile(const std::string &path, llvm::StringRef text);

/// `gnetc SPEC OPTIONS -o OUTPUT`. The error is what it printed.
llvm::Error gnetc(llvm::StringRef spec, llvm::ArrayRef<std::string> options,
                  llvm::StringRef output);

/// Likewise, with --target=cpu.
llvm::Error compile(llvm::StringRef spec, llvm::ArrayRef<std::string> options,
                    llvm::StringRef folder);

/// The C API of one package.
struct Api {
  decltype(&gnet_cpu) cpu;
  decltype(&gnet_model_info) modelInfo;
  decltype(&gnet_options_init) optionsInit;
  decltype(&gnet_model_open) modelOpen;
  decltype(&gnet_model_close) modelClose;
  decltype(&gnet_scratch_size) scratchSize;
  decltype(&gnet_context_create) contextCreate;
  decltype(&gnet_context_destroy) contextDestroy;
  decltype(&gnet_layer_info) layerInfo;
  decltype(&gnet_run) run;
  decltype(&gnet_run_batch) runBatch;
};

using Context = std::unique_ptr<gnet_context, decltype(&gnet_context_destroy)>;

/// A package loaded from its folder, its model open. Outlives its contexts.
class Package {
public:
  /// `cpu`: one of the package's; null lets it choose.
  static llvm::Expected<Package> open(llvm::StringRef folder,
                                      llvm::StringRef name, int threads,
                                      const char *cpu = nullptr);

  const gnet_info &info() const { return *api.modelInfo(model.get()); }
  /// What the package has code for.
  std::vector<std::string> cpus() const;
  size_t inputElements() const;
  size_t outputElements() const;

  /// Of step `index`; the open model knows the implementation of its kernel.
  llvm::Expected<gnet_layer> layer(int index) const;

  /// The steps that fell to oneDNN's reference loops, as `path: kernel`.
  llvm::Expected<std::vector<std::string>> referenceKernels() const;

  /// What a context computes in.
  size_t scratchBytes() const;

  /// `scratch`: of so many bytes; null for memory of its own.
  llvm::Expected<Context> createContext(void *scratch = nullptr) const;

  /// Runs in buffers of the least alignment that a float may have, and checks
  /// that nothing is written beside the output.
  llvm::Expected<std::vector<float>> run(gnet_context *context,
                                         llvm::ArrayRef<float> input) const;

  /// Of the first `images` images of `input`, the output of all: what the run
  /// leaves alone is not a number.
  llvm::Expected<std::vector<float>>
  runBatch(gnet_context *context, int images,
           llvm::ArrayRef<float> input) const;

  /// Runs in buffers after whose ends there is no memory.
  llvm::Expected<std::vector<float>>
  runBeforeNoMemory(gnet_context *context, llvm::ArrayRef<float> input) const;

private:
  using Library = std::unique_ptr<void, int (*)(void *)>;
  using Model = std::unique_ptr<gnet_model, decltype(&gnet_model_close)>;

  Package(Library library, Api api, Model model)
      : library(std::move(library)), api(api), model(std::move(model)) {}

  Library library; ///< Closed last.
  Api api;
  Model model;
};

} // namespace gnet::endtoend

#endif // GNET_ENDTOEND_PACKAGE_H
