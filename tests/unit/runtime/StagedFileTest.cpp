#include "files/StagedFile.h"
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gnet {
namespace {

namespace fs = std::filesystem;

class StagedFileTest : public testing::Test {
protected:
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }

  std::string path(const std::string &name) const { return folder / name; }

  size_t entries() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(folder), {}));
  }

  static std::string content(const std::string &path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

private:
  fs::path folder = fs::path(testing::TempDir()) /
                    ("gnet-staged-" + std::to_string(getpid()));
};

TEST_F(StagedFileTest, IsWholeOrAsItWas) {
  std::ofstream(path("a")) << "before";
  {
    auto staged = StagedFile::write(path("a"), [](int descriptor) {
      return writeTo(descriptor, [](llvm::raw_ostream &out) { out << "new"; });
    });
    ASSERT_TRUE(static_cast<bool>(staged));
    EXPECT_EQ(content(path("a")), "before");
  }
  EXPECT_EQ(content(path("a")), "before");
  EXPECT_EQ(entries(), 1u);
  EXPECT_FALSE(replaceFile(path("a"), "new"));
  EXPECT_EQ(content(path("a")), "new");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(StagedFileTest, LeavesNothingWhereWritingFails) {
  auto staged = StagedFile::write(path("a"), [](int) {
    return std::make_error_code(std::errc::no_space_on_device);
  });
  EXPECT_EQ(llvm::toString(staged.takeError()),
            "'" + path("a") + "': No space left on device");
  EXPECT_EQ(entries(), 0u);
}

TEST_F(StagedFileTest, ALinkStaysOne) {
  std::ofstream(path("a")) << "before";
  fs::create_symlink("a", path("link"));
  EXPECT_FALSE(replaceFile(path("link"), "new"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content(path("a")), "new");
}

/// As /dev/null does, which a rename would take away from everybody.
TEST_F(StagedFileTest, WhatIsNoFileStaysWhatItIs) {
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  const int reader = open(path("pipe").c_str(), O_RDWR | O_NONBLOCK);
  EXPECT_FALSE(replaceFile(path("pipe"), "new"));
  EXPECT_TRUE(fs::is_fifo(path("pipe")));
  char text[8] = {};
  EXPECT_EQ(read(reader, text, sizeof text), 3);
  EXPECT_STREQ(text, "new");
  close(reader);
  EXPECT_NE(llvm::toString(replaceFile(path(""), "new")).find("directory"),
            std::string::npos);
}

} // namespace
} // namespace gnet
