#include "reference/Npy.h"
#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <regex>

namespace gnet::reference {

namespace {

constexpr size_t maxHeader = 1 << 16;
/// A gigabyte: far past any batch of pictures, far from any overflow.
constexpr int64_t maxElements = int64_t{1} << 28;

/// The text `{'descr': ...}`, and how many bytes stand before the data.
struct Header {
  std::string text;
  size_t size = 0;
};

std::optional<Header> readHeader(const std::string &bytes) {
  if (bytes.size() < 12 || bytes.compare(0, 6, "\x93NUMPY") != 0)
    return std::nullopt;
  auto byte = [&](size_t i) { return size_t{static_cast<uint8_t>(bytes[i])}; };
  const size_t version = byte(6);
  if (version < 1 || version > 3)
    return std::nullopt;
  const size_t start = version == 1 ? 10 : 12;
  size_t length = byte(8) | byte(9) << 8;
  if (version > 1)
    length |= byte(10) << 16 | byte(11) << 24;
  if (length > maxHeader || length > bytes.size() - start)
    return std::nullopt;
  return Header{bytes.substr(start, length), start + length};
}

std::optional<std::array<int64_t, 4>> readDims(const std::string &header) {
  static const std::regex shape(R"('shape': *\( *(\d{1,9}), *(\d{1,9}), *)"
                                R"((\d{1,9}), *(\d{1,9}),? *\))");
  std::smatch found;
  if (!std::regex_search(header, found, shape))
    return std::nullopt;
  std::array<int64_t, 4> dims;
  int64_t elements = 1;
  for (size_t i = 0; i < dims.size(); ++i) {
    dims[i] = std::stoll(found[i + 1]);
    if (dims[i] < 1 || dims[i] > maxElements / elements)
      return std::nullopt;
    elements *= dims[i];
  }
  return dims;
}

std::string headerOf(const Tensor &tensor) {
  const Shape &shape = tensor.shape;
  std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                     std::to_string(tensor.batch) + ", " +
                     std::to_string(shape.channels) + ", " +
                     std::to_string(shape.height) + ", " +
                     std::to_string(shape.width) + "), }";
  // numpy wants the data at a multiple of 64 bytes and a newline before it.
  text.append(63 - (10 + text.size()) % 64, ' ');
  text += '\n';
  const char length[2] = {static_cast<char>(text.size() & 255),
                          static_cast<char>(text.size() >> 8)};
  return std::string("\x93NUMPY\x01\x00", 8) + std::string(length, 2) + text;
}

} // namespace

std::optional<Tensor> readNpy(const std::string &path, std::string &error) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    error = "cannot be read";
    return std::nullopt;
  }
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto header = readHeader(bytes);
  if (!header || header->text.find("'<f4'") == std::string::npos ||
      header->text.find("'fortran_order': False") == std::string::npos) {
    error = "is not a numpy file of float32 in C order";
    return std::nullopt;
  }
  auto dims = readDims(header->text);
  if (!dims) {
    error = "must have four dimensions: batch, channels, height, width";
    return std::nullopt;
  }
  const auto [batch, channels, height, width] = *dims;
  const size_t elements = batch * channels * height * width;
  if (bytes.size() - header->size != elements * sizeof(float)) {
    error = "does not hold as many numbers as its header says";
    return std::nullopt;
  }
  Tensor tensor(batch, {channels, height, width});
  for (size_t i = 0; i < tensor.values.size(); ++i) {
    float value;
    std::memcpy(&value, &bytes[header->size + i * sizeof(float)], sizeof value);
    tensor.values[i] = value;
  }
  return tensor;
}

bool writeNpy(const std::string &path, const Tensor &tensor,
              std::string &error) {
  std::ofstream file(path, std::ios::binary);
  file << headerOf(tensor);
  const std::vector<float> values(tensor.values.begin(), tensor.values.end());
  file.write(reinterpret_cast<const char *>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(float)));
  file.close();
  if (file)
    return true;
  error = "cannot be written";
  return false;
}

} // namespace gnet::reference
