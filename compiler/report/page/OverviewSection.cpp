#include "network/Counts.h"
#include "network/ShapeText.h"
#include "report/Figures.h"
#include "report/page/Html.h"
#include "report/page/Sections.h"
#include <algorithm>
#include <fmt/format.h>

namespace gnet {

namespace {

/// A figure of the first row: what it is, its value, and a remark.
std::string fact(std::string_view name, std::string_view value,
                 std::string_view remark) {
  return fmt::format("<div><dt>{}</dt><dd><strong>{}</strong>"
                     "<span>{}</span></dd></div>\n",
                     escaped(name), escaped(value), escaped(remark));
}

std::string layersRemark(const Network &network) {
  const auto inHeads =
      std::count_if(network.headOf.begin(), network.headOf.end(),
                    [](int head) { return head >= 0; });
  if (inHeads == 0)
    return "in the inference form";
  return fmt::format("and {} in heads for training", inHeads);
}

std::string layerCount(const Network &network) {
  return std::to_string(
      std::count(network.headOf.begin(), network.headOf.end(), -1));
}

std::string outputText(const Network &network) {
  return "gives " + shapeText(network.outputShape());
}

std::string programFacts(const PageContents &contents) {
  const ProgramFigures &program = contents.programs.front();
  const std::string images =
      contents.batch == 1 ? "a run of one image"
                          : fmt::format("a run of {} images", contents.batch);
  std::string facts = fact("Arena", mebibytes(program.arenaBytes), images);
  if (program.machine)
    facts += fact("Predicted cycles", roundedFigure(program.cycles()),
                  "a run on a core of " + program.machine->processor);
  return facts;
}

} // namespace

std::string overviewHtml(const PageContents &contents) {
  const Network &network = contents.network;
  const Counts counts = countInference(network);
  std::string html =
      fmt::format("<header>\n<h1>{}</h1>\n", escaped(network.name));
  if (!network.paper.empty())
    html += fmt::format("<p class=\"paper\">{}</p>\n", escaped(network.paper));
  html += "<dl class=\"facts\">\n";
  html += fact("Input", shapeText(network.input.shape), outputText(network));
  html += fact("Layers", layerCount(network), layersRemark(network));
  html += fact("Parameters", roundedFigure(counts.parameters),
               mebibytes(counts.parameters * 4) + " as float32");
  html += fact("Multiply-accumulates", roundedFigure(counts.macs), "an image");
  html += fact("Activations", mebibytes(counts.activationBytes),
               "of one image, as float32");
  if (!contents.programs.empty())
    html += programFacts(contents);
  return html + "</dl>\n</header>\n";
}

} // namespace gnet
