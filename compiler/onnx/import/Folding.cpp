#include "onnx/import/Readers.h"
#include "onnx/import/ReshapeTarget.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

using Integers = std::vector<int64_t>;

void giveIntegers(ImportNode &node, Integers dims, Integers values) {
  node.give(ImportConstant::ofIntegers(std::move(dims), std::move(values)));
}

void giveExpected(ImportNode &node, llvm::Expected<ImportConstant> constant) {
  if (constant)
    return node.give(std::move(*constant));
  node.fail(llvm::toString(constant.takeError()));
}

void readConstant(ImportNode &node) {
  if (const onnx::TensorProto *tensor = node.tensor("value"))
    return giveExpected(node, ImportConstant::stored(*tensor, node.beside()));
  if (node.has("value_int"))
    return giveIntegers(node, {}, {node.integer("value_int", 0)});
  if (node.has("value_ints")) {
    Integers values = node.integers("value_ints");
    return giveIntegers(node, {static_cast<int64_t>(values.size())}, values);
  }
  std::vector<float> values = node.reals("value_floats");
  Integers dims = {static_cast<int64_t>(values.size())};
  if (node.has("value_float")) {
    values = {static_cast<float>(node.real("value_float", 0))};
    dims = {};
  } else if (!node.has("value_floats")) {
    return node.fail("its value is of no kind that is read");
  }
  node.give(ImportConstant::ofFloats(std::move(dims), std::move(values)));
}

/// The value that fills a ConstantOfShape.
double readFilling(ImportNode &node) {
  const onnx::TensorProto *tensor = node.tensor("value");
  if (!tensor)
    return 0;
  llvm::Expected<ImportConstant> constant =
      ImportConstant::stored(*tensor, node.beside());
  if (!constant) {
    node.fail("its value: " + llvm::toString(constant.takeError()));
    return 0;
  }
  if (constant->elements() != 1) {
    node.fail("its value is not one number");
    return 0;
  }
  if (llvm::Expected<std::vector<float>> values = constant->floats())
    return values->front();
  else
    llvm::consumeError(values.takeError());
  if (llvm::Expected<Integers> values = constant->integers())
    return static_cast<double>(values->front());
  else
    node.fail("its value: " + llvm::toString(values.takeError()));
  return 0;
}

void readConstantOfShape(ImportNode &node) {
  Integers dims = node.integersInput(0);
  double value = readFilling(node);
  if (node.ok())
    giveExpected(node, ImportConstant::filled(dims, value));
}

void readIdentity(ImportNode &node) {
  if (auto constant = node.constantInput(0))
    node.give(*constant);
}

/// Types are not kept apart: who asks for integers gets an error if there are
/// none.
void readCast(ImportNode &node) {
  node.ignore("to");
  node.ignore("saturate");
  readIdentity(node);
}

void readUnsqueeze(ImportNode &node) {
  std::optional<ImportConstant> constant = node.constantInput(0);
  if (!constant)
    return;
  Integers added = node.integersInput(1, "axes");
  Integers dims = constant->dims();
  Integers axes = node.axesInput(1, dims.size() + added.size());
  if (!node.ok())
    return;
  for (int64_t axis : axes)
    dims.insert(dims.begin() + axis, 1);
  giveExpected(node, constant->reshaped(std::move(dims)));
}

void readSqueeze(ImportNode &node) {
  std::optional<ImportConstant> constant = node.constantInput(0);
  if (!constant)
    return;
  bool isAll = !node.hasInput(1) && !node.has("axes");
  Integers axes = node.axesInput(1, constant->dims().size());
  Integers dims;
  for (size_t i = 0; i < constant->dims().size(); ++i) {
    int64_t dim = constant->dims()[i];
    bool isNamed =
        std::binary_search(axes.begin(), axes.end(), static_cast<int64_t>(i));
    if (isNamed && dim != 1)
      return node.fail("it squeezes a dimension of " + llvm::Twine(dim));
    if (!isNamed && !(isAll && dim == 1))
      dims.push_back(dim);
  }
  if (node.ok())
    giveExpected(node, constant->reshaped(std::move(dims)));
}

void readReshape(ImportNode &node) {
  std::optional<ImportConstant> constant = node.constantInput(0);
  Integers dims = node.integersInput(1);
  bool allowZero = node.integer("allowzero", 0) != 0;
  if (!constant || !node.ok())
    return;
  auto target = reshapeTarget(std::move(dims), constant->dims(),
                              constant->elements(), allowZero);
  if (!target)
    return node.fail("its shape does not fit its " +
                     llvm::Twine(constant->elements()) + " values");
  giveExpected(node, constant->reshaped(std::move(*target)));
}

void readTranspose(ImportNode &node) {
  std::optional<ImportConstant> constant = node.constantInput(0);
  Integers order = node.integers("perm");
  if (!constant)
    return;
  if (!constant->isMatrix() || (!order.empty() && order != Integers{1, 0}))
    return node.fail("only a matrix of constants can be transposed");
  node.give(constant->transposed());
}

/// The batch counts as one: what is computed of it ends in a Reshape.
void readShape(ImportNode &node) {
  if (node.isConstant(0)) {
    auto constant = node.constantInput(0);
    const Integers &dims = constant->dims();
    return giveIntegers(node, {static_cast<int64_t>(dims.size())}, dims);
  }
  ImportTensor tensor = node.tensorInput(0);
  const Shape &shape = node.shape(tensor);
  if (tensor.rank == 2)
    return giveIntegers(node, {2}, {1, shape.channels});
  giveIntegers(node, {4}, {1, shape.channels, shape.height, shape.width});
}

