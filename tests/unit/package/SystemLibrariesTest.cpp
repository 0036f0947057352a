// The C library that packages are linked with.
#include "package/SystemLibraries.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Host.h"
#include "gtest/gtest.h"

namespace gnet {
namespace {

TEST(SystemLibrariesTest, AreThoseOfThisProgram) {
  auto own = systemLibraries(llvm::sys::getProcessTriple());
  ASSERT_TRUE(static_cast<bool>(own)) << llvm::toString(own.takeError());
  ASSERT_EQ(own->size(), 2u);
  EXPECT_EQ(llvm::sys::path::filename((*own)[0]), "libm.so.6");
  EXPECT_EQ(llvm::sys::path::filename((*own)[1]), "libc.so.6");
  for (const std::string &path : *own)
    EXPECT_TRUE(llvm::sys::fs::exists(path)) << path;
}

TEST(SystemLibrariesTest, AreMissedWithWhatToInstall) {
  auto none = systemLibraries("loongarch64-unknown-linux-gnu");
  EXPECT_EQ(llvm::toString(none.takeError()),
            "a package for loongarch64-linux-gnu is linked with that machine's "
            "libc.so.6 and libm.so.6, and none are in "
            "/usr/loongarch64-linux-gnu/lib/ or "
            "/usr/lib/loongarch64-linux-gnu/: install them, on Debian with the "
            "package libc6-dev-loongarch64-cross");
}

} // namespace
} // namespace gnet
