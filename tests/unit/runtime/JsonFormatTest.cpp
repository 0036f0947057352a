#include "json/JsonFormat.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

constexpr JsonFormat format = {
    .name = "gnetc thing",
    .version = 2,
    .command = "make",
    .bounds = {.bytes = 100, .depth = 2},
};

std::string problemOf(llvm::StringRef text) {
  auto value = format.parse(text);
  return value ? "" : llvm::toString(value.takeError());
}

TEST(JsonFormat, ReadsWhatItWrites) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::json::OStream os(stream);
  os.object([&] {
    format.write(os);
    os.attribute("a", 1);
  });
  auto value = format.parse(text);
  ASSERT_TRUE(static_cast<bool>(value));
  EXPECT_EQ(value->getAsObject()->getInteger("a"), 1);
}

TEST(JsonFormat, KnowsOthersFiles) {
  for (const char *other :
       {"[]", "1", "{}", R"({"version": 2})", R"({"format": 1, "version": 2})",
        R"({"format": "gnetc things", "version": 2})"})
    EXPECT_EQ(problemOf(other), "it is no file of gnetc make");
  EXPECT_EQ(problemOf("[[[]]]"),
            "it is no file of gnetc make: it is too large");
  EXPECT_NE(problemOf(R"({"format")"), "");
}

TEST(JsonFormat, KnowsOtherVersions) {
  for (const char *other : {R"({"format": "gnetc thing"})",
                            R"({"format": "gnetc thing", "version": 1})",
                            R"({"format": "gnetc thing", "version": "2"})"})
    EXPECT_EQ(problemOf(other), "it is another gnetc's: make anew");
}

} // namespace
} // namespace gnet
