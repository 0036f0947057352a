#include "weights/maps/NamePattern.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

/// What the rule makes of `name`; nothing where it does not match.
std::optional<std::string> rename(llvm::StringRef ours, llvm::StringRef theirs,
                                  llvm::StringRef name) {
  const NamePattern pattern = llvm::cantFail(NamePattern::parse(ours));
  const NameTemplate made = llvm::cantFail(NameTemplate::parse(theirs));
  const std::optional<Captures> captures = pattern.match(name);
  return captures ? made.fill(*captures) : std::nullopt;
}

std::string failure(llvm::StringRef pattern) {
  auto parsed = NamePattern::parse(pattern);
  return parsed ? "" : llvm::toString(parsed.takeError());
}

std::string templateFailure(llvm::StringRef text) {
  auto parsed = NameTemplate::parse(text);
  return parsed ? "" : llvm::toString(parsed.takeError());
}

TEST(NamePattern, IsTheWholeName) {
  EXPECT_EQ(rename("conv1", "a", "conv1"), "a");
  EXPECT_EQ(rename("conv1", "a", "conv1.norm"), std::nullopt);
  EXPECT_EQ(rename("conv1", "a", "conv"), std::nullopt);
  EXPECT_EQ(rename("conv1", "a", ""), std::nullopt);
}

TEST(NamePattern, ACaptureHasNoDot) {
  EXPECT_EQ(rename("inception_{m}.b1", "i{m}.one", "inception_3a.b1"),
            "i3a.one");
  EXPECT_EQ(rename("inception_{m}.b1", "i{m}", "inception_.b1"), std::nullopt);
  EXPECT_EQ(rename("{m}", "{m}", "a.b"), std::nullopt);
  EXPECT_EQ(rename("{a}.{b}", "{b}/{a}", "x.y"), "y/x");
  EXPECT_EQ(rename("conv{b}_{n}", "block{b}_conv{n}", "conv5_3"),
            "block5_conv3");
}

TEST(NamePattern, AStarTakesDotsToo) {
  EXPECT_EQ(rename("{x*}", "{x}", "a.b.c"), "a.b.c");
  EXPECT_EQ(rename("{x*}.c", "{x}", "a.b.c"), "a.b");
  EXPECT_EQ(rename("{x*}", "{x}", ""), std::nullopt);
}

TEST(NamePattern, RepeatsCountFromZero) {
  EXPECT_EQ(rename("unit{i#}.x", "{i}", "unit.x"), "0");
  EXPECT_EQ(rename("unit{i#}.x", "{i}", "unit_2.x"), "1");
  EXPECT_EQ(rename("unit{i#}", "{i}", "unit_10"), "9");
  for (const char *name : {"unit_1", "unit_0", "unit_02", "unit_", "unit_x",
                           "unit2", "unit_99999999999"})
    EXPECT_EQ(rename("unit{i#}", "{i}", name), std::nullopt) << name;
}

TEST(NamePattern, NumbersAndLetters) {
  EXPECT_EQ(rename("conv{s}.b{i#}", "layer{s-1}.{i+1}", "conv3.b_2"),
            "layer2.2");
  EXPECT_EQ(rename("b{i#}", "{i+1:a}", "b"), "b");
  EXPECT_EQ(rename("b{i#}", "{i:a}", "b_26"), "z");
  EXPECT_EQ(rename("b{i#}", "{i:a}", "b_27"), std::nullopt);
  EXPECT_EQ(rename("conv{s}", "{s-1}", "conv0"), std::nullopt);
  EXPECT_EQ(rename("conv{s}", "{s-1}", "convx"), std::nullopt);
}

TEST(NamePattern, TriesShorterCapturesFirst) {
  EXPECT_EQ(rename("{a}_{b}", "{a}|{b}", "x_y_z"), "x|y_z");
  EXPECT_EQ(rename("{a}_z", "{a}", "x_y_z"), "x_y");
}

TEST(NamePattern, SaysWhatIsWrong) {
  EXPECT_EQ(failure("a{b"), "'{' without '}' after it");
  EXPECT_EQ(failure("a}b"), "'}' without '{' before it");
  EXPECT_EQ(failure("{}"), "'{}' captures nothing: it is {x}, {x*} or {x#}");
  EXPECT_EQ(failure("{a b}"),
            "'{a b}' captures nothing: it is {x}, {x*} or {x#}");
  EXPECT_EQ(failure("{a}{a}"), "'a' is captured twice");
  EXPECT_EQ(failure("{a*}{b*}"), "'{b*}' is the second {x*}");
  EXPECT_EQ(failure("{a}{b}{c}{d}{e}"), "more than 4 captures");
  EXPECT_EQ(templateFailure("{a*}"),
            "'{a*}' is no capture: it is {x}, {x+1}, {x-1} or {x:a}");
  EXPECT_EQ(templateFailure("{a+b}"),
            "'{a+b}': what is added must be 0 to 1000");
  EXPECT_EQ(templateFailure("{a+1001}"),
            "'{a+1001}': what is added must be 0 to 1000");
}

TEST(MatchesGlob, StarsAreAnyCharacters) {
  EXPECT_TRUE(matchesGlob("aux1.*", "aux1.fc.weight"));
  EXPECT_TRUE(matchesGlob("*.num_batches_tracked", "a.b.num_batches_tracked"));
  EXPECT_TRUE(matchesGlob("*a*b*", "xaxbx"));
  EXPECT_TRUE(matchesGlob("*", ""));
  EXPECT_TRUE(matchesGlob("a", "a"));
  EXPECT_FALSE(matchesGlob("aux1.*", "aux10.fc"));
  EXPECT_FALSE(matchesGlob("*ab", "abc"));
  EXPECT_FALSE(matchesGlob("", "a"));
  EXPECT_FALSE(matchesGlob("a?", "ab"));
}

} // namespace
} // namespace gnet
