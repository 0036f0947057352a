//===- PlatformTagTest.cpp - The systems that shared libraries run on -----===//
#include "package/PlatformTag.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ObjectYAML/yaml2obj.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// A shared library that needs these versions of symbols.
std::string libraryWith(const std::vector<std::string> &versions,
                        const std::string &machine = "EM_X86_64") {
  std::string text = "--- !ELF\n"
                     "FileHeader: { Class: ELFCLASS64, Data: ELFDATA2LSB, "
                     "Type: ET_DYN, Machine: " +
                     machine + " }\n";
  if (!versions.empty())
    text += "Sections:\n"
            "  - Name: .gnu.version_r\n"
            "    Type: SHT_GNU_verneed\n"
            "    Link: .dynstr\n"
            "    Dependencies:\n"
            "      - Version: 1\n"
            "        File: libc.so.6\n"
            "        Entries:\n";
  for (const std::string &version : versions)
    text +=
        "          - { Name: " + version + ", Hash: 0, Flags: 0, Other: 2 }\n";
  text += "DynamicSymbols: []\n";
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::yaml::Input yaml(text);
  EXPECT_TRUE(
      llvm::yaml::convertYAML(yaml, stream, [](const llvm::Twine &problem) {
        ADD_FAILURE() << problem.str();
      }));
  return bytes.str().str();
}

std::string tagOf(const std::vector<std::string> &libraries) {
  std::vector<llvm::StringRef> bytes(libraries.begin(), libraries.end());
  auto tag = platformTag(bytes);
  return tag ? *tag : "error: " + llvm::toString(tag.takeError());
}

TEST(PlatformTag, IsOfTheNewestSymbols) {
  EXPECT_EQ(tagOf({libraryWith({})}), "manylinux_2_17_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBC_2.2.5", "GLIBC_2.3.4"})}),
            "manylinux_2_17_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBC_2.29", "GLIBC_2.4"})}),
            "manylinux_2_29_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBC_2.34"}), libraryWith({"GLIBC_2.27"})}),
            "manylinux_2_34_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBC_ABI_DT_RELR"})}),
            "manylinux_2_36_x86_64");
}

TEST(PlatformTag, KnowsTheCompilersLibraries) {
  EXPECT_EQ(tagOf({libraryWith({"GLIBCXX_3.4.19", "CXXABI_1.3.7"})}),
            "manylinux_2_17_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBCXX_3.4.20"})}), "manylinux_2_24_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GLIBCXX_3.4.29"})}), "manylinux_2_34_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GCC_7.0.0"})}), "manylinux_2_27_x86_64");
  EXPECT_EQ(tagOf({libraryWith({"GOMP_4.0", "OMP_1.0"})}),
            "manylinux_2_17_x86_64");
}

TEST(PlatformTag, NamesTheMachine) {
  EXPECT_EQ(tagOf({libraryWith({"GLIBC_2.17"}, "EM_AARCH64")}),
            "manylinux_2_17_aarch64");
}

TEST(PlatformTag, RefusesWhatNoSystemIsKnownToHave) {
  for (const char *version :
       {"GLIBC_PRIVATE", "GLIBC_3.0", "GLIBC_2.x", "GLIBCXX_9.9", "GCC_99.0"})
    EXPECT_EQ(tagOf({libraryWith({version})}),
              std::string("error: no system is known to have the symbols ") +
                  version + ", which a wheel's library needs");
  EXPECT_EQ(tagOf({"no library"}).substr(0, 7), "error: ");
}

} // namespace
} // namespace gnet
