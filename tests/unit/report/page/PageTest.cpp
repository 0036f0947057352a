// What the whole page has, of networks and of figures made up.
#include "report/page/Page.h"
#include "../CountOf.h"
#include "language/Frontend.h"
#include "network/Counts.h"
#include "report/Figures.h"
#include "report/drawing/Svg.h"
#include <gmock/gmock.h>

using namespace gnet;
using testing::HasSubstr;
using testing::Not;

namespace {

Network load(const std::string &name) {
  return *loadNetwork(SPECS "/" + name + ".gn").network;
}

PageContents contentsOf(const Network &network) {
  PageContents contents{.network = network};
  contents.drawing = llvm::cantFail(svgOf(network));
  contents.target = "cpu";
  contents.compiler = "gnetc 1.2.3";
  return contents;
}

/// From the table with that id to its end.
std::string tableOf(const std::string &page, const std::string &id) {
  const size_t from = page.find("<table id=\"" + id + "\"");
  if (from == std::string::npos)
    return "";
  return page.substr(from, page.find("</table>", from) - from);
}

/// Two steps: the first's result is read by the second.
ProgramFigures twoSteps() {
  ProgramFigures program;
  program.steps = {{.layer = "conv1",
                    .kind = "conv 5x5",
                    .kernel = "direct tile 6x2",
                    .type = "fp32",
                    .kept = "",
                    .products = 1000,
                    .weightBytes = 400,
                    .activationBytes = 600,
                    .prediction = std::nullopt},
                   {.layer = "pool1",
                    .kind = "max_pool 2x2",
                    .kernel = "pool",
                    .type = "fp32",
                    .kept = "",
                    .products = 0,
                    .weightBytes = 0,
                    .activationBytes = 300,
                    .prediction = std::nullopt}};
  program.buffers = {
      {.layers = {"conv1"}, .offset = 0, .bytes = 2048, .first = 0, .last = 1}};
  program.arenaBytes = 2048;
  program.sumBytes = 4096;
  program.liveBytes = 1024;
  return program;
}

ProgramFigures predicted() {
  ProgramFigures program = twoSteps();
  program.machine = {.processor = "znver9",
                     .lanes = 16,
                     .vectorFmasPerCycle = 2,
                     .memoryBytesPerCycle = 8,
                     .gigahertz = 0};
  program.steps[0].prediction = {.cycles = 100,
                                 .bound = "weights",
                                 .boundCycles = 75,
                                 .error = 4e-6,
                                 .alternative = "plain 30.1x",
                                 .measuredSeconds = std::nullopt};
  program.steps[1].prediction = {.cycles = 300,
                                 .bound = "activations",
                                 .boundCycles = 300,
                                 .error = std::nullopt,
                                 .alternative = "only one",
                                 .measuredSeconds = std::nullopt};
  return program;
}

TEST(Page, HasARowForEveryLayerAndEveryRowOfThePaper) {
  const Network network = load("googlenet");
  const std::string page = pageOf(contentsOf(network));
  EXPECT_EQ(countOf(tableOf(page, "layers-table"), "<tr") - 1,
            network.layers.size());
  EXPECT_EQ(countOf(tableOf(page, "rows"), "<tr") - 1, network.rows.size());
  for (const Layer &layer : network.layers)
    EXPECT_THAT(page, HasSubstr(">" + layer.path + "</th>"));
  EXPECT_THAT(page, HasSubstr(withCommas(countInference(network).parameters)));
}

TEST(Page, SaysHowFarPrintedFiguresAre) {
  const std::string page = pageOf(contentsOf(load("googlenet")));
  // 9,472 parameters where the paper prints 2.7K.
  EXPECT_THAT(page, HasSubstr("<td data-value=\"2700\">2.7K</td>"
                              "<td class=\"far\" data-value=\"2.50814815\">"
                              "+250.8 %</td>"));
  EXPECT_THAT(page, HasSubstr("class=\"near\""));
  EXPECT_THAT(pageOf(contentsOf(load("lenet5"))),
              HasSubstr("gives no printed figures"));
}

TEST(Page, OtherNetworksAreCountedNotKnown) {
  const Network network = load("lenet5"), other = load("resnet18");
  PageContents contents = contentsOf(network);
  EXPECT_THAT(pageOf(contents), Not(HasSubstr("id=\"comparison\"")));
  contents.others = {load("lenet5"), other};
  const std::string table = tableOf(pageOf(contents), "comparison-table");
  EXPECT_EQ(countOf(table, "<tr") - 1, 2u) << "itself is there once";
  EXPECT_THAT(table, HasSubstr(withCommas(countInference(other).parameters)));
}

TEST(Page, MemoryIsAPictureAndATable) {
  const Network network = load("lenet5");
  PageContents contents = contentsOf(network);
  contents.programs = {twoSteps()};
  const std::string page = pageOf(contents);
  EXPECT_THAT(page, HasSubstr("conv1: 2.00 KiB at 0.00 KiB, steps 0–1"));
  EXPECT_THAT(page, HasSubstr("One result has an arena of 2.00 KiB. Without "
                              "sharing they would take 4.00 KiB; no plan needs "
                              "less than 1.00 KiB"));
  EXPECT_EQ(countOf(tableOf(page, "memory-table"), "<tr") - 1, 1u);
  // Without a model of the machine there is no roofline.
  EXPECT_THAT(page, Not(HasSubstr("id=\"kernels-roofline\"")));
}

TEST(Page, KernelsStandUnderTheirRoofline) {
  const Network network = load("lenet5");
  PageContents contents = contentsOf(network);
  contents.programs = {predicted()};
  const std::string page = pageOf(contents);
  EXPECT_THAT(page, HasSubstr("conv1: conv 5x5, direct tile 6x2; 10.0 "
                              "multiply-accumulates a cycle, 100 cycles, bound "
                              "by weights"));
  EXPECT_THAT(page, Not(HasSubstr("pool1: max_pool"))) << "it multiplies none";
  const std::string table = tableOf(page, "kernels-table");
  EXPECT_THAT(table, HasSubstr("<td data-value=\"0.75\">75</td>"));
  EXPECT_THAT(table, HasSubstr("<td data-value=\"4e-06\">4.0e-06</td>"));
  EXPECT_THAT(table, HasSubstr(">25.0</td>"));
}

TEST(Page, ProgramsForSeveralProcessorsHaveTheirOwnParts) {
  const Network network = load("lenet5");
  PageContents contents = contentsOf(network);
  contents.programs = {predicted(), predicted()};
  contents.programs[1].machine->processor = "znver8";
  const std::string page = pageOf(contents);
  for (const char *id : {"memory1", "kernels1", "memory2", "kernels2"})
    EXPECT_EQ(countOf(page, "<section id=\"" + std::string(id) + "\""), 1u)
        << id;
  for (const char *heading : {"Memory plan, znver9", "Kernels, znver9",
                              "Memory plan, znver8", "Kernels, znver8"})
    EXPECT_EQ(countOf(page, ">" + std::string(heading) + "</h2>"), 1u)
        << heading;
}

TEST(Page, TextOfSpecsIsHarmless) {
  Network network = load("lenet5");
  network.paper = "</title><script>alert(1)</script>";
  network.labels = {"<img src=x>"};
  const std::string page = pageOf(contentsOf(network));
  EXPECT_EQ(countOf(page, "<script"), 1u);
  EXPECT_EQ(countOf(page, "</title><script>alert"), 0u);
  EXPECT_EQ(countOf(page, "<img"), 0u);
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(Page, TheSameIsTheSameAndLoadsNothing) {
  const std::string page = pageOf(contentsOf(load("googlenet")));
  EXPECT_EQ(page, pageOf(contentsOf(load("googlenet"))));
  for (const char *loading : {"http:", "https:", "url(", "@import", " src="})
    EXPECT_EQ(countOf(page, loading), 0u) << loading;
}

} // namespace
