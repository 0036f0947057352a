//===- KernelReport.cpp - Which GPU kernels were chosen, and why ----------===//
#include "target/cuda/KernelReport.h"
#include "report/Figures.h"
#include "report/TextTable.h"
#include "target/cuda/GraphTime.h"
#include "target/cuda/Precision.h"
#include "target/cuda/kernels/Siblings.h"
#include "target/cuda/program/LaunchPlan.h"
#include "target/program/KernelDemand.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;

namespace gnet {

using namespace cuda;

namespace {

double microsecondsOf(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> time = kernel.getNumbers(nanosecondsParameter);
  return time.empty() ? 0 : static_cast<double>(time[0]) / 1e3;
}

std::string oneDecimal(double value) {
  return llvm::formatv("{0:F1}", value).str();
}

/// As "tiled 64x64 of 32x32 by 4 stages, 2 splits".
std::string textOf(gnk::KernelAttr kernel) {
  std::string text = kernel.getText();
  if (kernel.getNumbers("tile").empty())
    return text;
  GemmTile tile = GemmTile::of(kernel);
  text += llvm::formatv(" of {0}x{1} by {2} stages", tile.partRows,
                        tile.partColumns, tile.stages)
              .str();
  if (tile.splits > 1)
    text += llvm::formatv(", {0} splits", tile.splits).str();
  if (tile.slices > 1)
    text += llvm::formatv(", {0} slices", tile.slices).str();
  if (tile.hasWarpgroups)
    text += ", warpgroups";
  return text;
}

StringRef textOf(Limit limit) {
  static constexpr llvm::StringLiteral names[] = {
      "launch", "memory", "latency", "cache", "shared", "multiplying", "issue"};
  return names[static_cast<size_t>(limit)];
}

double fmasPerMicrosecond(const Card &card, Precision precision) {
  int64_t half = std::max(card.halfFmasPerCycle, card.warpgroupFmasPerCycle);
  int64_t perCycle = isOf16Bits(precision)          ? half
                     : precision == Precision::Tf32 ? half / 2
                                                    : card.fmasPerCycle;
  return static_cast<double>(card.processors * perCycle) * card.gigahertz * 1e3;
}

/// What multiplies in the precision that was asked for are tiles alone.
Precision precisionOf(gnk::KernelAttr kernel) {
  return kernel.getNumbers("tile").empty() ? Precision::Fp32
                                           : GemmTile::of(kernel).precision;
}

/// What all steps take that the launches of `step` compute: what several read
/// is read once.
Demand demandOfLaunches(gnk::KernelInterface step) {
  Demand all;
  for (gnk::KernelInterface each : gnk::joinedWith(step)) {
    Demand own = demandOf(each);
    all.weightBytes += own.weightBytes;
    all.activationBytes += own.activationBytes;
    all.products += own.products;
    if (each != step && each.getSource() == step.getSource())
      all.activationBytes -= each.getSource().getType().getBytes();
  }
  return all;
}

/// The least that the step's launches take of what only tiles tell, and what it
/// is; 0 of other kernels.
std::pair<double, StringRef> boundOfTiles(gnk::KernelInterface step,
                                          const Card &card) {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  std::pair<double, StringRef> largest;
  if (kernel.getNumbers("tile").empty())
    return largest;
  GemmTile tile = GemmTile::of(kernel);
  GemmShape shape = step->hasAttr(gnk::joinsAttribute)
                        ? joinedShape(gnk::joinedWith(step), tile)
                        : GemmShape::of(step, kernel);
  for (Limit limit : {Limit::Cache, Limit::Shared, Limit::Issue})
    largest = std::max(
        largest, {tile.leastMicroseconds(limit, shape, card), textOf(limit)});
  return largest;
}

class Report {
public:
  Report(const PlannedProgram &program, const LaunchPlan &plan,
         const Card &card, Precision precision);

  void print(raw_ostream &os) const {
    os << table().text() << "\n";
    printSums(os);
    printCards(os);
  }

private:
  TextTable table() const;
  std::vector<std::string> cells(size_t index) const;
  /// What bounds a step, and how much of its time.
  std::pair<std::string, std::string>
  bound(gnk::KernelInterface step, const Demand &demand, double time) const;
  std::string alternative(gnk::KernelInterface step, double time) const;
  /// The graph's, if launching took no time.
  double microsecondsOfWork() const;
  void printSums(raw_ostream &os) const;
  void printCards(raw_ostream &os) const;
  /// The steps with the kernels that are the best there, joined as here.
  std::vector<GraphStep> stepsOn(const Card &other) const;

