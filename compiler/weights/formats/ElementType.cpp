#include "weights/formats/ElementType.h"
#include "core/safetensors.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/ErrorHandling.h"

namespace gnet {

namespace {

template <typename Stored>
void widen(llvm::StringRef bytes, std::vector<float> &values) {
  const char *from = bytes.data();
  for (float &value : values) {
    value = static_cast<float>(
        llvm::support::endian::read<Stored, llvm::endianness::little>(from));
    from += sizeof(Stored);
  }
}

/// By the runtime's own reader, which every package has.
void widenFloats(const char *dtype, llvm::StringRef bytes,
                 std::vector<float> &values) {
  gnetrt_safetensor tensor{};
  tensor.dtype = dtype;
  tensor.elements = static_cast<int64_t>(values.size());
  tensor.data = bytes.data();
  tensor.bytes = bytes.size();
  gnetrt_safetensor_floats(&tensor, values.data());
}

void widenBools(llvm::StringRef bytes, std::vector<float> &values) {
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = bytes[i] != 0;
}

} // namespace

int64_t sizeOf(ElementType type) {
  switch (type) {
  case ElementType::Int8:
  case ElementType::UInt8:
  case ElementType::Bool:
    return 1;
  case ElementType::Float16:
  case ElementType::BFloat16:
  case ElementType::Int16:
  case ElementType::UInt16:
    return 2;
  case ElementType::Float32:
  case ElementType::Int32:
  case ElementType::UInt32:
    return 4;
  case ElementType::Float64:
  case ElementType::Int64:
  case ElementType::UInt64:
    return 8;
  }
  llvm_unreachable("no such element type");
}

llvm::StringRef nameOf(ElementType type) {
  switch (type) {
  case ElementType::Float16:
    return "float16";
  case ElementType::BFloat16:
    return "bfloat16";
  case ElementType::Float32:
    return "float32";
  case ElementType::Float64:
    return "float64";
  case ElementType::Int8:
    return "int8";
  case ElementType::Int16:
    return "int16";
  case ElementType::Int32:
    return "int32";
  case ElementType::Int64:
    return "int64";
  case ElementType::UInt8:
    return "uint8";
  case ElementType::UInt16:
    return "uint16";
  case ElementType::UInt32:
    return "uint32";
  case ElementType::UInt64:
    return "uint64";
  case ElementType::Bool:
    return "bool";
  }
  llvm_unreachable("no such element type");
}

std::optional<int64_t> elementCount(llvm::ArrayRef<int64_t> dims) {
  int64_t bytes = 8;
  bool isEmpty = false;
  for (int64_t dim : dims) {
    isEmpty |= dim == 0;
    if (dim < 0 ||
        __builtin_mul_overflow(bytes, std::max<int64_t>(dim, 1), &bytes))
      return std::nullopt;
  }
  return isEmpty ? 0 : bytes / 8;
}

std::vector<float> toFloats(ElementType type, llvm::StringRef bytes) {
  const size_t count = bytes.size() / sizeOf(type);
  bytes = bytes.take_front(count * sizeOf(type));
  std::vector<float> values(count);
  switch (type) {
  case ElementType::Float16:
    widenFloats("F16", bytes, values);
    break;
  case ElementType::BFloat16:
    widenFloats("BF16", bytes, values);
    break;
  case ElementType::Float32:
    widenFloats("F32", bytes, values);
    break;
  case ElementType::Float64:
    widen<double>(bytes, values);
    break;
  case ElementType::Int8:
    widen<int8_t>(bytes, values);
    break;
  case ElementType::Int16:
    widen<int16_t>(bytes, values);
    break;
  case ElementType::Int32:
    widen<int32_t>(bytes, values);
    break;
  case ElementType::Int64:
    widen<int64_t>(bytes, values);
    break;
  case ElementType::UInt8:
    widen<uint8_t>(bytes, values);
    break;
  case ElementType::UInt16:
    widen<uint16_t>(bytes, values);
    break;
  case ElementType::UInt32:
    widen<uint32_t>(bytes, values);
    break;
  case ElementType::UInt64:
    widen<uint64_t>(bytes, values);
    break;
  case ElementType::Bool:
    widenBools(bytes, values);
    break;
  }
  return values;
}

} // namespace gnet
