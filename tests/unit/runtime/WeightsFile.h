//===- WeightsFile.h - Safetensors files made in memory, for tests -------===//
#ifndef GNET_TESTS_RUNTIME_WEIGHTS_FILE_H
#define GNET_TESTS_RUNTIME_WEIGHTS_FILE_H

#include <cstdint>
#include <string>
#include <vector>

namespace gnet::test {

struct FileTensor {
  std::string name;
  std::vector<int64_t> dims;
  std::vector<float> values;
};

/// Length, header, data: as they are given, be they right or not.
std::string fileOf(const std::string &header, const std::string &data);

/// A right file, in float32.
std::string fileOf(const std::vector<FileTensor> &tensors);

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_WEIGHTS_FILE_H