  /// As the step is now: what planning fused into it moves more.
  double predictAnew(gnk::KernelInterface step) const;

  const PlannedProgram &program;
  const Card &card;
  Precision precision;
  std::vector<GraphStep> steps;
  std::vector<int64_t> blocks;   ///< Of each step's largest launch.
  std::vector<int64_t> launches; ///< Of each step.
  double sum = 0;                ///< Microseconds of all steps.
  int64_t products = 0, scratchBytes;
};

Report::Report(const PlannedProgram &program, const LaunchPlan &plan,
               const Card &card, Precision precision)
    : program(program), card(card), precision(precision),
      steps(program.steps.size()), blocks(program.steps.size()),
      launches(program.steps.size()), scratchBytes(plan.scratchBytes) {
  for (const PlannedLaunch &planned : plan.launches) {
    ArrayRef<int64_t> grid = planned.launch.getGrid();
    int64_t images =
        planned.launch.getImages() ? program.input().getBatch() : 1;
    ++launches[planned.step];
    int64_t &most = blocks[planned.step];
    most = std::max(most, grid[0] * grid[1] * grid[2] * images);
    for (int64_t launch : planned.dependencies)
      if (int64_t other = plan.launches[launch].step; other != planned.step)
        steps[planned.step].dependencies.push_back(other);
  }
  for (auto [i, step] : llvm::enumerate(steps)) {
    step.microseconds = predictAnew(program.steps[i]);
    step.share = std::min(1.0, static_cast<double>(blocks[i]) /
                                   static_cast<double>(card.processors));
    sum += step.microseconds;
    products += demandOf(program.steps[i]).products;
  }
}

double Report::predictAnew(gnk::KernelInterface step) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  if (!step->hasAttr(gnk::joinsAttribute) &&
      !step->hasAttr(gnk::joinedAttribute))
    for (const Candidate &candidate : candidatesFor(step, card))
      if (textOf(candidate.kernel) == textOf(kernel))
        return candidate.prediction.microseconds;
  return microsecondsOf(kernel);
}

TextTable Report::table() const {
  TextTable table;
  table.addColumn("layer", Align::Left);
  table.addColumn("kind", Align::Left);
  table.addColumn("kernel", Align::Left);
  table.addColumn("us");
  table.addColumn("share");
  table.addColumn("blocks");
  table.addColumn("flops");
  table.addColumn("weight bytes");
  table.addColumn("activation bytes");
  table.addColumn("bound by", Align::Left);
  table.addColumn("of bound");
  table.addColumn("next best", Align::Left);
  for (size_t i = 0; i < steps.size(); ++i)
    table.addRow(cells(i));
  return table;
}

std::vector<std::string> Report::cells(size_t index) const {
  gnk::KernelInterface step = program.steps[index];
  Demand demand = demandOf(step);
  double time = steps[index].microseconds;
  auto [name, reached] = bound(step, demandOfLaunches(step), time);
  if (step->hasAttr(gnk::joinedAttribute))
    return {layerPath(step.getLoc()).str(),
            step.getKindText(),
            "with the one before",
            "",
            "",
            "",
            demand.products == 0 ? "" : roundedFigure(2 * demand.products),
            withCommas(demand.weightBytes),
            withCommas(demand.activationBytes),
            "",
            "",
            ""};
  return {layerPath(step.getLoc()).str(),
          step.getKindText(),
          textOf(gnk::chosenKernel(step)),
          oneDecimal(time),
          llvm::formatv("{0:P1}", sum > 0 ? time / sum : 0),
          std::to_string(blocks[index]),
          demand.products == 0 ? "" : roundedFigure(2 * demand.products),
          demand.weightBytes == 0 ? "" : withCommas(demand.weightBytes),
          withCommas(demand.activationBytes),
          name,
          reached,
          alternative(step, time)};
}

std::pair<std::string, std::string> Report::bound(gnk::KernelInterface step,
                                                  const Demand &demand,
                                                  double time) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  Bounds bounds(demand, fmasPerMicrosecond(card, precisionOf(kernel)),
                card.gigabytesPerSecond * 1e3);
  std::pair<double, StringRef> least = std::max(
      {std::pair(bounds.time(), bounds.name()), boundOfTiles(step, card),
       std::pair(card.launchMicroseconds, textOf(Limit::Launch))});
  return {least.second.str(),
          time > 0 ? llvm::formatv("{0:P0}", least.first / time).str() : ""};
}

