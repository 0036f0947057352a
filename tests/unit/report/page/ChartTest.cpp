// Pictures of the page.
#include "report/page/Chart.h"
#include <cmath>
#include <gmock/gmock.h>

using namespace gnet;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

namespace {

TEST(Chart, EvenAxesEndAtRoundValues) {
  const Axis axis = evenAxis(4.6, 100, 0);
  EXPECT_EQ(axis.most, 5);
  EXPECT_THAT(axis.ticks(), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_EQ(axis(0), 100);
  EXPECT_EQ(axis(5), 0);
  EXPECT_EQ(axis(2.5), 50);
  EXPECT_EQ(evenAxis(5, 0, 1).most, 5);
  EXPECT_EQ(evenAxis(360e6, 0, 1).most, 400e6);
}

TEST(Chart, NothingHasAnAxisToo) {
  EXPECT_EQ(evenAxis(0, 0, 1).most, 1);
  const Axis axis = logarithmicAxis({0, -1}, 0, 1);
  EXPECT_EQ(axis.least, 1);
  EXPECT_EQ(axis.most, 10);
}

TEST(Chart, LogarithmicAxesHavePowersOfTen) {
  const Axis axis = logarithmicAxis({20, 0, 3000}, 0, 100);
  EXPECT_LT(axis.least, 20);
  EXPECT_GT(axis.most, 3000);
  EXPECT_THAT(axis.ticks(),
              Pointwise(DoubleNear(1e-6), {10., 100., 1000., 10000.}));
  EXPECT_NEAR(axis(std::sqrt(axis.least * axis.most)), 50, 1e-9);
}

TEST(Chart, OneValueIsNotAtAnEnd) {
  const Axis axis = logarithmicAxis({100}, 0, 1);
  EXPECT_LT(axis.least, 100);
  EXPECT_GT(axis.most, 100);
}

TEST(Chart, MarksHaveHintsAndPicturesTitles) {
  Chart chart("c", "a < b", 100);
  chart.addRectangle(1, 2, 3, 4, "pool", "\"<x>\"");
  const std::string html = chart.html("caption");
  EXPECT_THAT(html,
              testing::HasSubstr("role=\"img\" aria-labelledby=\"c-title\">"
                                 "<title id=\"c-title\">a &lt; b</title>"));
  EXPECT_THAT(html, testing::HasSubstr(
                        "<rect class=\"mark pool\" x=\"1.00\" y=\"2.00\" "
                        "width=\"3.00\" height=\"4.00\"><title>"
                        "&quot;&lt;x&gt;&quot;</title></rect>"));
  EXPECT_THAT(html, testing::HasSubstr("<figcaption>caption</figcaption>"));
}

TEST(Chart, TicksAreShort) {
  EXPECT_EQ(tickText(0), "0");
  EXPECT_EQ(tickText(0.25), "0.25");
  EXPECT_EQ(tickText(999), "999");
  EXPECT_EQ(tickText(1500), "1.5K");
  EXPECT_EQ(tickText(2e9), "2G");
}

} // namespace
