// A registered target from the command line to its package.
#include "Compile.h"
#include "CommandLine.h"
#include "package/WriteFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

class CompileTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("gnetc-toy", folder));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }

  std::string path(llvm::StringRef name) const {
    return (folder + "/" + name).str();
  }

  std::string read(llvm::StringRef name) const {
    auto text = readFile(path(name));
    return text ? *text : llvm::toString(text.takeError());
  }

  /// The error, or nothing.
  static std::string compileWith(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TINY);
    auto options = parse(std::move(arguments));
    return llvm::toString(options ? compile(*options, GNETC)
                                  : options.takeError());
  }

  llvm::SmallString<128> folder;
};

TEST_F(CompileTest, AStageOfTheTarget) {
  EXPECT_EQ(compileWith({"--target=toy", "--emit=toy-text", "--toy-color=blue",
                         "-o", path("text")}),
            "");
  EXPECT_EQ(read("text"), "played in blue\n");
}

TEST_F(CompileTest, DumpsTheTargetsStagesInOrder) {
  ASSERT_EQ(compileWith({"--target=toy", "--emit=gnk", "-o", path("gnk"),
                         "--dump-stages=" + path("stages")}),
            "");
  EXPECT_EQ(read("stages/05-gnk.mlir"), read("gnk"));
  EXPECT_EQ(read("stages/06-toy.txt"), "played in red\n");
  EXPECT_NE(read("stages/07-llvm.mlir").find("llvm.func"), std::string::npos);
  EXPECT_TRUE(llvm::sys::fs::exists(path("stages/09-object.o")));
}

TEST_F(CompileTest, APackageHasWhatTheTargetGives) {
  ASSERT_EQ(
      compileWith({"--target=toy", "--toy-color=blue", "-o", path("package"),
                   "--weights=random:1", "--embed-weights"}),
      "");
  auto manifest = llvm::json::parse(read("package/share/tiny/manifest.json"));
  ASSERT_TRUE(static_cast<bool>(manifest));
  const llvm::json::Object &entries = *manifest->getAsObject();
  EXPECT_EQ(entries.getString("target"), "toy");
  EXPECT_EQ(entries.getString("toy"), "blue");
  EXPECT_EQ(entries.get("cpu"), nullptr);
  EXPECT_EQ(entries.get("block"), nullptr);
  const llvm::json::Object &versions = *entries.getObject("versions");
  EXPECT_EQ(versions.getString("toys"), "7");
  EXPECT_EQ(versions.get("onednn"), nullptr);
  EXPECT_TRUE(versions.getString("gnetc").has_value());
  const std::string cmake = read("package/lib/cmake/tiny/tiny-config.cmake");
  EXPECT_NE(cmake.find("\"tiny::dnnl;tiny::again\""), std::string::npos);
  EXPECT_NE(cmake.find("\"tiny::dnnl;tiny::again;m;${CMAKE_DL_LIBS}\""),
            std::string::npos);
  EXPECT_TRUE(llvm::sys::fs::exists(path("package/lib/libgomp.so.1")));
}

} // namespace
} // namespace gnet
