#include "gpu/sim/MmaSync.h"
#include "gpu/sim/Fragments.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet::gpu::sim {

namespace {

constexpr size_t rows = 16, columns = 8, mostK = 16;

/// Row after row of A, or column after column of B.
template <size_t Count>
using Operand = std::array<std::array<Element, mostK>, Count>;

Operand<rows> operandA(OperandType type, std::span<const Lanes> registers) {
  Operand<rows> a;
  for (size_t i = 0; i < registers.size(); ++i)
    for (size_t lane = 0; lane < warpSize; ++lane)
      for (size_t part = 0; part < perRegister(type); ++part) {
        const Place place = placeInA(type, lane, i, part);
        a[place.row][place.column] = elementOf(type, registers[i][lane], part);
      }
  return a;
}

Operand<columns> operandB(OperandType type, std::span<const Lanes> registers) {
  Operand<columns> b;
  for (size_t i = 0; i < registers.size(); ++i)
    for (size_t lane = 0; lane < warpSize; ++lane)
      for (size_t part = 0; part < perRegister(type); ++part) {
        const Place place = placeInB(type, lane, i, part);
        b[place.column][place.row] = elementOf(type, registers[i][lane], part);
      }
  return b;
}

} // namespace

llvm::Error multiplyWarp(OperandType type, std::span<const Lanes> a,
                         std::span<const Lanes> b, std::array<Lanes, 4> &d) {
  if ((a.size() != 2 && a.size() != 4) || b.size() != a.size() / 2)
    return llvm::createStringError(llvm::formatv(
        "mma.sync of {0} registers of A and {1} of B; 4 and 2 or 2 and 1 can "
        "be multiplied",
        a.size(), b.size()));
  const auto left = operandA(type, a);
  const auto right = operandB(type, b);
  const size_t k = b.size() * 4 * perRegister(type);
  for (size_t i = 0; i < d.size(); ++i)
    for (size_t lane = 0; lane < warpSize; ++lane) {
      const Place place = placeInC(lane, i);
      d[i][lane] =
          multiplyAdd(type, std::span(left[place.row]).first(k),
                      std::span(right[place.column]).first(k), d[i][lane]);
    }
  return llvm::Error::success();
}

} // namespace gnet::gpu::sim
