//===- Manifest.h - Which network a package's folder holds ----------------===//
#ifndef GNET_LOADER_MANIFEST_H
#define GNET_LOADER_MANIFEST_H

#include <cstdint>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <optional>
#include <string>
#include <vector>

namespace gnet {

/// What a run gives, or one part of it.
struct PackageOutput {
  std::string name;   ///< The path of its layer.
  int64_t offset = 0; ///< Of its first float among those of an image.
  int64_t channels = 1, height = 1, width = 1;

  int64_t elements() const { return channels * height * width; }
};

/// How the bytes of a package were found, and what they lose.
struct PackageCalibration {
  std::string method;
  int64_t pictures = 0;
  /// Others that it was judged by, if any: the error of their scores.
  int64_t heldBack = 0;
  double error = 0;
};

struct Manifest {
  std::string name; ///< Of the network: a C identifier.
  /// One behind the other from offset 0 on; none where the text has none.
  std::vector<PackageOutput> outputs;
  std::optional<PackageCalibration> calibration = std::nullopt;
};

llvm::Expected<Manifest> parseManifest(llvm::StringRef text);

/// The one share/*/manifest.json of the folder.
llvm::Expected<Manifest> readManifest(const std::string &folder);

} // namespace gnet

#endif // GNET_LOADER_MANIFEST_H
