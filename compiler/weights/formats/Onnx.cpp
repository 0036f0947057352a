#include "weights/formats/MappedFile.h"
#include "weights/formats/OnnxNode.h"
#include "weights/formats/OnnxTensor.h"
#include "weights/formats/ProtobufFields.h"
#include "weights/formats/Readers.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Endian.h"
#include <onnx/onnx_pb.h>

namespace gnet {

namespace {

/// Of a ConstantOfShape: some 30 bytes of a file may not fill the memory.
constexpr int64_t mostFilled = int64_t{1} << 28;

class Onnx : public MappedFile {
public:
  Onnx(std::unique_ptr<llvm::MemoryBuffer> bytes, llvm::StringRef path,
       const OpenBeside &openBeside)
      : MappedFile(std::move(bytes), path), openBeside(openBeside) {}

  llvm::StringRef format() const override { return "ONNX"; }

  llvm::Error read() {
    bool hasGraph = false;
    ProtobufFields fields(bytes());
    for (ProtobufField field; fields.next(field);) {
      if (!field.isBytes(onnx::ModelProto::kGraphFieldNumber))
        continue;
      hasGraph = true;
      if (llvm::Error error = readGraph(field.bytes))
        return error;
    }
    if (fields.isBroken() || !hasGraph)
      return failBroken();
    return addFills();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    if (!list[index].isNumeric)
      return failType(list[index]);
    const Source &source = sources[index];
    llvm::Expected<std::vector<float>> values = stored(source.tensor);
    if (!values || !source.isFill)
      return values;
    return std::vector<float>(*elementCount(list[index].dims), values->front());
  }

private:
  struct Source {
    OnnxTensor tensor;
    bool isFill = false; ///< Its one element is the value of all.
  };

  llvm::Error failBroken() const {
    return fail("it is no ONNX model, or is cut off; get the file again");
  }

  llvm::Error readGraph(llvm::StringRef message) {
    using Schema = onnx::GraphProto;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
      llvm::Error error = llvm::Error::success();
      if (field.isBytes(Schema::kInitializerFieldNumber))
        error = addTensor(field.bytes, "");
      else if (field.isBytes(Schema::kSparseInitializerFieldNumber))
        error = addSparse(field.bytes, "");
      else if (field.isBytes(Schema::kNodeFieldNumber))
        error = readNode(field.bytes);
      if (error)
        return error;
    }
    return fields.isBroken() ? failBroken() : llvm::Error::success();
  }

  /// Of all nodes only two kinds have tensors of their own.
  llvm::Error readNode(llvm::StringRef message) {
    std::optional<OnnxNode> node = parseOnnxNode(message);
    if (!node)
      return failBroken();
    if (node->opType == "Constant")
      return addConstant(*node);
    if (node->opType == "ConstantOfShape")
      fills.push_back(std::move(*node));
    return llvm::Error::success();
  }

  llvm::Error addConstant(const OnnxNode &node) {
    const std::string name = node.output.str();
    switch (node.kind) {
    case OnnxNode::Kind::Tensor:
      return addTensor(node.value, name);
    case OnnxNode::Kind::Sparse:
      return addSparse(node.value, name);
    case OnnxNode::Kind::Strings:
      return add(name, {{}, {}, std::nullopt, "string", {}, {}, {}});
    case OnnxNode::Kind::Numbers:
      return add(name, {{},
                        node.dims,
                        node.type,
                        nameOf(node.type).str(),
                        {},
                        {},
                        node.numbers});
    case OnnxNode::Kind::None:
      return failTensor(name, "it is a Constant without a value");
    }
    llvm_unreachable("no such kind of constant");
  }

  /// A TensorProto under its own name, or that of a Constant's output.
  llvm::Error addTensor(llvm::StringRef message, std::string name) {
    llvm::Expected<OnnxTensor> tensor = parseOnnxTensor(message);
    if (!tensor)
      return failTensor(name, llvm::toString(tensor.takeError()));
    if (name.empty())
      name = tensor->name;
    return add(std::move(name), std::move(*tensor));
  }

  llvm::Error addSparse(llvm::StringRef message, std::string name) {
    using Schema = onnx::SparseTensorProto;
    OnnxTensor sparse;
    ProtobufFields fields(message);
    for (ProtobufField field; fields.next(field);) {
      if (field.isBytes(Schema::kValuesFieldNumber)) {
        llvm::Expected<OnnxTensor> values = parseOnnxTensor(field.bytes);
        if (!values)
          return failTensor(name, llvm::toString(values.takeError()));
        sparse.typeName = "sparse " + values->typeName;
        if (name.empty())
          name = values->name;
      }
      if (field.number == Schema::kDimsFieldNumber)
        field.forEachVarint([&](uint64_t dim) {
          sparse.dims.push_back(static_cast<int64_t>(dim));
        });
    }
    if (fields.isBroken() || !elementCount(sparse.dims))
      return failTensor(name, "it is damaged; get the file again");
    return add(std::move(name), std::move(sparse));
  }

  llvm::Error add(std::string name, OnnxTensor tensor) {
    if (tensor.type)
      if (llvm::Error error = checkData(name, tensor))
        return error;
    places.try_emplace(name, list.size());
    list.push_back({std::move(name), tensor.dims, tensor.typeName,
                    tensor.type.has_value()});
    sources.push_back({std::move(tensor)});
    return llvm::Error::success();
  }

