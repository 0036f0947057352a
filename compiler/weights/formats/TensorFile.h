//===- TensorFile.h - A file of named tensors, as people have them --------===//
//
// What the readers of this folder share: safetensors, ONNX, Caffe, NumPy,
// TensorFlow.js and PyTorch files as one list of named tensors. What the names
// mean is not known here (see weightmap/).
//
// A reader takes any bytes: what it cannot read is an error that says where,
// never a crash, and no size in a file makes it take more memory than a small
// multiple of the file (or of what a compressed file's header declares and
// this folder bounds).
//
//===----------------------------------------------------------------------===//
#ifndef GNET_WEIGHTS_FORMATS_TENSORFILE_H
#define GNET_WEIGHTS_FORMATS_TENSORFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gnet {

/// One tensor, not its values.
struct FileTensor {
  std::string name;
  std::vector<int64_t> dims; ///< As stored, row-major; none for a scalar.
  std::string type;          ///< As people say it: `float32`, `int64`, ...
  bool isNumeric = true;     ///< Whether `TensorFile::values` can give it.
};

/// For one thread at a time.
class TensorFile {
public:
  virtual ~TensorFile() = default;

  /// What kind of file it is: `safetensors`, `ONNX`, `Caffe`, `NumPy`,
  /// `TensorFlow.js`, `PyTorch`.
  virtual llvm::StringRef format() const = 0;

  /// The files that it was read from so far: its own, and those that it keeps
  /// data in.
  const std::vector<std::string> &paths() const { return *read; }

  /// In the file's order, every name once.
  const std::vector<FileTensor> &tensors() const { return list; }

  /// The values of `tensors()[index]` as float32 in row-major order, whatever
  /// type they are stored in (a quantised tensor is scaled back).
  virtual llvm::Expected<std::vector<float>> values(size_t index) const = 0;

protected:
  std::vector<FileTensor> list;

private:
  friend llvm::Expected<std::unique_ptr<TensorFile>>
  openTensorFile(llvm::StringRef path);

  /// Shared with what opens the files beside it.
  std::shared_ptr<std::vector<std::string>> read;
};

/// The kind is found by the file's content, not by its name. `path` may also
/// be a TensorFlow.js `model.json`, whose shards lie beside it, and an ONNX
/// model with external data beside it.
llvm::Expected<std::unique_ptr<TensorFile>>
openTensorFile(llvm::StringRef path);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_TENSORFILE_H
