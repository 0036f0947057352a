#include "report/drawing/Dot.h"
#include "network/ShapeText.h"
#include "report/LayerText.h"
#include "report/drawing/Graph.h"
#include <fmt/format.h>

namespace gnet {

namespace {

constexpr const char *preamble =
    R"(  rankdir=TB; ordering=out; nodesep=0.2; ranksep=0.3;
  fontname="Helvetica"; fontsize=12;
  node [shape=box, style="filled,rounded", fillcolor="#f2f2f2", color="#5f6b76",
        fontname="Helvetica", fontsize=11, margin="0.12,0.06", height=0.3];
  edge [color="#5f6b76", fontname="Helvetica", fontsize=8,
        fontcolor="#5f6b76", arrowsize=0.6];
)";

/// In text of Graphviz's HTML-like labels.
std::string escaped(const std::string &text) {
  std::string safe;
  for (char c : text)
    safe += c == '&'   ? "&amp;"
            : c == '<' ? "&lt;"
            : c == '>' ? "&gt;"
            : c == '"' ? "&quot;"
                       : std::string(1, c);
  return safe;
}

/// The colours of GoogLeNet's Figure 3: convolutions blue, pools red, softmax
/// yellow, what joins and norms green.
const char *colourOf(LayerFamily family) {
  switch (family) {
  case LayerFamily::Filter:
    return "#a9cdf0";
  case LayerFamily::Pool:
    return "#f3a9a2";
  case LayerFamily::Output:
    return "#f9e79b";
  case LayerFamily::Join:
    return "#b5dfb0";
  case LayerFamily::ByElement:
    return "#f2f2f2";
  }
  return "";
}

class DotWriter {
public:
  DotWriter(const Network &network, llvm::raw_ostream &os)
      : network(network), graph(arrange(network)), os(os) {}

  void write() {
    os << "digraph \"" << network.name << "\" {\n" << preamble;
    os << fmt::format("  label=<{}>; labelloc=t;\n", title());
    os << fmt::format("  input [label=<{}>, shape=ellipse];\n",
                      escaped(network.input.name));
    writeInside(-1, "  ");
    writeEdges();
    os << "}\n";
  }

private:
  std::string title() const {
    std::string text = fmt::format("<b>{}</b>", escaped(network.name));
    if (!network.paper.empty())
      text += fmt::format("<br/><font point-size=\"9\">{}</font>",
                          escaped(network.paper));
    return text;
  }

  /// What stands directly in `box`: its nodes, then its boxes.
  void writeInside(int box, const std::string &indent) {
    for (size_t node = 0; node < graph.nodes.size(); ++node)
      if (graph.boxOf[node] == box)
        writeNode(static_cast<int>(node), indent);
    for (size_t inner = 0; inner < graph.boxes.size(); ++inner)
      if (graph.boxes[inner].outer == box)
        writeBox(static_cast<int>(inner), indent);
  }

  void writeBox(int box, const std::string &indent) {
    const DrawnBox &drawn = graph.boxes[box];
    os << indent << "subgraph cluster_" << box << " {\n";
    os << indent
       << fmt::format("  label=<{}>; style=\"rounded{}\"; color=\"#9aa5b1\";\n",
                      escaped(drawn.title), drawn.isHead ? ",dashed" : "");
    writeInside(box, indent + "  ");
    os << indent << "}\n";
  }

  void writeNode(int node, const std::string &indent) {
    const std::vector<LayerId> &layers = graph.nodes[node].layers;
    const Layer &layer = network.layers[layers.front()];
    std::string followers;
    for (size_t i = 1; i < layers.size(); ++i)
      followers +=
          (i > 1 ? ", " : "") + layerTitle(network.layers[layers[i]].op);
    std::string label = escaped(layerTitle(layer.op));
    if (!followers.empty())
      label += fmt::format("<br/><font point-size=\"8\">{}</font>",
                           escaped(followers));
    os << indent
       << fmt::format("n{} [label=<{}>, tooltip=\"{}\", fillcolor=\"{}\"];\n",
                      node, label, layer.path,
                      colourOf(kindOf(layer.op).family));
  }

  void writeEdges() {
    for (size_t node = 0; node < graph.nodes.size(); ++node)
      for (LayerId from : network.layers[graph.nodes[node].layers[0]].inputs)
        os << fmt::format("  {} -> n{} [label=\"{}\"];\n",
                          from == networkInput
                              ? "input"
                              : fmt::format("n{}", graph.nodeOf[from]),
                          node, shapeText(network.shapeOf(from)));
    const std::vector<Output> outputs = network.outputs();
    for (size_t i = 0; i < outputs.size(); ++i)
      writeOutput(i == 0 ? "output" : fmt::format("output{}", i + 1),
                  outputs[i].layer);
  }

  void writeOutput(const std::string &name, LayerId from) {
    os << fmt::format("  {0} [label=\"\", shape=none, height=0, width=0, "
                      "style=\"\"];\n  n{1} -> {0} [label=\"{2}\"];\n",
                      name, graph.nodeOf[from],
                      shapeText(network.shapeOf(from)));
  }

  const Network &network;
  const DrawnGraph graph;
  llvm::raw_ostream &os;
};

} // namespace

void printDot(const Network &network, llvm::raw_ostream &os) {
  DotWriter(network, os).write();
}

} // namespace gnet