void readGather(ImportNode &node) {
  Integers values = node.integersInput(0);
  Integers picked = node.integersInput(1);
  std::optional<ImportConstant> sizes = node.constantInput(0);
  std::optional<ImportConstant> indices = node.constantInput(1);
  int64_t axis = node.integer("axis", 0);
  if (!node.ok())
    return;
  if (axis != 0 || sizes->dims().size() != 1)
    return node.fail("only the sizes of a shape can be gathered");
  for (int64_t &index : picked) {
    int64_t count = static_cast<int64_t>(values.size());
    int64_t at = index < 0 && index >= -count ? index + count : index;
    if (at < 0 || at >= count)
      return node.fail("it gathers what is not there");
    index = values[static_cast<size_t>(at)];
  }
  giveIntegers(node, indices->dims(), picked);
}

void readConcat(ImportNode &node) {
  Integers joined;
  for (size_t i = 0; i < node.inputs() && node.ok(); ++i) {
    Integers values = node.integersInput(i);
    if (auto constant = node.constantInput(i);
        constant && constant->dims().size() > 1)
      node.fail("only shapes of constants can be joined");
    joined.insert(joined.end(), values.begin(), values.end());
    if (joined.size() > 64)
      node.fail("it joins more values than a shape has");
  }
  node.ignore("axis");
  giveIntegers(node, {static_cast<int64_t>(joined.size())}, joined);
}

/// Sums and the like of sizes: of as many, or of one and many.
template <typename Function>
void combineSizes(ImportNode &node, Function function) {
  Integers left = node.integersInput(0), right = node.integersInput(1);
  std::optional<ImportConstant> first = node.constantInput(0);
  std::optional<ImportConstant> second = node.constantInput(1);
  if (!node.ok())
    return;
  const size_t count = std::max(left.size(), right.size());
  for (Integers *values : {&left, &right})
    if (values->size() == 1)
      values->resize(count, values->front());
  if (left.size() != count || right.size() != count ||
      first->dims().size() > 1 || second->dims().size() > 1)
    return node.fail("only sizes of as many constants can be combined");
  for (size_t i = 0; i < count; ++i)
    if (function(left[i], right[i], left[i]))
      return node.fail("its result is past what integers have");
  const bool isOne = first->dims().empty() && second->dims().empty();
  giveIntegers(node, isOne ? Integers() : Integers{static_cast<int64_t>(count)},
               std::move(left));
}

void readAddedSizes(ImportNode &node) {
  combineSizes(node, llvm::AddOverflow<int64_t>);
}

void readSubtractedSizes(ImportNode &node) {
  combineSizes(node, llvm::SubOverflow<int64_t>);
}

void readMultipliedSizes(ImportNode &node) {
  combineSizes(node, llvm::MulOverflow<int64_t>);
}

/// Of one axis; the steps forwards or backwards.
void readSlice(ImportNode &node) {
  const Integers values = node.integersInput(0);
  std::optional<ImportConstant> constant = node.constantInput(0);
  const Integers starts = node.integersInput(1, "starts");
  const Integers ends = node.integersInput(2, "ends");
  const Integers steps = node.hasInput(4) ? node.integersInput(4) : Integers{1};
  if (!node.ok())
    return;
  Integers dims = constant->dims();
  Integers axes = node.axesInput(3, dims.size());
  if (axes.empty())
    axes = {0};
  if (!node.ok())
    return;
  if (dims.empty() || starts.size() != 1 || ends.size() != 1 ||
      axes.size() != 1 || steps.size() != 1 ||
      (steps[0] != 1 && steps[0] != -1))
    return node.fail("only one axis of constants can be sliced, in steps of 1 "
                     "or -1");
  const auto axis = static_cast<size_t>(axes[0]);
  const int64_t size = dims[axis], step = steps[0];
  const int64_t lowest = step > 0 ? 0 : -1;
  auto placeOf = [&](int64_t at) {
    at = at < 0 ? std::max<int64_t>(at, -size - 1) + size : at;
    return std::clamp<int64_t>(at, lowest, size + lowest);
  };
  const int64_t start = placeOf(starts[0]), end = placeOf(ends[0]);
  const int64_t count = std::max<int64_t>(0, (end - start) * step);
  int64_t inner = 1;
  for (size_t i = axis + 1; i < dims.size(); ++i)
    inner *= dims[i];
  Integers sliced;
  const int64_t together = size * inner;
  const auto all = static_cast<int64_t>(values.size());
  for (int64_t outer = 0; together > 0 && outer < all / together; ++outer)
    for (int64_t i = 0; i < count; ++i)
      for (int64_t at = 0; at < inner; ++at)
        sliced.push_back(
            values[outer * together + (start + i * step) * inner + at]);
  dims[axis] = count;
  giveIntegers(node, std::move(dims), std::move(sliced));
}

} // namespace

void addFoldingReaders(ImportReaders &readers) {
  readers["Constant"] = readConstant;
  readers["ConstantOfShape"] = readConstantOfShape;
  readers["Identity"] = readIdentity;
  readers["Cast"] = readCast;
  readers["Unsqueeze"] = readUnsqueeze;
  readers["Squeeze"] = readSqueeze;
  readers["Reshape"] = readReshape;
  readers["Transpose"] = readTranspose;
  readers["Shape"] = readShape;
  readers["Gather"] = readGather;
  readers["Concat"] = readConcat;
  readers["Slice"] = readSlice;
  readers["Add"] = readAddedSizes;
  readers["Sub"] = readSubtractedSizes;
  readers["Mul"] = readMultipliedSizes;
}

} // namespace gnet
