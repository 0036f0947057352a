//===- TemporaryFile.h - A file in the tests' folder, gone at the end -----===//
#ifndef GNET_TESTS_RUNTIME_TEMPORARY_FILE_H
#define GNET_TESTS_RUNTIME_TEMPORARY_FILE_H

#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

namespace gnet::test {

class TemporaryFile {
public:
  explicit TemporaryFile(const std::string &bytes)
      : path(testing::TempDir() + "gnet_open_test_" +
             std::to_string(getpid())) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::remove(path.c_str()); }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;
  const std::string path;
};

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_TEMPORARY_FILE_H
