#include "weights/Weights.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace gnet {

namespace {

/// `{"name": {"dtype": ..., "shape": ..., "data_offsets": ...}, ...}`.
std::string headerOf(const Weights &weights) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream json(stream);
  int64_t offset = 0;
  json.object([&] {
    for (const WeightTensor &tensor : weights)
      json.attributeObject(tensor.parameter.name, [&] {
        const int64_t end =
            offset + static_cast<int64_t>(tensor.values.size() * sizeof(float));
        json.attribute("dtype", "F32");
        json.attribute("shape", llvm::json::Array(tensor.parameter.dims));
        json.attribute("data_offsets", llvm::json::Array{offset, end});
        offset = end;
      });
  });
  return text;
}

} // namespace

std::string safetensorsOf(const Weights &weights) {
  std::string header = headerOf(weights);
  // The format allows spaces after the header: with them and its eight bytes
  // of length it ends at a cache line, so that mapped data is aligned.
  header.resize(llvm::alignTo(8 + header.size(), 64) - 8, ' ');
  std::string file;
  llvm::raw_string_ostream stream(file);
  llvm::support::endian::Writer writer(stream, llvm::endianness::little);
  writer.write<uint64_t>(header.size());
  stream << header;
  for (const WeightTensor &tensor : weights)
    writer.write(llvm::ArrayRef(tensor.values));
  return file;
}

llvm::Error writeWeights(const Weights &weights, llvm::StringRef path) {
  auto beside = llvm::sys::fs::TempFile::create(path + "-%%%%%%%%");
  if (!beside)
    return llvm::createFileError(path, beside.takeError());
  llvm::raw_fd_ostream stream(beside->FD, /*shouldClose=*/false);
  stream << safetensorsOf(weights);
  stream.flush();
  std::error_code failed = stream.error();
  stream.clear_error();
  if (failed) {
    llvm::consumeError(beside->discard());
    return llvm::createFileError(path, failed);
  }
  if (llvm::Error error = beside->keep(path))
    return llvm::createFileError(path, std::move(error));
  return llvm::Error::success();
}

} // namespace gnet
