//===- KernelReport.cpp - Which kernels were chosen, and why --------------===//
#include "target/cpu/KernelReport.h"
#include "report/Figures.h"
#include "report/TextTable.h"
#include "target/cpu/ElementTypes.h"
#include "target/cpu/TunedChoice.h"
#include "target/program/KernelDemand.h"
#include "target/program/PlannedProgram.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace mlir;

namespace gnet {
namespace {

/// In cycles.
Bounds boundsOf(const Demand &demand, const Machine &machine) {
  return {demand,
          static_cast<double>(machine.lanes) * machine.vectorFmasPerCycle,
          machine.memoryBytesPerCycle};
}

int64_t cyclesOf(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> cycles = kernel.getNumbers(cyclesParameter);
  return cycles.empty() ? 0 : cycles[0];
}

/// Without its tile: as "winograd 4x4".
std::string wayText(gnk::KernelAttr kernel) {
  std::string form = kernel.getNumbersText("form");
  return kernel.getName().str() + (form.empty() ? "" : " ") + form;
}

/// As "winograd 4x4 tile 8x3".
std::string wholeText(gnk::KernelAttr kernel) {
  std::string tile = kernel.getNumbersText("tile");
  return wayText(kernel) + (tile.empty() ? "" : " tile ") + tile;
}

/// Thousands of cycles.
std::string thousands(int64_t cycles) {
  return llvm::formatv("{0:F1}", static_cast<double>(cycles) / 1e3);
}

/// Microseconds.
std::string microseconds(double seconds) {
  return llvm::formatv("{0:F1}", seconds * 1e6);
}

class Report {
public:
  Report(const PlannedProgram &program, const KernelReportOptions &options)
      : program(program), options(options) {
    for (gnk::KernelInterface step : program.steps) {
      gnk::KernelAttr kernel = gnk::chosenKernel(step);
      cycles += cyclesOf(kernel);
      scratch = std::max(scratch, kernel.getScratch());
      if (auto time = measured(step, kernel))
        seconds += time->least;
      measureError(step);
    }
  }

  void print(raw_ostream &os) const {
    os << table().text() << "\n";
    printSums(os);
    printMachine(os);
  }

private:
  TextTable table() const;
  std::vector<std::string> cells(gnk::KernelInterface step) const;
  std::optional<RunTime> measured(gnk::KernelInterface step,
                                  gnk::KernelAttr kernel) const;
  std::string boundReached(gnk::KernelInterface step,
                           const Bounds &bounds) const;
  void measureError(gnk::KernelInterface step);
  static std::string errorKey(gnk::KernelInterface step);
  std::string error(gnk::KernelInterface step) const;
  std::string alternative(gnk::KernelInterface step) const;
  void printSums(raw_ostream &os) const;
  void printMachine(raw_ostream &os) const;

  const Machine &machine() const { return options.level.machine; }
  double gigahertz() const {
    return options.tuning ? options.tuning->gigahertz : 0;
  }

  const PlannedProgram &program;
  const KernelReportOptions &options;
  int64_t cycles = 0;  ///< Of all steps.
  double seconds = 0;  ///< Of those that were measured.
  int64_t scratch = 0; ///< Floats a thread.
  llvm::StringMap<double> errors;
};

TextTable Report::table() const {
  TextTable table;
  table.addColumn("layer", Align::Left);
  table.addColumn("kind", Align::Left);
  table.addColumn("kernel", Align::Left);
  table.addColumn("type", Align::Left);
  table.addColumn("kcycles");
  table.addColumn("share");
  if (options.tuning) {
    table.addColumn("predicted us");
    table.addColumn("measured us");
  }
  table.addColumn("weight bytes");
  table.addColumn("activation bytes");
  table.addColumn("bound by", Align::Left);
  table.addColumn("of bound");
  table.addColumn("error");
  table.addColumn("next best", Align::Left);
  for (gnk::KernelInterface step : program.steps)
    table.addRow(cells(step));
  return table;
}

std::vector<std::string> Report::cells(gnk::KernelInterface step) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  Demand demand = demandOf(step);
  Bounds bounds = boundsOf(demand, machine());
  int64_t own = cyclesOf(kernel);
  double share = static_cast<double>(own) /
                 static_cast<double>(std::max<int64_t>(cycles, 1));
  std::vector<std::string> cells = {layerPath(step.getLoc()).str(),
                                    step.getKindText(),
                                    wholeText(kernel),
                                    typeText(step),
                                    thousands(own),
                                    llvm::formatv("{0:P1}", share)};
  if (options.tuning) {
    auto time = measured(step, kernel);
    cells.push_back(gigahertz() > 0 ? microseconds(static_cast<double>(own) *
                                                   1e-9 / gigahertz())
                                    : "");
    cells.push_back(time ? microseconds(time->least) : "");
  }
  llvm::append_values(
      cells, demand.weightBytes == 0 ? "" : withCommas(demand.weightBytes),
      withCommas(demand.activationBytes), bounds.name().str(),
      boundReached(step, bounds), error(step), alternative(step));
  return cells;
}

/// Nothing where it was not.
std::optional<RunTime> Report::measured(gnk::KernelInterface step,
                                        gnk::KernelAttr kernel) const {
  const TunedShape *shape =
      options.tuning ? options.tuning->find(stepShape(step)) : nullptr;
  const TunedKernel *found = shape ? shape->find(choiceText(kernel)) : nullptr;
  return found ? found->measured : std::nullopt;
}

/// How much of its time what bounds it takes: of the measured one, if there is
/// one.
std::string Report::boundReached(gnk::KernelInterface step,
                                 const Bounds &bounds) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  auto own = static_cast<double>(cyclesOf(kernel));
  if (auto time = measured(step, kernel); time && gigahertz() > 0)
    own = time->least * 1e9 * gigahertz();
  return own > 0 ? llvm::formatv("{0:P0}", bounds.time() / own).str() : "";
}

