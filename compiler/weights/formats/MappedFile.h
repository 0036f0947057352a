//===- MappedFile.h - What the readers of tensor files are made of --------===//
#ifndef GNET_WEIGHTS_FORMATS_MAPPEDFILE_H
#define GNET_WEIGHTS_FORMATS_MAPPEDFILE_H

#include "weights/formats/ElementType.h"
#include "weights/formats/TensorFile.h"
#include "llvm/Support/MemoryBuffer.h"

namespace gnet {

/// A tensor file that keeps its bytes, and whose errors begin with its path.
class MappedFile : public TensorFile {
public:
  MappedFile(std::unique_ptr<llvm::MemoryBuffer> bytes, llvm::StringRef path)
      : buffer(std::move(bytes)), path(path) {}

protected:
  llvm::StringRef bytes() const { return buffer->getBuffer(); }

  llvm::Error fail(const llvm::Twine &problem) const;
  llvm::Error fail(llvm::Error problem) const;

  /// `PATH: tensor NAME: PROBLEM`.
  llvm::Error failTensor(llvm::StringRef name,
                         const llvm::Twine &problem) const;

  /// For `values` of a tensor that is not numeric.
  llvm::Error failType(const FileTensor &tensor) const;

private:
  std::unique_ptr<llvm::MemoryBuffer> buffer;
  std::string path;
};

/// Whether it is UTF-8 without control characters, which could move a
/// terminal's cursor.
bool isPrintable(llvm::StringRef name);

/// A file's text in a message: what is not printable is replaced, what is too
/// long is cut.
std::string printable(llvm::StringRef name);

/// `64x3x7x7`, or `a scalar`.
std::string shapeText(llvm::ArrayRef<int64_t> dims);

} // namespace gnet

#endif // GNET_WEIGHTS_FORMATS_MAPPEDFILE_H
