#include "report/Figures.h"
#include "report/page/Chart.h"
#include "report/page/DataTable.h"
#include "report/page/Html.h"
#include "report/page/LayerStyle.h"
#include "report/page/Sections.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace gnet {

namespace {

/// Multiply-accumulates for each byte of the step's weights and images.
double intensityOf(const StepFigures &step) {
  return static_cast<double>(step.products) /
         static_cast<double>(
             std::max<int64_t>(step.weightBytes + step.activationBytes, 1));
}

/// The steps that multiply, under what the machine can do (Williams, Waterman
/// and Patterson, 2009).
class Roofline {
public:
  Roofline(const Network &network, const ProgramFigures &program,
           const std::string &id)
      : program(program), machine(*program.machine), styles(network),
        chart(id + "-roofline",
              "The roofline of " + machine.processor +
                  ", and each step under it",
              430) {
    std::vector<double> across, up;
    peak = static_cast<double>(machine.lanes) * machine.vectorFmasPerCycle;
    for (const StepFigures &step : program.steps) {
      if (step.products == 0)
        continue;
      const double cycles = step.prediction->knownCycles(machine.gigahertz);
      most = std::max(most, cycles);
      across.push_back(intensityOf(step));
      up.push_back(static_cast<double>(step.products) / std::max(cycles, 1.0));
    }
    isEmpty = across.empty();
    across.push_back(ridge());
    up.push_back(peak);
    x = logarithmicAxis(across, Chart::left, Chart::right);
    y = logarithmicAxis(up, chart.bottom(), Chart::top);
  }

  std::string html() {
    if (isEmpty)
      return "";
    chart.addVerticalAxis(y, "multiply-accumulates a cycle", tickText);
    chart.addHorizontalAxis(
        x, "multiply-accumulates a byte of weights and images", tickText);
    addRoof();
    for (const StepFigures &step : program.steps)
      if (step.products > 0)
        addStep(step);
    return chart.html(
        "A step's area is its cycles. Under the slope a step that reads "
        "everything from memory waits for it; under the level part for the "
        "core's multipliers. Over the slope are steps whose data are thought "
        "to be in the caches. What a kernel multiplies counts: Winograd's "
        "and Strassen's do less than their layer's definition. Steps that "
        "multiply no weights "
        "are in the table only.");
  }

private:
  /// Where both roofs meet.
  double ridge() const { return peak / machine.memoryBytesPerCycle; }

  void addRoof() {
    const double corner = std::clamp(ridge(), x.least, x.most);
    chart.addLine(x(corner), y(peak), Chart::right, y(peak), "roof");
    const double start =
        std::max(x.least, y.least / machine.memoryBytesPerCycle);
    if (start < corner)
      chart.addLine(x(start), y(start * machine.memoryBytesPerCycle), x(corner),
                    y(corner * machine.memoryBytesPerCycle), "roof");
    chart.addText(Chart::right - 4, y(peak) - 6,
                  fmt::format("{:g} multiply-accumulates a cycle", peak), "end",
                  "name");
    const double middle = std::sqrt(start * corner);
    if (start < corner)
      chart.addText(x(middle) + 12,
                    y(middle * machine.memoryBytesPerCycle) + 14,
                    fmt::format("{:g} bytes a cycle from memory",
                                machine.memoryBytesPerCycle),
                    "start", "name");
  }

  void addStep(const StepFigures &step) {
    const double cycles =
        std::max(step.prediction->knownCycles(machine.gigahertz), 1.0);
    const double rate = static_cast<double>(step.products) / cycles;
    const double radius = 3 + 15 * std::sqrt(cycles / std::max(most, 1.0));
    chart.addDot(x(intensityOf(step)), y(rate), radius, styles.of(step.layer),
                 fmt::format("{}: {}, {}; {:.1f} multiply-accumulates a cycle, "
                             "{} cycles, bound by {}",
                             step.layer, step.kind, step.kernel, rate,
                             withCommas(std::llround(cycles)),
                             step.prediction->bound));
  }