/// Of a kernel that rounds more than the definition; steps that are alike have
/// the same.
void Report::measureError(gnk::KernelInterface step) {
  const KernelKind *kind = kernelKindOf(step);
  if (!kind || !kind->error)
    return;
  auto [place, isNew] = errors.try_emplace(errorKey(step), 0);
  if (isNew)
    place->second = kind->error(step, machine());
}

std::string Report::errorKey(gnk::KernelInterface step) {
  return wayText(gnk::chosenKernel(step)) + " " + stepShape(step);
}

std::string Report::error(gnk::KernelInterface step) const {
  auto found = errors.find(errorKey(step));
  return found == errors.end() ? ""
                               : llvm::formatv("{0:e1}", found->second).str();
}

/// The best of the other ways, and how much slower it is: as measured, if it
/// was, else as it is thought to be.
std::string Report::alternative(gnk::KernelInterface step) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  SmallVector<Candidate> others =
      candidatesFor(step, machine(), options.isExact);
  llvm::erase_if(others, [&](const Candidate &other) {
    return wayText(other.kernel) == wayText(kernel);
  });
  if (others.empty())
    return "only one";
  auto text = [](const Candidate &other, double ratio, StringRef how) {
    return llvm::formatv("{0} {1:F1}x{2}", wayText(other.kernel), ratio, how)
        .str();
  };
  auto timeOf = [&](const Candidate &other) {
    auto time = measured(step, other.kernel);
    return time ? time->least : std::numeric_limits<double>::infinity();
  };
  const Candidate &fastest =
      *llvm::min_element(others, [&](const Candidate &a, const Candidate &b) {
        return timeOf(a) < timeOf(b);
      });
  auto own = measured(step, kernel);
  if (own && own->least > 0 && std::isfinite(timeOf(fastest)))
    return text(fastest, timeOf(fastest) / own->least, " measured");
  return text(others.front(),
              others.front().cycles / std::max<double>(cyclesOf(kernel), 1),
              "");
}

void Report::printSums(raw_ostream &os) const {
  os << "sum: " << thousands(cycles) << " thousand cycles, "
     << mebibytes(program.packedBytes) << " packed weights, "
     << llvm::formatv("{0:F1} KiB scratch a thread, ",
                      static_cast<double>(scratch * int64_t(sizeof(float))) /
                          1024)
     << mebibytes(program.arenaBytes) << " arena\n";
  if (!options.tuning)
    return;
  os << "measured: " << microseconds(seconds) << " us in the steps that were";
  if (const auto &runs = options.tuning->runs)
    os << ", " << microseconds(runs->tuned.least) << " us a whole run, "
       << microseconds(runs->model.least) << " us with the model's kernels";
  os << "\n";
}

void Report::printMachine(raw_ostream &os) const {
  os << "machine: " << options.level.processor << ", " << machine().lanes
     << " lanes, " << llvm::formatv("{0:F1}", machine().vectorFmasPerCycle)
     << " FMA a cycle";
  if (gigahertz() > 0)
    os << ", measured at " << llvm::formatv("{0:F2}", gigahertz()) << " GHz";
  os << "\n";
}

} // namespace

llvm::Error printKernels(func::FuncOp network,
                         const KernelReportOptions &options, raw_ostream &os) {
  FailureOr<PlannedProgram> program = readPlannedProgram(network);
  if (failed(program))
    return llvm::createStringError("the network is not planned");
  Report(*program, options).print(os);
  return llvm::Error::success();
}

} // namespace gnet
