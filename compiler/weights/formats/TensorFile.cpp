#include "weights/formats/TensorFile.h"
#include "files/RegularFile.h"
#include "weights/formats/FileFormat.h"
#include "weights/formats/MappedFile.h"
#include "weights/formats/Readers.h"
#include "llvm/ADT/StringSet.h"

namespace gnet {

namespace {

ReadFile read(std::unique_ptr<llvm::MemoryBuffer> bytes, llvm::StringRef path,
              const OpenBeside &openBeside) {
  llvm::Expected<FileFormat> format = detectFormat(bytes->getBuffer());
  if (!format)
    return llvm::createStringError(path + ": " +
                                   llvm::toString(format.takeError()));
  switch (*format) {
  case FileFormat::Safetensors:
    return readSafetensors(std::move(bytes), path);
  case FileFormat::Npz:
    return readNpz(std::move(bytes), path);
  case FileFormat::PyTorch:
    return readPyTorch(std::move(bytes), path);
  case FileFormat::Onnx:
    return readOnnx(std::move(bytes), path, openBeside);
  case FileFormat::Caffe:
    return readCaffe(std::move(bytes), path);
  case FileFormat::TensorFlowJs:
    return readTensorFlowJs(std::move(bytes), path, openBeside);
  }
  llvm_unreachable("no such format");
}

} // namespace

llvm::Error checkTensors(const TensorFile &file, llvm::StringRef path) {
  constexpr size_t mostDims = 64; // NumPy's bound; the others have less.
  const auto fail = [&](const FileTensor &tensor, const char *problem) {
    return llvm::createStringError(path + ": tensor " + printable(tensor.name) +
                                   ": " + problem);
  };
  llvm::StringSet<> names;
  for (const FileTensor &tensor : file.tensors()) {
    if (tensor.name.empty())
      return fail(tensor, "it has no name");
    if (tensor.name.size() > 1024 || !isPrintable(tensor.name))
      return fail(tensor, "its name is longer than 1024 bytes, not UTF-8 or "
                          "has a control character; rename it");
    if (!names.insert(tensor.name).second)
      return fail(tensor, "the file has two of this name; rename one");
    if (tensor.dims.size() > mostDims)
      return fail(tensor, "it has more than 64 dimensions");
  }
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<TensorFile>>
openTensorFile(llvm::StringRef path) {
  auto bytes = readRegularFile(path);
  if (!bytes)
    return llvm::createStringError(
        path + ": it cannot be read: " + llvm::toString(bytes.takeError()));
  auto paths = std::make_shared<std::vector<std::string>>(1, path.str());
  ReadFile file = read(std::move(*bytes), path, besideOf(path, paths));
  if (!file)
    return file.takeError();
  (*file)->read = paths;
  if (llvm::Error wrong = checkTensors(**file, path))
    return wrong;
  return file;
}

} // namespace gnet
