#include "files/StagedFile.h"
#include "weights/Weights.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/EndianStream.h"
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

/// The header, its length before it. The format allows spaces after it: with
/// them it ends at a cache line, so that mapped data is aligned.
std::string startOf(const Weights &weights) {
  std::string header = headerOf(weights);
  header.resize(llvm::alignTo(8 + header.size(), 64) - 8, ' ');
  std::string start;
  llvm::raw_string_ostream stream(start);
  llvm::support::endian::write<uint64_t>(stream, header.size(),
                                         llvm::endianness::little);
  stream << header;
  return start;
}

/// In one piece: networks have a hundred million numbers.
void write(llvm::ArrayRef<float> values, llvm::raw_ostream &stream) {
  static_assert(llvm::endianness::native == llvm::endianness::little);
  stream.write(reinterpret_cast<const char *>(values.data()),
               values.size() * sizeof(float));
}

} // namespace

std::string safetensorsOf(Weights weights) {
  std::string file = startOf(weights);
  size_t bytes = file.size();
  for (const WeightTensor &tensor : weights)
    bytes += tensor.values.size() * sizeof(float);
  file.reserve(bytes);
  llvm::raw_string_ostream stream(file);
  for (WeightTensor &tensor : weights) {
    write(tensor.values, stream);
    tensor.values = {}; // Never two copies of all.
  }
  return file;
}

llvm::Error writeWeights(const Weights &weights, llvm::StringRef path) {
  return replaceFile(path, [&](llvm::raw_ostream &stream) {
    stream << startOf(weights);
    for (const WeightTensor &tensor : weights)
      write(tensor.values, stream);
  });
}

} // namespace gnet
