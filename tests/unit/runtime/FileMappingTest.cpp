//===- FileMappingTest.cpp - A file's bytes, mapped -----------------------===//
extern "C" {
#include "core/file_mapping.h"
}
#include "TemporaryFile.h"
#include <cinttypes>
#include <cstdio>
#include <filesystem>

namespace {

using gnet::test::TemporaryFile;

/// What Linux says of the mapping that begins at `data`, see proc(5).
std::string flagsOf(const void *data) {
  std::ifstream maps("/proc/self/smaps");
  bool isIt = false;
  for (std::string line; std::getline(maps, line);) {
    uintptr_t first, last;
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " ", &first,
                    &last) == 2)
      isIt = first == reinterpret_cast<uintptr_t>(data);
    else if (isIt && line.starts_with("VmFlags:"))
      return line;
  }
  return "";
}

class FileMappingTest : public testing::Test {
protected:
  void SetUp() override {
    gnet_error error;
    ASSERT_EQ(gnetrt_map_file(file.path.c_str(), &mapping, &error), GNET_OK)
        << error.message;
  }
  void TearDown() override { gnetrt_unmap_file(&mapping); }

  TemporaryFile file{std::string(4 << 20, 'w')};
  gnetrt_file_mapping mapping = {};
};

TEST_F(FileMappingTest, HasTheFilesBytes) {
  ASSERT_EQ(mapping.size, size_t(4 << 20));
  const char *bytes = static_cast<const char *>(mapping.data);
  EXPECT_EQ(bytes[0], 'w');
  EXPECT_EQ(bytes[mapping.size - 1], 'w');
}

/// Weights that are read through in each run take fewer entries of the
/// processor's tables, where Linux can map so much of a file at once.
TEST_F(FileMappingTest, AsksForLargePages) {
  if (!std::filesystem::exists("/sys/kernel/mm/transparent_hugepage"))
    GTEST_SKIP() << "Linux has no large pages here";
  EXPECT_NE(flagsOf(mapping.data).find(" hg"), std::string::npos)
      << flagsOf(mapping.data);
}

} // namespace
