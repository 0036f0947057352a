#include "weights/formats/FileFormat.h"
#include "weights/formats/ProtobufFields.h"
#include "weights/formats/ZipArchive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include <optional>

namespace gnet {

namespace {

llvm::Error fail(const llvm::Twine &problem) {
  return llvm::createStringError(problem);
}

/// A header's length in eight bytes, then the header, which is JSON. The
/// length of a file that is cut off is still no text's: it has zero bytes.
bool isSafetensors(llvm::StringRef bytes) {
  return bytes.size() > 8 && bytes[8] == '{' &&
         llvm::support::endian::read64le(bytes.data()) < uint64_t{1} << 40;
}

bool isZip(llvm::StringRef bytes) {
  return bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6");
}

bool isJson(llvm::StringRef bytes) {
  llvm::StringRef text = bytes.ltrim(" \t\r\n");
  return text.starts_with("{") || text.starts_with("[");
}

llvm::Expected<FileFormat> detectZip(llvm::StringRef bytes) {
  llvm::Expected<ZipArchive> archive = ZipArchive::open(bytes);
  if (!archive)
    return archive.takeError();
  const auto has = [&](llvm::StringRef ending) {
    return llvm::any_of(archive->entries(), [&](const ZipEntry &entry) {
      return llvm::StringRef(entry.name).ends_with(ending);
    });
  };
  if (has("data.pkl"))
    return FileFormat::PyTorch;
  if (has(".npy"))
    return FileFormat::Npz;
  if (has(".h5"))
    return fail("it is a Keras archive, whose HDF5 is not read; in Python: "
                "numpy.savez('weights.npz', **{v.path: v.numpy() for v in "
                "model.variables})");
  return fail("it is a zip archive, but neither of PyTorch's (with a data.pkl) "
              "nor of NumPy's (with .npy files)");
}

/// By the fields that only one of the two has at its top; ONNX's ModelProto
/// and Caffe's NetParameter share no required one.
std::optional<FileFormat> detectProtobuf(llvm::StringRef bytes) {
  constexpr int onnxVersion = 1, onnxGraph = 7, caffeName = 1,
                caffeOldLayer = 2, caffeLayer = 100;
  ProtobufFields fields(bytes);
  std::optional<FileFormat> likely;
  for (ProtobufField field; fields.next(field);) {
    const bool isMessage = field.kind == ProtobufField::Kind::Bytes;
    if (field.number == (isMessage ? onnxGraph : onnxVersion))
      return FileFormat::Onnx;
    if (isMessage && (field.number == caffeName || field.number == caffeLayer))
      return FileFormat::Caffe;
    if (isMessage && field.number == caffeOldLayer)
      likely = FileFormat::Caffe;
  }
  return fields.isBroken() ? std::nullopt : likely;
}

/// What is no format of ours, said as its users call it.
llvm::Error refuse(llvm::StringRef bytes) {
  if (bytes.empty())
    return fail("it is empty");
  if (bytes.starts_with("\x93NUMPY"))
    return fail("it is a single array without a name; save all in one .npz: "
                "numpy.savez('weights.npz', name=array, ...)");
  if (bytes.starts_with("\x89HDF"))
    return fail("it is HDF5 (Keras), which is not read; in Python: "
                "numpy.savez('weights.npz', **{v.path: v.numpy() for v in "
                "model.variables})");
  if (bytes.starts_with("\x80\x02") || bytes.substr(257).starts_with("ustar"))
    return fail("it is in PyTorch's format before 1.6, which is not read; in "
                "Python: torch.save(torch.load(OLD, weights_only=True), NEW)");
  if (llvm::all_of(bytes.take_front(512),
                   [](char c) { return llvm::isPrint(c) || llvm::isSpace(c); }))
    return fail("it is a text, without weights; of a Caffe network give the "
                ".caffemodel, not the .prototxt");
  return fail("it is none of safetensors, ONNX, .caffemodel, .npz, PyTorch and "
              "TensorFlow.js, or it is damaged");
}

} // namespace

llvm::Expected<FileFormat> detectFormat(llvm::StringRef bytes) {
  if (isSafetensors(bytes))
    return FileFormat::Safetensors;
  if (isZip(bytes))
    return detectZip(bytes);
  if (isJson(bytes))
    return FileFormat::TensorFlowJs;
  if (std::optional<FileFormat> format = detectProtobuf(bytes))
    return *format;
  return refuse(bytes);
}

} // namespace gnet
