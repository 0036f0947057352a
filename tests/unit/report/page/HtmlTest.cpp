// Text of specs in the page.
#include "report/page/Html.h"
#include <gtest/gtest.h>

using namespace gnet;

namespace {

TEST(Html, TextIsTextInTagsAndAttributes) {
  EXPECT_EQ(escaped("conv 3x3 · ü"), "conv 3x3 · ü");
  EXPECT_EQ(escaped("<script>a && 'b' \"c\"</script>"),
            "&lt;script&gt;a &amp;&amp; &#39;b&#39; &quot;c&quot;"
            "&lt;/script&gt;");
}

TEST(Html, ASectionHasItsHeading) {
  EXPECT_EQ(section("layers", "a < b", "<b>about</b>", "<p>body</p>\n"),
            "<section id=\"layers\" aria-labelledby=\"layers-heading\">\n"
            "<h2 id=\"layers-heading\">a &lt; b</h2>\n"
            "<p class=\"about\"><b>about</b></p>\n<p>body</p>\n</section>\n");
}

TEST(Html, WhatScrollsIsReachedByKeys) {
  EXPECT_EQ(scrolling("a \"b\"", "<p></p>\n"),
            "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" "
            "aria-label=\"a &quot;b&quot;\">\n<p></p>\n</div>\n");
}

} // namespace
