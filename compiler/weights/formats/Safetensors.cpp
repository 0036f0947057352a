#include "core/safetensors.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/Readers.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet {

namespace {

std::optional<ElementType> elementTypeOf(llvm::StringRef dtype) {
  return llvm::StringSwitch<std::optional<ElementType>>(dtype)
      .Case("F16", ElementType::Float16)
      .Case("BF16", ElementType::BFloat16)
      .Case("F32", ElementType::Float32)
      .Case("F64", ElementType::Float64)
      .Case("I8", ElementType::Int8)
      .Case("I16", ElementType::Int16)
      .Case("I32", ElementType::Int32)
      .Case("I64", ElementType::Int64)
      .Case("U8", ElementType::UInt8)
      .Case("U16", ElementType::UInt16)
      .Case("U32", ElementType::UInt32)
      .Case("U64", ElementType::UInt64)
      .Case("BOOL", ElementType::Bool)
      .Default(std::nullopt);
}

class Safetensors : public MappedFile {
public:
  using MappedFile::MappedFile;
  ~Safetensors() override { gnetrt_safetensors_free(&header); }

  llvm::StringRef format() const override { return "safetensors"; }

  llvm::Error read() {
    char message[512];
    if (!gnetrt_safetensors_parse(bytes().data(), bytes().size(), &header,
                                  message, sizeof message))
      return fail(message);
    for (const gnetrt_safetensor &tensor : stored()) {
      const std::optional<ElementType> type = elementTypeOf(tensor.dtype);
      list.push_back({tensor.name,
                      {tensor.dims, tensor.dims + tensor.rank},
                      type ? nameOf(*type).str() : tensor.dtype,
                      type.has_value()});
    }
    return llvm::Error::success();
  }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    if (!list[index].isNumeric)
      return failType(list[index]);
    const gnetrt_safetensor &tensor = stored()[index];
    return toFloats(*elementTypeOf(tensor.dtype),
                    {static_cast<const char *>(tensor.data), tensor.bytes});
  }

private:
  llvm::ArrayRef<gnetrt_safetensor> stored() const {
    return {header.tensors, header.count};
  }

  gnetrt_safetensors header{}; ///< Points into the file's bytes.
};

} // namespace

ReadFile readSafetensors(std::unique_ptr<llvm::MemoryBuffer> bytes,
                         llvm::StringRef path) {
  auto file = std::make_unique<Safetensors>(std::move(bytes), path);
  if (llvm::Error error = file->read())
    return error;
  return file;
}

} // namespace gnet
