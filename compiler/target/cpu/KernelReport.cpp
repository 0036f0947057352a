//===- KernelReport.cpp - Which kernels were chosen, and why --------------===//
#include "target/cpu/KernelReport.h"
#include "report/Figures.h"
#include "report/TextTable.h"
#include "target/cpu/kernels/Elements.h"
#include "target/program/PlannedProgram.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace gnet {
namespace {

/// What a kernel takes of the machine.
struct Demand {
  /// Packed, its vectors of a value a channel included.
  int64_t weightBytes = 0;
  int64_t activationBytes = 0; ///< Read and written.
  int64_t products = 0;        ///< Of floats, with those that fill up blocks.
};

/// Cycles, if a kernel had nothing else to wait for.
struct Bounds {
  Bounds(const Demand &demand, const Machine &machine)
      : multiplying(static_cast<double>(demand.products) /
                    static_cast<double>(machine.lanes) /
                    machine.vectorFmasPerCycle),
        weights(static_cast<double>(demand.weightBytes) /
                machine.memoryBytesPerCycle),
        activations(static_cast<double>(demand.activationBytes) /
                    machine.memoryBytesPerCycle) {}

  StringRef largest() const {
    if (multiplying >= std::max(weights, activations))
      return "multiplying";
    return weights >= activations ? "weights" : "activations";
  }

  double multiplying, weights, activations;
};

/// Null for one that is not packed.
gnk::PackedAttr packingOf(Value tensor) {
  auto type = tensor ? cast<RankedTensorType>(tensor.getType()) : nullptr;
  return type ? dyn_cast_or_null<gnk::PackedAttr>(type.getEncoding()) : nullptr;
}

int64_t floatsOf(Value tensor) {
  gnk::PackedAttr packing = packingOf(tensor);
  return packing ? packing.getFloats(
                       cast<RankedTensorType>(tensor.getType()).getShape())
                 : 0;
}

/// How often each of a kernel's weights is multiplied: once a pixel of the
/// result, or, with Winograd's transforms, a tile of it.
int64_t usesOfWeight(gnk::KernelInterface step, gnk::KernelAttr kernel) {
  gnk::BufferType result = step.getDestination().getType();
  ArrayRef<int64_t> form = kernel.getNumbers("form");
  int64_t height = form.empty() ? 1 : form[0],
          width = form.empty() ? 1 : form[1];
  return result.getBatch() * llvm::divideCeil(result.getHeight(), height) *
         llvm::divideCeil(result.getWidth(), width);
}

Demand demandOf(gnk::KernelInterface step, gnk::KernelAttr kernel) {
  Demand demand;
  demand.activationBytes = bufferBytes(step);
  SmallVector<Value> tensors = step.getTensors();
  for (Value tensor : tensors)
    demand.weightBytes += floatsOf(tensor) * int64_t(sizeof(float));
  if (step.getMacs() > 0 && !tensors.empty())
    demand.products = floatsOf(tensors[0]) * usesOfWeight(step, kernel);
  return demand;
}

int64_t cyclesOf(gnk::KernelAttr kernel) {
  ArrayRef<int64_t> cycles = kernel.getNumbers(cyclesParameter);
  return cycles.empty() ? 0 : cycles[0];
}

/// Without its tile: as "winograd 4x4".
std::string wayText(gnk::KernelAttr kernel) {
  std::string form = numbersText(kernel, "form");
  return kernel.getName().str() + (form.empty() ? "" : " ") + form;
}

/// As "winograd 4x4 tile 8x3".
std::string wholeText(gnk::KernelAttr kernel) {
  std::string tile = numbersText(kernel, "tile");
  return wayText(kernel) + (tile.empty() ? "" : " tile ") + tile;
}

/// Thousands of cycles.
std::string thousands(int64_t cycles) {
  return llvm::formatv("{0:F1}", static_cast<double>(cycles) / 1e3);
}

class Report {
public:
  Report(const PlannedProgram &program, const CpuLevel &level, bool exact)
      : program(program), level(level), exact(exact) {
    for (gnk::KernelInterface step : program.steps) {
      gnk::KernelAttr kernel = gnk::chosenKernel(step);
      cycles += cyclesOf(kernel);
      scratch = std::max(scratch, kernel.getScratch());
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
  std::string alternative(gnk::KernelInterface step,
                          gnk::KernelAttr kernel) const;
  void printSums(raw_ostream &os) const;
  void printMachine(raw_ostream &os) const;

  const PlannedProgram &program;
  const CpuLevel &level;
  bool exact;
  int64_t cycles = 0;  ///< Of all steps.
  int64_t scratch = 0; ///< Floats a thread.
};

TextTable Report::table() const {
  TextTable table;
  table.addColumn("layer", Align::Left);
  table.addColumn("kind", Align::Left);
  table.addColumn("kernel", Align::Left);
  table.addColumn("kcycles");
  table.addColumn("share");
  table.addColumn("weight bytes");
  table.addColumn("activation bytes");
  table.addColumn("bound by", Align::Left);
  table.addColumn("multiplying alone");
  table.addColumn("next best", Align::Left);
  for (gnk::KernelInterface step : program.steps)
    table.addRow(cells(step));
  return table;
}

std::vector<std::string> Report::cells(gnk::KernelInterface step) const {
  gnk::KernelAttr kernel = gnk::chosenKernel(step);
  Demand demand = demandOf(step, kernel);
  Bounds bounds(demand, level.machine);
  int64_t own = cyclesOf(kernel);
  double share = static_cast<double>(own) /
                 static_cast<double>(std::max<int64_t>(cycles, 1));
  auto multiplying = static_cast<int64_t>(bounds.multiplying);
  return {layerPath(step.getLoc()).str(),
          step.getKindText(),
          wholeText(kernel),
          thousands(own),
          llvm::formatv("{0:P1}", share),
          demand.weightBytes == 0 ? "" : withCommas(demand.weightBytes),
          withCommas(demand.activationBytes),
          bounds.largest().str(),
          demand.products == 0 ? "" : changeText(own, multiplying),
          alternative(step, kernel)};
}

/// The cheapest of the others, and how much slower it is thought to be.
std::string Report::alternative(gnk::KernelInterface step,
                                gnk::KernelAttr kernel) const {
  for (const Candidate &other : candidatesFor(step, level.machine, exact))
    if (wayText(other.kernel) != wayText(kernel))
      return llvm::formatv("{0} {1:F1}x", wayText(other.kernel),
                           other.cycles /
                               std::max<double>(cyclesOf(kernel), 1));
  return "only one";
}

void Report::printSums(raw_ostream &os) const {
  os << "sum: " << thousands(cycles) << " thousand cycles, "
     << mebibytes(program.packedBytes) << " packed weights, "
     << llvm::formatv("{0:F1} KiB scratch a thread, ",
                      static_cast<double>(scratch * int64_t(sizeof(float))) /
                          1024)
     << mebibytes(program.arenaBytes) << " arena\n";
}

void Report::printMachine(raw_ostream &os) const {
  os << "machine: " << level.processor << ", " << level.machine.lanes
     << " lanes, " << llvm::formatv("{0:F1}", level.machine.vectorFmasPerCycle)
     << " FMA a cycle\n";
}

} // namespace

llvm::Error printKernels(func::FuncOp network, const CpuLevel &level,
                         bool exact, raw_ostream &os) {
  FailureOr<PlannedProgram> program = readPlannedProgram(network);
  if (failed(program))
    return llvm::createStringError("the network is not planned");
  Report(*program, level, exact).print(os);
  return llvm::Error::success();
}

} // namespace gnet
