// Files that are no specs at all, on the disk.
#include "Spec.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace gnet::test {
namespace {

class HostileFiles : public testing::Test {
protected:
  void SetUp() override {
    const auto *info = testing::UnitTest::GetInstance()->current_test_info();
    path = std::filesystem::path(testing::TempDir()) /
           (std::string("gnet_") + info->name() + ".gn");
  }
  void TearDown() override { std::filesystem::remove(path); }

  void write(const std::string &bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  std::string message() {
    LoadResult result = loadNetwork(path.string());
    EXPECT_FALSE(result.network);
    std::vector<Diagnostic> errors = result.diagnostics.sorted();
    EXPECT_EQ(errors.size(), 1u);
    return errors.empty() ? "" : errors[0].message;
  }

  std::filesystem::path path;
};

TEST_F(HostileFiles, Missing) {
  EXPECT_EQ(message(), "cannot read the spec: no such file");
}

TEST_F(HostileFiles, Empty) {
  write("");
  EXPECT_EQ(message(), "the file is empty: a spec has a network in it");
}

TEST_F(HostileFiles, Binary) {
  write(std::string("network \0", 9));
  EXPECT_EQ(message(),
            "cannot read the spec: it is not a text file: byte 8 is 0x00");
}

TEST_F(HostileFiles, BrokenUtf8) {
  for (const char *bytes : {"// \x80", "// \xC3", "// \xC0\xAF", "// \xF5\x80",
                            "// \xED\xA0\x80", "// \xF4\x90\x80\x80"}) {
    write(bytes);
    EXPECT_EQ(message().substr(0, 58),
              "cannot read the spec: it is not a text file: byte 3 is 0x" +
                  message().substr(57, 1));
  }
}

TEST_F(HostileFiles, AHundredMegabytes) {
  write("network");
  std::filesystem::resize_file(path, 100 << 20);
  EXPECT_EQ(message(), "cannot read the spec: it is too large: 104857600 "
                       "bytes, where 262144 are allowed");
}

TEST_F(HostileFiles, ADirectory) {
  path = testing::TempDir();
  EXPECT_EQ(message(), "cannot read the spec: it is a directory");
  path = "no such path";
}

TEST_F(HostileFiles, Endless) {
  path = "/dev/zero";
  EXPECT_EQ(message(), "cannot read the spec: it is not a regular file");
  path = "no such path";
}

TEST_F(HostileFiles, NestedTenThousandDeep) {
  std::string text = "network n { input i: 1x1x1\n";
  for (int i = 0; i < 10000; ++i)
    text += "concat {\n";
  write(text);
  EXPECT_EQ(message(), "brackets are nested more than 64 deep");
}

TEST_F(HostileFiles, ANameOfAHundredThousandLetters) {
  write("network " + std::string(100000, 'n') + " { }");
  EXPECT_EQ(message(), "a name or number has at most 64 characters");
}

TEST_F(HostileFiles, ListsThatModulesWouldMultiply) {
  std::string parameters = "p0";
  for (int i = 1; i < 1000; ++i)
    parameters += ", p" + std::to_string(i);
  write("network n { input i: 1x1x1\n conv 1x1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
        "1 1 1 1 }\nmodule m(" +
        parameters + ") { relu }\n");
  std::string errors = loadNetwork(path.string()).diagnostics.render();
  EXPECT_NE(errors.find("at most 16 can be listed here"), std::string::npos);
  EXPECT_NE(errors.find("at most 256 can be listed here"), std::string::npos);
}

TEST_F(HostileFiles, PathsThatGrowWithoutEnd) {
  std::string text = "network n { input i: 1x1x1\n m0() }\n";
  std::string name(60, 'x');
  for (int i = 0; i < 20; ++i)
    text += "module m" + std::to_string(i) + "() { " + name + ": m" +
            std::to_string(i + 1) + "() }\n";
  write(text + "module m20() { relu }");
  LoadResult result = loadNetwork(path.string());
  EXPECT_FALSE(result.network);
  EXPECT_NE(result.diagnostics.render().find(
                "the path of this layer is longer than 500 characters"),
            std::string::npos);
}

TEST_F(HostileFiles, ModulesNestedThreeThousandDeep) {
  std::string text = "network n { input i: 1x1x1\n m0() }\n";
  for (int i = 0; i < 3000; ++i)
    text += "module m" + std::to_string(i) + "() { m" + std::to_string(i + 1) +
            "() }\n";
  write(text.substr(0, text.rfind("module")) + "module m2999() { relu }");
  LoadResult result = loadNetwork(path.string());
  EXPECT_FALSE(result.network);
  EXPECT_NE(result.diagnostics.render().find("modules are nested more than"),
            std::string::npos);
}

} // namespace
} // namespace gnet::test
