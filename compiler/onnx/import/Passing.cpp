#include "onnx/import/Readers.h"

#include <algorithm>
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

/// Axes of an attribute, or from operator set 13 on of an input, ascending.
std::vector<int64_t> readAxes(ImportNode &node, int64_t rank) {
  std::vector<int64_t> axes = node.integersInput(1, "axes");
  for (int64_t &axis : axes)
    axis += axis < 0 ? rank : 0;
  std::sort(axes.begin(), axes.end());
  return axes;
}

void readSqueeze(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  std::vector<int64_t> axes = readAxes(node, input.rank);
  const Shape &shape = node.shape(input);
  if (input.rank != 4 || axes != std::vector<int64_t>{2, 3} ||
      shape.height != 1 || shape.width != 1)
    node.fail("only the rows and columns of a 1x1 image can be squeezed, axes "
              "2 and 3");
  node.give(ImportTensor{input.layer, 2, {}});
}

void readUnsqueeze(ImportNode &node) {
  ImportTensor input = node.tensorInput(0);
  if (input.rank != 2 || readAxes(node, 4) != std::vector<int64_t>{2, 3})
    node.fail("only a vector can be unsqueezed, to axes 2 and 3");
  node.give(ImportTensor{input.layer, 4, {}});
}

void readIdentity(ImportNode &node) { node.give(node.tensorInput(0)); }

/// The compiler computes in float32 whatever the file says.
void readCast(ImportNode &node) {
  int64_t to = node.integer("to", 0);
  node.ignore("saturate");
  if (to != onnx::TensorProto_DataType_FLOAT &&
      to != onnx::TensorProto_DataType_FLOAT16 &&
      to != onnx::TensorProto_DataType_BFLOAT16 &&
      to != onnx::TensorProto_DataType_DOUBLE)
    node.fail("it does not cast to floating-point numbers");
  node.give(node.tensorInput(0));
}

/// Rows and columns of zeros, which the convolution after it takes in.
void readPad(ImportNode &node) {
  ImportTensor input = node.imageInput(0, /*allowPadding=*/true);
  std::vector<int64_t> pads = node.integersInput(1, "pads");
  if (node.text("mode", "constant") != "constant" ||
      node.real("value", 0) != 0 || node.hasInput(3))
    node.fail("only zeros around rows and columns can be said");
  if (node.hasInput(2)) {
    std::optional<ImportConstant> value = node.constantInput(2);
    if (value && value->elements() == 1) {
      llvm::Expected<std::vector<float>> values = value->floats();
      if (!values)
        node.fail("its value: " + llvm::toString(values.takeError()));
      else if (values->front() != 0)
        node.fail("it pads with other values than zero");
    } else {
      node.fail("its value is not one number");
    }
  }
  bool isUsable = pads.size() == 8;
  for (size_t i = 0; i < pads.size(); ++i)
    isUsable &= pads[i] >= 0 && pads[i] <= (i % 4 < 2 ? 0 : 65535);
  if (!isUsable)
    node.fail("only zeros around rows and columns can be said");
  if (!node.ok())
    return;
  Padding &padding = input.padding;
  padding = {padding.top + pads[2], padding.left + pads[3],
             padding.bottom + pads[6], padding.right + pads[7]};
  if (std::max({padding.top, padding.left, padding.bottom, padding.right}) >
      65535)
    return node.fail("it adds up to over 65535 rows or columns");
  node.give(input);
}

} // namespace

void addPassingReaders(ImportReaders &readers) {
  readers["Squeeze"] = readSqueeze;
  readers["Unsqueeze"] = readUnsqueeze;
  readers["Identity"] = readIdentity;
  readers["Cast"] = readCast;
  readers["Pad"] = readPad;
}

} // namespace gnet
