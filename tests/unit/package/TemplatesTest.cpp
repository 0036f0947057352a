//===- TemplatesTest.cpp - Text with @names@ in it ------------------------===//
#include "package/Templates.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

TEST(Templates, ReplacesEveryKey) {
  TemplateValues values;
  values["name"] = "net";
  values["NAME"] = "NET";
  values["empty"] = "";
  EXPECT_EQ(substitute("@name@_@NAME@@name@ @empty@.", values), "net_NETnet .");
}

TEST(Templates, LeavesOtherAtSigns) {
  TemplateValues values;
  values["name"] = "net";
  EXPECT_EQ(substitute("", values), "");
  EXPECT_EQ(substitute("plain", values), "plain");
  EXPECT_EQ(substitute("@", values), "@");
  EXPECT_EQ(substitute("@@", values), "@@");
  EXPECT_EQ(substitute("a@b.c @other@ @name", values), "a@b.c @other@ @name");
  EXPECT_EQ(substitute("me@home @name@", values), "me@home net");
}

TEST(Templates, DoesNotReplaceInValues) {
  TemplateValues values;
  values["a"] = "@b@";
  values["b"] = "c";
  EXPECT_EQ(substitute("@a@", values), "@b@");
}

} // namespace
} // namespace gnet
