#include "weights/formats/StateDict.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/Pickle.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet {

namespace {

using Kind = PickleValue::Kind;

constexpr llvm::StringRef rebuildTensor = "_rebuild_tensor_v2";
constexpr llvm::StringRef rebuildParameter = "_rebuild_parameter";

/// Storages hold the types; the functions make tensors of them.
constexpr llvm::StringRef allowed[] = {
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_parameter",
    "torch.Size",
    "torch.FloatStorage",
    "torch.DoubleStorage",
    "torch.HalfStorage",
    "torch.BFloat16Storage",
    "torch.LongStorage",
    "torch.IntStorage",
    "torch.ShortStorage",
    "torch.CharStorage",
    "torch.ByteStorage",
    "torch.BoolStorage",
    "torch.ComplexFloatStorage",
    "torch.ComplexDoubleStorage",
};

/// What checkpoints call the model's own state.
constexpr llvm::StringRef stateNames[] = {"state_dict", "model_state_dict",
                                          "model", "net"};

std::optional<ElementType> elementTypeOf(llvm::StringRef storage) {
  return llvm::StringSwitch<std::optional<ElementType>>(storage)
      .Case("FloatStorage", ElementType::Float32)
      .Case("DoubleStorage", ElementType::Float64)
      .Case("HalfStorage", ElementType::Float16)
      .Case("BFloat16Storage", ElementType::BFloat16)
      .Case("LongStorage", ElementType::Int64)
      .Case("IntStorage", ElementType::Int32)
      .Case("ShortStorage", ElementType::Int16)
      .Case("CharStorage", ElementType::Int8)
      .Case("ByteStorage", ElementType::UInt8)
      .Case("BoolStorage", ElementType::Bool)
      .Default(std::nullopt);
}

class Collector {
public:
  explicit Collector(const Pickle &pickle) : pickle(pickle) {}

  llvm::Expected<std::vector<StoredTensor>> run() {
    const uint32_t top = stateOf(pickle.top);
    const Kind kind = pickle.values[top].kind;
    if (kind != Kind::Dict)
      return llvm::createStringError(
          "it holds no dictionary of tensors; in Python: "
          "torch.save(model.state_dict(), NEW)");
    if (!collect(top, "", 0))
      return llvm::createStringError(problem);
    return std::move(tensors);
  }

private:
  bool fail(llvm::StringRef name, const llvm::Twine &text) {
    problem = ("tensor " + printable(name) + ": " + text).str();
    return false;
  }

  const PickleValue &at(uint32_t value) const { return pickle.values[value]; }

  /// The model's own state within a checkpoint, else `top`.
  uint32_t stateOf(uint32_t top) const {
    const PickleValue &dict = at(top);
    if (dict.kind == Kind::Dict)
      for (llvm::StringRef name : stateNames)
        for (size_t i = 0; i < dict.items.size(); i += 2)
          if (at(dict.items[i]).kind == Kind::String &&
              at(dict.items[i]).text == name &&
              at(dict.items[i + 1]).kind == Kind::Dict)
            return dict.items[i + 1];
    return top;
  }

  bool collect(uint32_t value, const std::string &name, int depth) {
    // A dictionary may hold itself, or another many times.
    if (depth > 16 || ++visits > 1'000'000 || name.size() > 1000)
      return fail(name, "it lies too deep in dictionaries");
    const PickleValue &of = at(value);
    switch (of.kind) {
    case Kind::Call:
      return addTensor(value, name);
    case Kind::Dict:
      for (size_t i = 0; i < of.items.size(); i += 2)
        if (!collect(of.items[i + 1], join(name, keyText(of.items[i])),
                     depth + 1))
          return false;
      return true;
    case Kind::List:
    case Kind::Tuple:
      for (size_t i = 0; i < of.items.size(); ++i)
        if (!collect(of.items[i], join(name, std::to_string(i)), depth + 1))
          return false;
      return true;
    default:
      return true;
    }
  }

  static std::string join(const std::string &outer, const std::string &inner) {
    return outer.empty() ? inner : outer + "." + inner;
  }

