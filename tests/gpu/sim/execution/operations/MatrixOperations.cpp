#include "gpu/sim/MatrixMoves.h"
#include "gpu/sim/MmaSync.h"
#include "gpu/sim/execution/Block.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet::gpu::sim {

namespace {

constexpr uint32_t rowBytes = 16;
constexpr size_t wordBytes = 4;

/// How many matrices ".x1", ".x2" and ".x4" are.
std::optional<size_t> takeCount(llvm::StringRef &name) {
  for (size_t count : {1, 2, 4})
    if (name.consume_front("x" + std::to_string(count)))
      return count;
  return std::nullopt;
}

/// The shared addresses of the lanes, whole: `Lanes` has their 32 bits.
llvm::Error checkRows(Gathering &gathering, AccessKind kind, size_t count) {
  const Lanes addresses = gathering.lanes(0);
  for (uint32_t lane = 0; lane < 8 * count; ++lane) {
    const uint32_t thread = gathering.firstThread + lane;
    if (llvm::Error error = gathering.block.shared.check(
            {kind, addresses[lane], rowBytes, rowBytes}, thread))
      return llvm::createStringError("row of lane " + std::to_string(lane) +
                                     ": " + toString(std::move(error)));
    gathering.block.count(thread, gathering.first().calledAt(),
                          {addresses[lane], rowBytes});
  }
  return llvm::Error::success();
}

/// ldmatrix.sync.aligned.m8n8.xCOUNT[.trans].b16(address)
std::optional<Operation> findLoad(llvm::StringRef name) {
  if (!name.consume_front("ldmatrix.sync.aligned.m8n8."))
    return std::nullopt;
  const auto count = takeCount(name);
  const bool transposed = name.consume_front(".trans");
  if (!count || name != ".b16")
    return std::nullopt;
  return Operation::ofWarp([=](Gathering &gathering) -> llvm::Error {
    if (llvm::Error error = checkRows(gathering, AccessKind::Read, *count))
      return error;
    std::vector<Lanes> registers(*count);
    if (llvm::Error error =
            loadMatrices(gathering.block.shared.atHost(), gathering.lanes(0),
                         transposed, registers))
      return error;
    for (size_t i = 0; i < registers.size(); ++i)
      gathering.setResults(registers[i], i * wordBytes);
    return llvm::Error::success();
  });
}

/// stmatrix.sync.aligned.m8n8.xCOUNT[.trans].b16(address, registers...)
std::optional<Operation> findStore(llvm::StringRef name) {
  if (!name.consume_front("stmatrix.sync.aligned.m8n8."))
    return std::nullopt;
  const auto count = takeCount(name);
  const bool transposed = name.consume_front(".trans");
  if (!count || name != ".b16")
    return std::nullopt;
  return Operation::ofWarp([=](Gathering &gathering) -> llvm::Error {
    if (llvm::Error error = checkRows(gathering, AccessKind::Write, *count))
      return error;
    std::vector<Lanes> registers(*count);
    for (size_t i = 0; i < registers.size(); ++i)
      registers[i] = gathering.lanes(1 + i);
    return storeMatrices(gathering.block.shared.atHost(), gathering.lanes(0),
                         transposed, registers);
  });
}

struct MmaForm {
  OperandType type;
  size_t registersOfA;
};

/// mma.FORM(a..., b..., c...), FORM being one with sums in f32.
std::optional<Operation> findMultiply(llvm::StringRef name) {
  if (!name.consume_front("mma."))
    return std::nullopt;
  const auto form =
      llvm::StringSwitch<std::optional<MmaForm>>(name)
          .Case("m16n8k16.row.col.f32.f32", MmaForm{OperandType::F16, 4})
          .Case("m16n8k8.row.col.f32.f32", MmaForm{OperandType::F16, 2})
          .Case("m16n8k16.row.col.bf16", MmaForm{OperandType::BF16, 4})
          .Case("m16n8k8.row.col.bf16", MmaForm{OperandType::BF16, 2})
          .Case("m16n8k8.row.col.tf32", MmaForm{OperandType::TF32, 4})
          .Case("m16n8k4.row.col.tf32", MmaForm{OperandType::TF32, 2})
          .Default(std::nullopt);
  if (!form)
    return std::nullopt;
  return Operation::ofWarp([=](Gathering &gathering) -> llvm::Error {
    size_t argument = 0;
    auto take = [&](size_t count) {
      std::vector<Lanes> registers(count);
      for (Lanes &lanes : registers)
        lanes = gathering.lanes(argument++);
      return registers;
    };
    const auto a = take(form->registersOfA), b = take(form->registersOfA / 2);
    std::array<Lanes, 4> d;
    for (Lanes &lanes : d)
      lanes = gathering.lanes(argument++);
    if (llvm::Error error = multiplyWarp(form->type, a, b, d))
      return error;
    for (size_t i = 0; i < d.size(); ++i)
      gathering.setResults(d[i], i * wordBytes);
    return llvm::Error::success();
  });
}

} // namespace

std::optional<Operation> findMatrixOperation(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly || !name.consume_front("llvm.nvvm."))
    return std::nullopt;
  for (auto find : {findLoad, findStore, findMultiply})
    if (auto operation = find(name))
      return operation;
  return std::nullopt;
}

} // namespace gnet::gpu::sim
