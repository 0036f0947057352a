//===- Npy.h - NumPy's file format for one array --------------------------===//
#ifndef GNET_IMAGES_NPY_H
#define GNET_IMAGES_NPY_H

#include <cstdint>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <string>
#include <vector>

namespace gnet {

/// float32, the last dimension fastest.
struct Array {
  std::vector<int64_t> shape;
  std::vector<float> values;
};

/// Of version 1 or 2, little-endian float32 in C order; else an error.
llvm::Expected<Array> parseNpy(llvm::StringRef bytes);
llvm::Expected<Array> readNpy(const std::string &path);

llvm::Error writeNpy(const std::string &path, const Array &array);

} // namespace gnet

#endif // GNET_IMAGES_NPY_H
