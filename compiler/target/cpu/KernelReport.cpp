//===- KernelReport.cpp - Which kernels were chosen, and why --------------===//
#include "target/cpu/KernelReport.h"
#include "report/Figures.h"
#include "report/TextTable.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet {
namespace {

/// Thousands of cycles.
std::string thousands(int64_t cycles) {
  return llvm::formatv("{0:F1}", static_cast<double>(cycles) / 1e3);
}

std::string microseconds(double seconds) {
  return llvm::formatv("{0:F1}", seconds * 1e6);
}

class Report {
public:
  Report(const ProgramFigures &program, const Tuning *tuning)
      : program(program), tuning(tuning), cycles(program.cycles()) {
    for (const StepFigures &step : program.steps)
      seconds += step.prediction->measuredSeconds.value_or(0);
  }

  void print(llvm::raw_ostream &os) const {
    os << table().text() << "\n";
    printKept(os);
    printSums(os);
    printMachine(os);
  }

private:
  TextTable table() const;
  std::vector<std::string> cells(const StepFigures &step) const;
  void addTimes(std::vector<std::string> &cells,
                const KernelPrediction &prediction) const;
  std::string boundReached(const KernelPrediction &prediction) const;
  void printKept(llvm::raw_ostream &os) const;
  void printSums(llvm::raw_ostream &os) const;
  void printMachine(llvm::raw_ostream &os) const;

  double gigahertz() const { return program.machine->gigahertz; }

  const ProgramFigures &program;
  const Tuning *tuning;
  int64_t cycles;     ///< Of all steps.
  double seconds = 0; ///< Of those that were measured.
};

TextTable Report::table() const {
  TextTable table;
  table.addColumn("layer", Align::Left);
  table.addColumn("kind", Align::Left);
  table.addColumn("kernel", Align::Left);
  table.addColumn("type", Align::Left);
  table.addColumn("kcycles");
  table.addColumn("share");
  if (tuning) {
    table.addColumn("predicted us");
    table.addColumn("measured us");
  }
  table.addColumn("weight bytes");
  table.addColumn("activation bytes");
  table.addColumn("bound by", Align::Left);
  table.addColumn("of bound");
  table.addColumn("error");
  table.addColumn("next best", Align::Left);
  for (const StepFigures &step : program.steps)
    table.addRow(cells(step));
  return table;
}

std::vector<std::string> Report::cells(const StepFigures &step) const {
  const KernelPrediction &prediction = *step.prediction;
  double share = static_cast<double>(prediction.cycles) /
                 static_cast<double>(std::max<int64_t>(cycles, 1));
  std::vector<std::string> cells = {step.layer,
                                    step.kind,
                                    step.kernel,
                                    step.type,
                                    thousands(prediction.cycles),
                                    llvm::formatv("{0:P1}", share)};
  if (tuning)
    addTimes(cells, prediction);
  llvm::append_values(
      cells, step.weightBytes == 0 ? "" : withCommas(step.weightBytes),
      withCommas(step.activationBytes), prediction.bound,
      boundReached(prediction),
      prediction.error ? llvm::formatv("{0:e1}", *prediction.error).str() : "",
      prediction.alternative);
  return cells;
}

void Report::addTimes(std::vector<std::string> &cells,
                      const KernelPrediction &prediction) const {
  const auto cycles = static_cast<double>(prediction.cycles);
  cells.push_back(gigahertz() > 0 ? microseconds(cycles * 1e-9 / gigahertz())
                                  : "");
  cells.push_back(prediction.measuredSeconds
                      ? microseconds(*prediction.measuredSeconds)
                      : "");
}

/// How much of its time what bounds it takes: of the measured one, if there is
/// one.
std::string Report::boundReached(const KernelPrediction &prediction) const {
  const double own = prediction.knownCycles(gigahertz());
  return own > 0 ? llvm::formatv("{0:P0}", prediction.boundCycles / own).str()
                 : "";
}

/// Whose results stay fp32 where others are narrower: the layers by the reason.
void Report::printKept(llvm::raw_ostream &os) const {
  llvm::MapVector<llvm::StringRef, std::vector<llvm::StringRef>> kept;
  for (const StepFigures &step : program.steps)
    if (!step.kept.empty() && !llvm::is_contained(kept[step.kept], step.layer))
      kept[step.kept].push_back(step.layer);
  for (const auto &[reason, layers] : kept)
    os << "stays fp32, as " << reason << ": " << llvm::join(layers, ", ")
       << "\n";
}

void Report::printSums(llvm::raw_ostream &os) const {
  os << "sum: " << thousands(cycles) << " thousand cycles, "
     << mebibytes(program.packedBytes) << " packed weights, "
     << llvm::formatv("{0:F1} KiB scratch a thread and {1:F1} shared, ",
                      static_cast<double>(program.scratchBytes) / 1024,
                      static_cast<double>(program.sharedBytes) / 1024)
     << mebibytes(program.arenaBytes) << " arena\n";
  if (!tuning)
    return;
  os << "measured: " << microseconds(seconds) << " us in the steps that were";
  if (const auto &runs = tuning->runs)
    os << ", " << microseconds(runs->tuned.least) << " us a whole run, "
       << microseconds(runs->model.least) << " us with the model's kernels";
  os << "\n";
}

void Report::printMachine(llvm::raw_ostream &os) const {
  const MachineFigures &machine = *program.machine;
  os << "machine: " << machine.processor << ", " << machine.lanes << " lanes, "
     << llvm::formatv("{0:F1}", machine.vectorFmasPerCycle) << " FMA a cycle";
  if (gigahertz() > 0)
    os << ", measured at " << llvm::formatv("{0:F2}", gigahertz()) << " GHz";
  os << "\n";
}

} // namespace

void printKernels(const ProgramFigures &program, const Tuning *tuning,
                  llvm::raw_ostream &os) {
  Report(program, tuning).print(os);
}

} // namespace gnet