  /// That there is as much data as the shape says.
  llvm::Error checkData(llvm::StringRef name, const OnnxTensor &tensor) {
    if (tensor.external)
      if (llvm::Error error = openExternal(tensor.external->location))
        return error;
    const uint64_t needed = *elementCount(tensor.dims) * sizeOf(*tensor.type);
    std::string unpacked;
    const std::optional<llvm::StringRef> data = dataOf(tensor, unpacked);
    if (!data)
      return failTensor(name, "its data is damaged; get the file again");
    if (data->size() != needed)
      return failTensor(name, "its shape, " + shapeText(tensor.dims) +
                                  ", needs " + llvm::Twine(needed) +
                                  " bytes, but it has " +
                                  llvm::Twine(data->size()));
    return llvm::Error::success();
  }

  llvm::Error openExternal(llvm::StringRef location) {
    if (beside.count(location))
      return llvm::Error::success();
    llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> opened =
        openBeside(location);
    if (!opened)
      return opened.takeError();
    beside[location] = std::move(*opened);
    return llvm::Error::success();
  }

  /// The tensor's data, little-endian; nothing where it is broken or lies
  /// behind the end of its file. `unpacked` holds what lies otherwise.
  std::optional<llvm::StringRef> dataOf(const OnnxTensor &tensor,
                                        std::string &unpacked) const {
    if (tensor.external) {
      const OnnxExternal &part = *tensor.external;
      llvm::StringRef file = beside.find(part.location)->second->getBuffer();
      if (part.offset > file.size() ||
          part.length.value_or(0) > file.size() - part.offset)
        return std::nullopt;
      const uint64_t rest = file.size() - part.offset;
      return file.substr(part.offset, part.length.value_or(rest));
    }
    if (tensor.raw)
      return tensor.raw;
    std::optional<std::string> bytes =
        packedBytes(*tensor.type, tensor.numbers);
    if (!bytes)
      return std::nullopt;
    unpacked = std::move(*bytes);
    return llvm::StringRef(unpacked);
  }

  std::vector<float> stored(const OnnxTensor &tensor) const {
    std::string unpacked;
    return toFloats(*tensor.type, *dataOf(tensor, unpacked));
  }

  /// Their shapes may be initialisers that stand behind them in the file.
  llvm::Error addFills() {
    for (const OnnxNode &node : fills)
      if (llvm::Error error = addFill(node))
        return error;
    return llvm::Error::success();
  }

  llvm::Error addFill(const OnnxNode &node) {
    const auto shape = places.find(node.input);
    // One that is computed is no constant: its result is not a weight.
    if (shape == places.end())
      return llvm::Error::success();
    llvm::Expected<std::vector<int64_t>> dims = shapeIn(shape->second);
    if (!dims)
      return failTensor(node.output, llvm::toString(dims.takeError()));
    llvm::Expected<OnnxTensor> value = fillOf(node);
    if (!value)
      return failTensor(node.output, llvm::toString(value.takeError()));
    list.push_back({node.output.str(), std::move(*dims), value->typeName,
                    value->type.has_value()});
    sources.push_back({std::move(*value), /*isFill=*/true});
    return llvm::Error::success();
  }

  llvm::Expected<std::vector<int64_t>> shapeIn(size_t index) const {
    const OnnxTensor &shape = sources[index].tensor;
    if (shape.type != ElementType::Int64 || shape.dims.size() != 1)
      return llvm::createStringError("its shape is not a list of int64");
    std::string unpacked;
    llvm::StringRef bytes = *dataOf(shape, unpacked);
    std::vector<int64_t> dims;
    for (; !bytes.empty(); bytes = bytes.drop_front(8))
      dims.push_back(
          static_cast<int64_t>(llvm::support::endian::read64le(bytes.data())));
    const std::optional<int64_t> count = elementCount(dims);
    if (!count || *count > mostFilled)
      return llvm::createStringError("its shape, " + shapeText(dims) +
                                     ", is larger than 1 GiB or negative");
    return dims;
  }

  /// One element; 0 where the node says nothing.
  llvm::Expected<OnnxTensor> fillOf(const OnnxNode &node) {
    if (node.kind == OnnxNode::Kind::None) {
      static constexpr char zero[4] = {};
      return OnnxTensor{{},        {}, ElementType::Float32,
                        "float32", {}, llvm::StringRef(zero, 4),
                        {}};
    }
    if (node.kind != OnnxNode::Kind::Tensor)
      return llvm::createStringError("its value is no tensor");
    llvm::Expected<OnnxTensor> value = parseOnnxTensor(node.value);
    if (!value)
      return value;
    if (!value->type || *elementCount(value->dims) != 1)
      return llvm::createStringError("its value is not one number");
    if (llvm::Error error = checkData(node.output, *value))
      return std::move(error);
    return value;
  }

  OpenBeside openBeside;
  llvm::StringMap<std::unique_ptr<llvm::MemoryBuffer>> beside;
  std::vector<Source> sources;    ///< As `list`.
  llvm::StringMap<size_t> places; ///< Of names in `list`.
  std::vector<OnnxNode> fills;
};

} // namespace

ReadFile readOnnx(std::unique_ptr<llvm::MemoryBuffer> bytes,
                  llvm::StringRef path, const OpenBeside &openBeside) {
  auto file = std::make_unique<Onnx>(std::move(bytes), path, openBeside);
  if (llvm::Error error = file->read())
    return error;
  return file;
}

} // namespace gnet
