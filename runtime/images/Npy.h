//===- Npy.h - NumPy's file format for one array --------------------------===//
#ifndef GNET_IMAGES_NPY_H
#define GNET_IMAGES_NPY_H

#include <cstdint>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>
#include <string>
#include <vector>

namespace gnet {

/// float32 as a file has it: little-endian, at any address, the last dimension
/// fastest.
struct ArrayInFile {
  std::vector<int64_t> shape;
  llvm::StringRef bytes;

  int64_t size() const {
    return static_cast<int64_t>(bytes.size() / sizeof(float));
  }
  void copy(int64_t first, int64_t count, float *to) const;
};

/// Of version 1 or 2, in C order; else an error.
llvm::Expected<ArrayInFile> parseNpy(llvm::StringRef file);

/// Likewise, in memory.
struct Array {
  std::vector<int64_t> shape;
  std::vector<float> values;
};

llvm::Error writeNpy(const std::string &path, const Array &array);

} // namespace gnet

#endif // GNET_IMAGES_NPY_H