  std::string keyText(uint32_t key) const {
    switch (at(key).kind) {
    case Kind::String:
      return at(key).text.str();
    case Kind::Int:
      return std::to_string(at(key).integer);
    default:
      return "?";
    }
  }

  bool isCall(uint32_t value, llvm::StringRef function) const {
    return at(value).kind == Kind::Call &&
           at(at(value).items[0]).text == function;
  }

  llvm::ArrayRef<uint32_t> arguments(uint32_t call) const {
    return at(at(call).items[1]).items;
  }

  bool addTensor(uint32_t call, const std::string &name) {
    if (isCall(call, rebuildParameter)) {
      if (arguments(call).empty() || !isCall(arguments(call)[0], rebuildTensor))
        return fail(name, "a parameter is made of what is no tensor");
      call = arguments(call)[0];
    }
    if (!isCall(call, rebuildTensor))
      return true; // A size.
    // Storage, offset, size, stride, and what only training uses.
    if (arguments(call).size() < 4)
      return fail(name, "it is made of too little");
    StoredTensor tensor;
    tensor.name = name;
    if (!readStorage(arguments(call)[0], tensor) ||
        !readView(arguments(call), tensor))
      return false;
    tensors.push_back(std::move(tensor));
    return true;
  }

  /// ('storage', torch.FloatStorage, key, device, elements).
  bool readStorage(uint32_t id, StoredTensor &tensor) {
    if (at(id).kind != Kind::PersistentId ||
        at(at(id).items[0]).kind != Kind::Tuple)
      return fail(tensor.name, "its storage is not one of the file's");
    llvm::ArrayRef<uint32_t> parts = at(at(id).items[0]).items;
    if (parts.size() < 5 || at(parts[1]).kind != Kind::Global ||
        at(parts[2]).kind != Kind::String || at(parts[4]).kind != Kind::Int)
      return fail(tensor.name, "its storage is not described as PyTorch does");
    llvm::StringRef type = at(parts[1]).text;
    tensor.type = elementTypeOf(type);
    type.consume_back("Storage");
    tensor.typeName = tensor.type ? nameOf(*tensor.type).str() : type.str();
    tensor.storage = at(parts[2]).text.str();
    tensor.storageElements = at(parts[4]).integer;
    return true;
  }

  bool readView(llvm::ArrayRef<uint32_t> parts, StoredTensor &tensor) {
    StridedView &view = tensor.view;
    if (at(parts[1]).kind != Kind::Int || !readInts(parts[2], view.dims) ||
        !readInts(parts[3], view.strides) ||
        view.dims.size() != view.strides.size())
      return fail(tensor.name, "its shape is not described as PyTorch does");
    view.offset = at(parts[1]).integer;
    const std::optional<int64_t> count = elementCount(view.dims);
    if (!count)
      return fail(tensor.name, "its shape is too large");
    if (!liesWithin(view, tensor.storageElements))
      return fail(tensor.name, "it reaches beyond its storage");
    if (*count > tensor.storageElements)
      return fail(tensor.name, "it repeats elements of its storage; save it "
                               "after tensor.contiguous()");
    return true;
  }

  /// A tuple of them, or a torch.Size of one.
  bool readInts(uint32_t value, std::vector<int64_t> &numbers) const {
    if (isCall(value, "Size") && arguments(value).size() == 1)
      value = arguments(value)[0];
    if (at(value).kind != Kind::Tuple)
      return false;
    for (uint32_t item : at(value).items) {
      if (at(item).kind != Kind::Int)
        return false;
      numbers.push_back(at(item).integer);
    }
    return true;
  }

  const Pickle &pickle;
  std::vector<StoredTensor> tensors;
  size_t visits = 0;
  std::string problem;
};

} // namespace

llvm::Expected<std::vector<StoredTensor>> readStateDict(llvm::StringRef bytes) {
  llvm::Expected<Pickle> pickle = readPickle(bytes, allowed);
  if (!pickle)
    return pickle.takeError();
  return Collector(*pickle).run();
}

} // namespace gnet
