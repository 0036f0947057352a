//===- MemoryFile.h - A file of tensors that a test makes up --------------===//
#ifndef GNET_UNIT_WEIGHTMAP_MEMORYFILE_H
#define GNET_UNIT_WEIGHTMAP_MEMORYFILE_H

#include "weights/formats/TensorFile.h"
#include <numeric>

namespace gnet {

class MemoryFile : public TensorFile {
public:
  explicit MemoryFile(std::string format = "safetensors")
      : formatName(std::move(format)) {}

  /// Without values it holds 0, 1, 2, ... when it is read.
  void add(std::string name, std::vector<int64_t> dims,
           std::vector<float> numbers = {}) {
    list.push_back({std::move(name), std::move(dims), "float32", true});
    contents.push_back(std::move(numbers));
  }

  void addText(std::string name, std::vector<int64_t> dims) {
    list.push_back({std::move(name), std::move(dims), "string", false});
    contents.emplace_back();
  }

  llvm::StringRef format() const override { return formatName; }

  llvm::Expected<std::vector<float>> values(size_t index) const override {
    if (!contents[index].empty())
      return contents[index];
    int64_t count = 1;
    for (const int64_t dim : list[index].dims)
      count *= dim;
    std::vector<float> counted(count);
    std::iota(counted.begin(), counted.end(), 0.0f);
    return counted;
  }

private:
  std::string formatName;
  std::vector<std::vector<float>> contents;
};

} // namespace gnet

#endif // GNET_UNIT_WEIGHTMAP_MEMORYFILE_H
