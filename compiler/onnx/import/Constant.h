//===- Constant.h - A tensor that an ONNX graph holds fixed ---------------===//
//
// An initialiser, or what constant nodes make. Its values are decoded where
// they are asked for: a constant costs no more than its sizes until then.
//
//===----------------------------------------------------------------------===//
#ifndef GNET_ONNX_IMPORT_CONSTANT_H
#define GNET_ONNX_IMPORT_CONSTANT_H

#include "weights/formats/BesideFile.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace onnx {
class TensorProto;
}

namespace gnet {

class ImportConstant {
public:
  /// `tensor` and `openBeside`, for its external data, must outlive this.
  static llvm::Expected<ImportConstant> stored(const onnx::TensorProto &tensor,
                                               const OpenBeside &openBeside);
  /// `value` everywhere.
  static llvm::Expected<ImportConstant> filled(std::vector<int64_t> dims,
                                               double value);
  static ImportConstant ofIntegers(std::vector<int64_t> dims,
                                   std::vector<int64_t> values);
  static ImportConstant ofFloats(std::vector<int64_t> dims,
                                 std::vector<float> values);

  const std::vector<int64_t> &dims() const { return sizes; }
  int64_t elements() const;
  bool isMatrix() const { return sizes.size() == 2; }

  /// To `dims`, which have as many elements.
  llvm::Expected<ImportConstant> reshaped(std::vector<int64_t> dims) const;
  /// Of a matrix.
  ImportConstant transposed() const;

  /// Each value through `function`.
  llvm::Expected<ImportConstant> mapped(float (*function)(float)) const;

  /// What the file calls it, or nothing.
  const std::string &name() const { return called; }
  void setName(llvm::StringRef name) {
    if (called.empty())
      called = name.str();
  }

  /// The one value that it has everywhere, where that is known.
  std::optional<double> everywhere() const;

  /// Row-major. The caller bounds `elements`: a few bytes of a file can say
  /// that a value stands in billions of places.
  llvm::Expected<std::vector<float>> floats() const;
  /// All that there are, bounded by the caller likewise; an error if they are
  /// no integers.
  llvm::Expected<std::vector<int64_t>> allIntegers() const;
  /// Where the file holds it, the type of its elements, else none.
  std::optional<int> elementType() const;
  /// Of shapes and axes; an error if they are no integers, or are many.
  llvm::Expected<std::vector<int64_t>> integers() const;

private:
  struct Stored {
    const onnx::TensorProto *tensor;
    const OpenBeside *openBeside;
  };
  using Integers = std::vector<int64_t>;
  using Floats = std::shared_ptr<const std::vector<float>>;
  using Source = std::variant<double, Stored, Integers, Floats>;

  ImportConstant(std::vector<int64_t> dims, Source source)
      : sizes(std::move(dims)), source(std::move(source)) {}

  llvm::Expected<std::vector<float>> inOrder() const;
  llvm::Expected<std::vector<int64_t>> integersInOrder() const;

  std::vector<int64_t> sizes;
  std::string called;
  Source source;
  bool isTransposed = false; ///< `sizes` are those after transposing.
};

} // namespace gnet

#endif // GNET_ONNX_IMPORT_CONSTANT_H
