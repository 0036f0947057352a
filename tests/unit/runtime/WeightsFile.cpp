#include "WeightsFile.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gnet::test {

std::string fileOf(const std::string &header, const std::string &data) {
  std::string file;
  uint64_t length = header.size();
  for (int i = 0; i < 8; ++i)
    file += static_cast<char>(length >> 8 * i & 0xFF);
  return file + header + data;
}

std::string fileOf(const std::vector<FileTensor> &tensors) {
  std::string header, data;
  for (const FileTensor &tensor : tensors) {
    size_t begin = data.size();
    data.append(reinterpret_cast<const char *>(tensor.values.data()),
                tensor.values.size() * sizeof(float));
    header += fmt::format(
        R"({}"{}":{{"dtype":"F32","shape":[{}],"data_offsets":[{},{}]}})",
        header.empty() ? "" : ",", tensor.name, fmt::join(tensor.dims, ","),
        begin, data.size());
  }
  return fileOf("{" + header + "}", data);
}

} // namespace gnet::test
