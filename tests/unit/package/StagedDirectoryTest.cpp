//===- StagedDirectoryTest.cpp - A folder that appears when it is whole ---===//
#include "package/StagedDirectory.h"
#include "package/WriteFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include <gtest/gtest.h>
#include <set>

namespace fs = llvm::sys::fs;

namespace gnet {
namespace {

bool never(llvm::StringRef) { return false; }
bool always(llvm::StringRef) { return true; }

class StagedDirectoryTest : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> made;
    ASSERT_FALSE(fs::createUniqueDirectory("gnet-staged", made));
    root = made.str().str();
  }
  void TearDown() override { fs::remove_directories(root); }

  std::string at(const std::string &name) const { return root + "/" + name; }

  void write(const std::string &path, llvm::StringRef text) {
    llvm::Error error = writeFile(path, text);
    ASSERT_FALSE(static_cast<bool>(error));
  }

  std::string read(const std::string &path) {
    auto text = readFile(path);
    return text ? *text : llvm::toString(text.takeError());
  }

  std::set<std::string> names() const {
    std::set<std::string> found;
    std::error_code failed;
    for (fs::directory_iterator entry(root, failed), end;
         entry != end && !failed; entry.increment(failed))
      found.insert(entry->path().substr(root.size() + 1));
    return found;
  }

  /// The message of why nothing can be staged there, or nothing.
  std::string refusal(const std::string &path,
                      llvm::function_ref<bool(llvm::StringRef)> mayReplace) {
    auto staged = StagedDirectory::create(path, mayReplace);
    return staged ? "" : llvm::toString(staged.takeError());
  }

  std::string root;
};

TEST_F(StagedDirectoryTest, AppearsWhenPublished) {
  auto staged = StagedDirectory::create(at("new/package/"), never);
  ASSERT_TRUE(static_cast<bool>(staged));
  write(staged->path() + "/file", "whole");
  EXPECT_FALSE(fs::exists(at("new/package")));
  EXPECT_FALSE(static_cast<bool>(staged->publish()));
  EXPECT_EQ(read(at("new/package/file")), "whole");
}

TEST_F(StagedDirectoryTest, LeavesNothingUnpublished) {
  {
    auto staged = StagedDirectory::create(at("package"), never);
    ASSERT_TRUE(static_cast<bool>(staged));
    ASSERT_FALSE(fs::create_directories(staged->path() + "/a/b"));
    write(staged->path() + "/a/b/file", "half");
    EXPECT_EQ(names().size(), 1u);
  }
  EXPECT_EQ(names(), std::set<std::string>());
}

TEST_F(StagedDirectoryTest, ReplacesWhole) {
  ASSERT_FALSE(fs::create_directory(at("package")));
  write(at("package/old"), "old");
  {
    auto staged = StagedDirectory::create(at("package"), always);
    ASSERT_TRUE(static_cast<bool>(staged));
    write(staged->path() + "/new", "new");
    EXPECT_EQ(read(at("package/old")), "old");
    EXPECT_FALSE(static_cast<bool>(staged->publish()));
  }
  EXPECT_FALSE(fs::exists(at("package/old")));
  EXPECT_EQ(read(at("package/new")), "new");
  EXPECT_EQ(names(), std::set<std::string>{"package"});
}

TEST_F(StagedDirectoryTest, ReplacesWhatALinkLeadsTo) {
  ASSERT_FALSE(fs::create_directory(at("real")));
  ASSERT_FALSE(fs::create_link(at("real"), at("link")));
  {
    auto staged = StagedDirectory::create(at("link"), never);
    ASSERT_TRUE(static_cast<bool>(staged));
    write(staged->path() + "/file", "whole");
    EXPECT_FALSE(static_cast<bool>(staged->publish()));
  }
  EXPECT_TRUE(fs::is_symlink_file(at("link")));
  EXPECT_EQ(read(at("real/file")), "whole");
}

TEST_F(StagedDirectoryTest, RefusesWhatIsNotItsOwn) {
  ASSERT_FALSE(fs::create_directory(at("mine")));
  write(at("mine/file"), "mine");
  EXPECT_NE(refusal(at("mine"), never), "");
  EXPECT_NE(refusal(at("mine/file"), always), "");
  EXPECT_NE(refusal(at("mine/file/below"), always), "");
  EXPECT_EQ(read(at("mine/file")), "mine");
  EXPECT_EQ(names(), std::set<std::string>{"mine"});
}

TEST_F(StagedDirectoryTest, TakesAnEmptyFolder) {
  ASSERT_FALSE(fs::create_directory(at("empty")));
  EXPECT_EQ(refusal(at("empty"), never), "");
  ASSERT_FALSE(fs::create_directories(at("empty/lib/cmake")));
  EXPECT_EQ(refusal(at("empty"), never), "");
  EXPECT_EQ(names(), std::set<std::string>{"empty"});
  write(at("empty/lib/cmake/file"), "");
  EXPECT_NE(refusal(at("empty"), never), "");
}

} // namespace
} // namespace gnet
