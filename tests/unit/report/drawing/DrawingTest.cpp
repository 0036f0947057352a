// GoogLeNet as its Figure 3 draws it, read back as text.
#include "../CountOf.h"
#include "language/Frontend.h"
#include "report/drawing/Dot.h"
#include "report/drawing/Graph.h"
#include "report/drawing/Svg.h"
#include <gtest/gtest.h>
#include <memory>

using namespace gnet;

namespace {

const Network &googlenet() {
  static const Network network = *loadNetwork(SPECS "/googlenet.gn").network;
  return network;
}

std::string dot(const Network &network) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printDot(network, os);
  return text;
}

// 57 convolutions, 14 pools, 9 concatenations, 2 norms, classifier and softmax,
// the input's dropout on its pool; and in the heads 2 convolutions, 2 pools, 4
// linear layers, 2 softmax.
TEST(Drawing, ActivationsStandOnTheirLayers) {
  DrawnGraph graph = arrange(googlenet());
  EXPECT_EQ(graph.nodes.size(), 57u + 14 + 9 + 2 + 2 + 10);
  const DrawnNode &conv1 = graph.nodes[graph.nodeOf[0]];
  ASSERT_EQ(conv1.layers.size(), 2u);
  EXPECT_EQ(googlenet().layers[conv1.layers[1]].path, "conv1.relu");
}

TEST(Drawing, ModulesAndHeadsAreBoxes) {
  DrawnGraph graph = arrange(googlenet());
  ASSERT_EQ(graph.boxes.size(), 2u + 9);
  EXPECT_TRUE(graph.boxes[0].isHead);
  for (size_t id = 0; id < googlenet().layers.size(); ++id) {
    const std::string &path = googlenet().layers[id].path;
    int box = graph.boxOf[graph.nodeOf[id]];
    if (path.rfind("inception_4a.", 0) == 0) {
      ASSERT_GE(box, 0) << path;
      EXPECT_EQ(graph.boxes[box].path, "inception_4a") << path;
    }
  }
}

TEST(Drawing, DotNamesEveryBoxAndShape) {
  const std::string text = dot(googlenet());
  EXPECT_EQ(countOf(text, "subgraph cluster_"), 11u);
  // Into 3a's four branches, behind its pool, and out of 3b's 3x3.
  EXPECT_EQ(countOf(text, "label=\"28x28x192\""), 6u);
  EXPECT_EQ(countOf(text, "label=<conv 7x7/2 64<br/>"), 1u);
}

TEST(Drawing, GraphvizDrawsIt) {
  llvm::Expected<std::string> svg = svgOf(googlenet());
  ASSERT_TRUE(static_cast<bool>(svg)) << llvm::toString(svg.takeError());
  EXPECT_EQ(svg->find("<?xml"), 0u);
  EXPECT_NE(svg->find("</svg>"), std::string::npos);
  EXPECT_EQ(countOf(*svg, "class=\"cluster\""), 11u);
  EXPECT_NE(svg->find("inception_5b.b1"), std::string::npos);
}

// Wherever in memory its parts lie: some of that is taken, and the rest is left
// in pieces.
TEST(Drawing, TheSameNetworkIsDrawnTheSame) {
  const std::string first = llvm::cantFail(svgOf(googlenet()));
  std::vector<std::unique_ptr<char[]>> pieces;
  for (size_t i = 0; i < 4000; ++i)
    pieces.emplace_back(new char[16 + i * 37 % 512]);
  for (size_t i = 0; i < pieces.size(); i += 2)
    pieces[i * 7 % pieces.size()].reset();
  EXPECT_EQ(llvm::cantFail(svgOf(googlenet())), first);
}

// Names come from specs, but an application may make a network without one.
TEST(Drawing, MarkupInTextIsEscaped) {
  Network network = googlenet();
  network.paper = "A & B <\"C\">";
  EXPECT_NE(dot(network).find("A &amp; B &lt;&quot;C&quot;&gt;"),
            std::string::npos);
  llvm::Expected<std::string> svg = svgOf(network);
  ASSERT_TRUE(static_cast<bool>(svg)) << llvm::toString(svg.takeError());
}

} // namespace
