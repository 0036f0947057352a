#include "onnx/export/Files.h"
#include "files/StagedFile.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Path.h"
#include <google/protobuf/io/zero_copy_stream_impl.h>

namespace gnet {

namespace {

/// A page: ONNX asks for it where values are to be mapped.
constexpr uint64_t dataAlignment = 4096;

void setEntry(onnx::TensorProto &tensor, const char *key,
              const std::string &value) {
  onnx::StringStringEntryProto &entry = *tensor.add_external_data();
  entry.set_key(key);
  entry.set_value(value);
}

/// Says in each tensor where in the file `location` its values lie.
void pointToData(llvm::ArrayRef<OnnxParameter> parameters,
                 const std::string &location) {
  uint64_t offset = 0;
  for (const auto &[tensor, values] : parameters) {
    const uint64_t size = values.size() * sizeof(float);
    tensor->set_data_location(onnx::TensorProto::EXTERNAL);
    setEntry(*tensor, "location", location);
    setEntry(*tensor, "offset", std::to_string(offset));
    setEntry(*tensor, "length", std::to_string(size));
    offset = llvm::alignTo(offset + size, dataAlignment);
  }
}

std::error_code writeData(llvm::ArrayRef<OnnxParameter> parameters,
                          int descriptor) {
  return writeTo(descriptor, [&](llvm::raw_ostream &stream) {
    for (const OnnxParameter &parameter : parameters) {
      const uint64_t end = stream.tell();
      stream.write_zeros(
          static_cast<unsigned>(llvm::alignTo(end, dataAlignment) - end));
      stream << rawBytes(parameter.values);
    }
  });
}

std::error_code writeProto(const onnx::ModelProto &model, int descriptor) {
  google::protobuf::io::FileOutputStream stream(descriptor);
  if (model.SerializeToZeroCopyStream(&stream) && stream.Flush())
    return {};
  const int number = stream.GetErrno();
  return number ? std::error_code(number, std::generic_category())
                : std::make_error_code(std::errc::value_too_large);
}

} // namespace

llvm::Error writeModel(onnx::ModelProto &model,
                       llvm::ArrayRef<OnnxParameter> parameters, bool beside,
                       llvm::StringRef path) {
  std::vector<StagedFile> files;
  const auto add = [&](const std::string &place,
                       StagedFile::Writer writer) -> llvm::Error {
    llvm::Expected<StagedFile> staged = StagedFile::write(place, writer);
    if (!staged)
      return staged.takeError();
    files.push_back(std::move(*staged));
    return llvm::Error::success();
  };
  if (beside) {
    const std::string dataPath = (path + ".data").str();
    pointToData(parameters, llvm::sys::path::filename(dataPath).str());
    if (llvm::Error error = add(dataPath, [&](int descriptor) {
          return writeData(parameters, descriptor);
        }))
      return error;
  } else {
    for (const auto &[tensor, values] : parameters)
      tensor->set_raw_data(rawBytes(values));
  }
  if (llvm::Error error = add(path.str(), [&](int descriptor) {
        return writeProto(model, descriptor);
      }))
    return error;
  for (StagedFile &file : files)
    if (llvm::Error error = file.moveIntoPlace())
      return error;
  return llvm::Error::success();
}

} // namespace gnet
