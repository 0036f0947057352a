//===- Package.h - A network as a folder that applications build with -----===//
#ifndef GNET_PACKAGE_PACKAGE_H
#define GNET_PACKAGE_PACKAGE_H

#include "network/Network.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <optional>

namespace gnet {

/// Bytes of a planned network's activations.
struct PackageMemory {
  int64_t arena = 0; ///< What a context takes.
  int64_t sum = 0;   ///< Without reuse.
  int64_t live = 0;  ///< The largest that is live at once: no plan is smaller.
};

/// A shared library that a package brings along.
struct PackageLibrary {
  llvm::StringRef name; ///< Of its CMake target: `dnnl` for <package>::dnnl.
  llvm::StringRef file; ///< Its soname too, as "libdnnl.so.3".
};

/// What a target puts into a package.
struct TargetParts {
  /// ELF objects: the generated program and, if embedded, its weights.
  std::vector<std::string> objects;
  /// What stands beside the library instead of the network's weights: those
  /// that the target prepared.
  std::optional<std::string> weights;
  /// The machine that they are for, as LLVM writes it.
  llvm::StringRef triple = "x86_64-unknown-linux-gnu";
  /// Of gnetc's own files, the one that implements the package's API over the
  /// program: as "gnet_runtime_cpu.o".
  llvm::StringRef runtimeObject;
  /// What the headers declare that those of other targets do not: of gnetc's
  /// own files, "cuda" for cuda.h.in and cuda.hpp.in; empty: nothing.
  llvm::StringRef interface;
  /// What the runtime needs, in the order of linking.
  std::vector<PackageLibrary> libraries;
  /// Entries of the manifest beside those that every package has.
  llvm::json::Object manifest;
  /// Of what only this target is made with.
  llvm::json::Object versions;
};

struct PackageContents {
  explicit PackageContents(const Network &network) : network(network) {}

  const Network &network;
  int64_t batch = 1;
  llvm::StringRef target; ///< Its name, as "cpu".
  TargetParts parts;
  /// A safetensors file beside the library, or none.
  std::optional<std::string> weights;
  std::string summary; ///< Text of share/<name>/summary.txt.

  // What the manifest says of how it was made.
  std::string compilerVersion; ///< As "0.1.0".
  int64_t parameters = 0;      ///< Learned numbers in the inference form.
  int64_t macs = 0;            ///< Multiply-accumulates of one image.
  int64_t steps = 0;
  PackageMemory memory;
};

/// Writes the package beside `directory` and moves it there once whole. What
/// is there already is replaced if it is a package, else left alone: an error.
/// `executable` is gnetc's own path, near which the runtime is. The same
/// contents give the same bytes.
llvm::Error writePackage(const PackageContents &contents,
                         llvm::StringRef directory, llvm::StringRef executable);

} // namespace gnet

#endif // GNET_PACKAGE_PACKAGE_H
