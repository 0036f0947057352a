//===- Interface.h - What applications find and include a package with ----===//
#ifndef GNET_PACKAGE_INTERFACE_H
#define GNET_PACKAGE_INTERFACE_H

#include "package/Installation.h"
#include "package/Package.h"

namespace gnet {

/// <NAME>_API_VERSION of package.h.in.
inline constexpr int64_t interfaceVersion = 4;

/// Whether the network's name may name a header: `math` would hide <math.h>.
llvm::Error checkPackageName(llvm::StringRef name);

/// An output among an image's floats, where all lie one behind the other.
struct PlacedOutput {
  Output output;
  Shape shape;
  int64_t first; ///< Its first float.
};

std::vector<PlacedOutput> placedOutputs(const Network &network);

/// What one of several outputs is called in the header's constants, behind
/// <NAME>_OUTPUT_: `INCEPTION_3A_B2`.
std::string outputConstant(const Output &output);

/// include/<name>.h, include/<name>.hpp, lib/cmake/<name>/ and
/// lib/pkgconfig/<name>.pc below `root`.
llvm::Error writeInterface(const PackageContents &contents,
                           const Installation &installation,
                           llvm::StringRef root);

} // namespace gnet

#endif // GNET_PACKAGE_INTERFACE_H
