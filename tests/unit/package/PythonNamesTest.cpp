//===- PythonNamesTest.cpp - What a network is called in Python -----------===//
#include "package/PythonNames.h"
#include "llvm/Testing/Support/Error.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

TEST(PythonNames, ModulesThatCanBeImported) {
  for (const char *name : {"googlenet", "vgg_d", "Net2", "lambda1", "Json"})
    EXPECT_EQ(toString(checkPythonName(name)), "") << name;
  for (const char *name :
       {"lambda", "None", "json", "test", "numpy", "_a", "a_"})
    EXPECT_NE(toString(checkPythonName(name)), "") << name;
}

TEST(PythonNames, Versions) {
  for (const char *version : {"1.0", "0", "2026.11.26", "1.0a1", "1!2.0rc3",
                              "1.0.post1.dev2", "1.0+cu12.8"})
    EXPECT_EQ(toString(checkPythonVersion(version)), "") << version;
  for (const char *version : {"", "v1", "1.", ".1", "1.0-1", "01", "1.0+",
                              "1.0 ", "1.0\n", "1.0+A", "1.0RC1", "../1"})
    EXPECT_NE(toString(checkPythonVersion(version)), "") << version;
}

TEST(PythonNames, Distributions) {
  EXPECT_EQ(distributionName("googlenet"), "googlenet");
  EXPECT_EQ(distributionName("Inception_v3__Keras"), "inception_v3_keras");
}

} // namespace
} // namespace gnet