  const ProgramFigures &program;
  const MachineFigures &machine;
  LayerStyles styles;
  Chart chart;
  Axis x, y;
  double peak = 0;
  double most = 0; ///< Cycles of the longest step.
  bool isEmpty = true;
};

class KernelTable {
public:
  KernelTable(const Network &network, const ProgramFigures &program,
              const std::string &id)
      : program(program), styles(network),
        table(id + "-table", "The steps of a run, in order"),
        cycles(program.cycles()) {
    table.addColumn("layer");
    table.addTextColumn("step");
    table.addTextColumn("kernel");
    table.addTextColumn("type");
    if (program.machine)
      addPredictedColumns();
    table.addColumn("weights", "bytes");
    table.addColumn("images", "bytes");
    if (program.machine)
      addReasonColumns();
    for (const StepFigures &step : program.steps)
      hasMeasured |= step.prediction && step.prediction->measuredSeconds;
    if (hasMeasured)
      table.addColumn("measured", "µs");
    for (const StepFigures &step : program.steps)
      addRow(step);
    if (program.machine)
      table.drawBars(5);
  }

  std::string html() const { return table.html(); }

private:
  void addPredictedColumns() {
    table.addColumn("predicted", "kcycles");
    table.addColumn("of all", "%");
  }

  void addReasonColumns() {
    table.addTextColumn("bound by");
    table.addColumn("of bound", "%");
    table.addColumn("error");
    table.addTextColumn("next best");
  }

  void addRow(const StepFigures &step) {
    const auto &prediction = step.prediction;
    std::vector<DataCell> cells = {step.layer, step.kind, step.kernel,
                                   step.type};
    cells.front().style = styles.of(step.layer);
    if (program.machine)
      addPredicted(cells, *prediction);
    cells.push_back(countCell(step.weightBytes));
    cells.push_back(countCell(step.activationBytes));
    if (program.machine)
      addReasons(cells, *prediction);
    if (hasMeasured) {
      const double us = prediction->measuredSeconds.value_or(0) * 1e6;
      cells.emplace_back(us > 0 ? fmt::format("{:.1f}", us) : "", us);
    }
    table.addRow(std::move(cells));
  }

  void addPredicted(std::vector<DataCell> &cells,
                    const KernelPrediction &prediction) const {
    const auto own = static_cast<double>(prediction.cycles);
    const double part = own / static_cast<double>(std::max<int64_t>(cycles, 1));
    cells.emplace_back(fmt::format("{:.1f}", own / 1e3), own);
    cells.emplace_back(fmt::format("{:.1f}", part * 100), part);
  }

  static void addReasons(std::vector<DataCell> &cells,
                         const KernelPrediction &prediction) {
    const auto own = static_cast<double>(prediction.cycles);
    const double reached = own > 0 ? prediction.boundCycles / own : 0;
    cells.emplace_back(prediction.bound);
    cells.emplace_back(fmt::format("{:.0f}", reached * 100), reached);
    cells.push_back(prediction.error
                        ? DataCell(fmt::format("{:.1e}", *prediction.error),
                                   *prediction.error)
                        : DataCell(""));
    cells.emplace_back(prediction.alternative);
  }

  const ProgramFigures &program;
  LayerStyles styles;
  DataTable table;
  int64_t cycles; ///< Of all steps.
  bool hasMeasured = false;
};

std::string aboutHtml(const ProgramFigures &program) {
  std::string text =
      fmt::format("{} steps, {} of weights as the kernels read them",
                  program.steps.size(), mebibytes(program.packedBytes));
  if (!program.machine)
    return text + ".";
  const MachineFigures &machine = *program.machine;
  text += fmt::format(
      ". Cycles are what gnetc's model of {} predicts for one core, which "
      "multiplies {} floats {:g} times a cycle; what a package takes, "
      "<code>gnet-run bench</code> measures.",
      escaped(machine.processor), machine.lanes, machine.vectorFmasPerCycle);
  if (machine.gigahertz > 0)
    text += fmt::format(" Measured times are of <code>gnetc tune</code>, at "
                        "{:.2f} GHz.",
                        machine.gigahertz);
  return text;
}

} // namespace

std::string kernelsHtml(const Network &network, const ProgramFigures &program,
                        const SectionTitle &title) {
  std::string body;
  if (program.machine)
    body += Roofline(network, program, title.id).html();
  body += KernelTable(network, program, title.id).html();
  return section(title.id, title.heading, aboutHtml(program), body);
}

} // namespace gnet