/// Of joined steps others would be so for all of them.
std::string Report::alternative(gnk::KernelInterface step, double time) const {
  if (step->hasAttr(gnk::joinsAttribute))
    return "";
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  SmallVector<Candidate> others = candidatesFor(step, card);
  llvm::erase_if(others, [&](const Candidate &other) {
    return textOf(other.kernel) == textOf(kernel);
  });
  if (others.empty())
    return "only one";
  const Prediction &prediction = others.front().prediction;
  double own = std::max(time, 1e-3);
  return llvm::formatv("{0} {1:F1}x, {2}", textOf(others.front().kernel),
                       prediction.microseconds / own, textOf(prediction.limit));
}

double Report::microsecondsOfWork() const {
  std::vector<GraphStep> working = steps;
  for (auto [step, count] : llvm::zip_equal(working, launches))
    step.microseconds =
        std::max(0.0, step.microseconds -
                          static_cast<double>(count) * card.launchMicroseconds);
  return graphMicroseconds(working);
}

void Report::printSums(raw_ostream &os) const {
  os << "sum: " << oneDecimal(sum) << " us one after the other, "
     << oneDecimal(graphMicroseconds(steps)) << " us as a graph ("
     << oneDecimal(microsecondsOfWork()) << " without its launches), "
     << roundedFigure(2 * products) << " flops, "
     << mebibytes(program.packedBytes) << " packed weights, "
     << mebibytes(scratchBytes) << " scratch, " << mebibytes(program.arenaBytes)
     << " arena\n";
}

std::vector<GraphStep> Report::stepsOn(const Card &other) const {
  std::vector<GraphStep> there = steps;
  for (auto [i, step] : llvm::enumerate(program.steps)) {
    if (step->hasAttr(gnk::joinedAttribute))
      continue;
    bool areTiled = !gnk::chosenKernel(step).getNumbers("tile").empty();
    Candidate best = step->hasAttr(gnk::joinsAttribute) && areTiled
                         ? *joinedKernel(gnk::joinedWith(step), other)
                         : candidatesFor(step, other).front();
    int64_t count = blocks[i];
    if (!best.kernel.getNumbers("tile").empty())
      count =
          GemmTile::of(best.kernel).blocks(GemmShape::of(step, best.kernel));
    there[i].microseconds = best.prediction.microseconds;
    there[i].share = std::min(1.0, static_cast<double>(count) /
                                       static_cast<double>(other.processors));
  }
  return there;
}

void Report::printCards(raw_ostream &os) const {
  os << "card: " << card.name << ", " << card.processors
     << " multiprocessors at " << llvm::formatv("{0:F2}", card.gigahertz)
     << " GHz, " << llvm::formatv("{0:F0}", card.gigabytesPerSecond)
     << " GB/s, " << oneDecimal(card.launchMicroseconds) << " us a launch, "
     << precisionNames()[static_cast<size_t>(precision)] << "\n"
     << "as a graph, each with its own kernels, and one after the other:";
  llvm::StringRef separator = " ";
  for (const Card &each : cards()) {
    std::vector<GraphStep> there = stepsOn(each);
    double time = 0;
    for (const GraphStep &step : there)
      time += step.microseconds;
    os << separator << each.name << " " << oneDecimal(graphMicroseconds(there))
       << " of " << oneDecimal(time) << " us";
    separator = ", ";
  }
  os << "\n";
}

} // namespace

llvm::Error printCudaKernels(func::FuncOp network, const Card &card,
                             Precision precision, raw_ostream &os) {
  FailureOr<PlannedProgram> program = readPlannedProgram(network);
  FailureOr<LaunchPlan> plan = failure();
  if (succeeded(program))
    plan = planLaunches(*program);
  if (failed(plan))
    return llvm::createStringError("the network is not planned");
  Report(*program, *plan, card, precision).print(os);
  return llvm::Error::success();
}

} // namespace gnet
