#include "gpu/sim/Wgmma.h"
#include "gpu/sim/execution/Block.h"
#include "gpu/sim/execution/operations/Assembly.h"
#include "llvm/ADT/StringSwitch.h"
#include <regex>

namespace gnet::gpu::sim {

namespace {

constexpr uint32_t warps = 4, pieceBytes = 16;
constexpr size_t rowsOfWarp = 16, registersOfA = 4, wordBytes = 4;

/// wgmma.mma_async as text: its form, and which arguments are what. Those of
/// the sums come first.
struct Form {
  OperandType type;
  size_t n;
  size_t a, b; // descriptors, or the first of A's registers
  bool isAInRegisters;
  size_t adds, scaleA, scaleB;
  std::optional<size_t> transposedA, transposedB;

  size_t sums() const { return n / 2; }
};

/// Rows of A or columns of B.
struct Rows {
  size_t first, count;
};

/// The pieces of 16 bytes that an operand has.
std::set<uint64_t> piecesOf(const Wgmma &operation, uint64_t bits, Rows rows,
                            bool transposed, uint64_t base) {
  const auto descriptor = MatrixDescriptor::decode(bits);
  const size_t depth = 32 / bytesOf(operation.type);
  std::set<uint64_t> pieces;
  for (size_t row = rows.first; row < rows.first + rows.count; ++row)
    for (size_t k = 0; k < depth; ++k)
      pieces.insert(base +
                    descriptor.addressOf(operation.type, transposed, row, k) /
                        pieceBytes * pieceBytes);
  return pieces;
}

template <typename Value>
bool isSameForAll(Gathering &gathering, size_t index) {
  bool same = true;
  const auto first = gathering.first().argument<Value>(index);
  gathering.forEach([&](size_t, const Call &call) {
    same &= call.argument<Value>(index) == first;
  });
  return same;
}

std::vector<GroupLanes> registersOf(Gathering &gathering, size_t first,
                                    size_t count) {
  std::vector<GroupLanes> registers(count);
  gathering.forEach([&](size_t thread, const Call &call) {
    for (size_t i = 0; i < count; ++i)
      registers[i][thread] = call.argument<uint32_t>(first + i);
  });
  return registers;
}

llvm::Error beginReads(Gathering &gathering, const Wgmma &operation,
                       const Form &form) {
  Block &block = gathering.block;
  if (llvm::Error error = block.warpgroupReads.begin(gathering.firstThread))
    return error;
  const auto base = reinterpret_cast<uint64_t>(block.shared.at(0));
  std::set<uint64_t> all;
  auto read = [&](uint32_t warp, size_t argument, Rows rows, bool transposed) {
    const auto pieces =
        piecesOf(operation, gathering.first().argument<uint64_t>(argument),
                 rows, transposed, base);
    all.insert(pieces.begin(), pieces.end());
    return block.warpgroupReads.read(gathering.firstThread, warp, pieces,
                                     pieceBytes);
  };
  for (uint32_t warp = 0; warp < warps; ++warp) {
    const Rows rows{warp * rowsOfWarp, rowsOfWarp};
    if (!form.isAInRegisters)
      if (llvm::Error error = read(warp, form.a, rows, operation.transposedA))
        return error;
    if (llvm::Error error =
            read(warp, form.b, {0, operation.n}, operation.transposedB))
      return error;
  }
  block.count(all, pieceBytes);
  return llvm::Error::success();
}

Wgmma operationOf(const Form &form, const Call &call) {
  auto flag = [&](std::optional<size_t> argument) {
    return argument && call.argument<int32_t>(*argument) != 0;
  };
  return {form.type,
          form.n,
          flag(form.transposedA),
          flag(form.transposedB),
          call.argument<int32_t>(form.scaleA) < 0,
          call.argument<int32_t>(form.scaleB) < 0,
          flag(form.adds)};
}

llvm::Error multiply(Gathering &gathering, const Form &form) {
  if ((!form.isAInRegisters && !isSameForAll<uint64_t>(gathering, form.a)) ||
      !isSameForAll<uint64_t>(gathering, form.b))
    return llvm::createStringError(
        "the threads of a warpgroup have different matrix descriptors");
  const Wgmma operation = operationOf(form, gathering.first());
  if (llvm::Error error = beginReads(gathering, operation, form))
    return error;
  auto d = registersOf(gathering, 0, form.sums());
  const Memory shared = gathering.block.shared.atDevice();
  const auto b = gathering.first().argument<uint64_t>(form.b);
  if (form.isAInRegisters) {
    const auto a = registersOf(gathering, form.a, registersOfA);
    if (llvm::Error error = multiplyGroup(
            operation, shared, std::span<const GroupLanes, 4>(a), b, d))
      return error;
  } else if (llvm::Error error = multiplyGroup(
                 operation, shared,
                 gathering.first().argument<uint64_t>(form.a), b, d)) {
    return error;
  }
  gathering.forEach([&](size_t thread, Call &call) {
    for (size_t i = 0; i < d.size(); ++i)
      call.setResult(d[i][thread], i * wordBytes);
  });
  return llvm::Error::success();
}

/// MLIR's text. $0... are the sums as results, and then all arguments.
std::optional<Form> formOf(llvm::StringRef text) {
  static const std::regex pattern(
      R"(\{ \.reg \.pred p; setp\.ne\.b32 p, \$(\d+), 0; )"
      R"(wgmma\.mma_async\.sync\.aligned\.m64n(\d+)k(\d+)\.f32\.(\w+)\.(\w+) )"
      R"(\{[^}]*\}, (?:\{\$(\d+)[^}]*\}|\$(\d+)), \$(\d+), p, \$(\d+), \$(\d+))"
      R"((?:, \$(\d+))?(?:, \$(\d+))?; \})");
  const std::string plain = normalised(text);
  std::smatch match;
  if (!std::regex_match(plain, match, pattern) || match[4] != match[5])
    return std::nullopt;
  const auto type =
      llvm::StringSwitch<std::optional<OperandType>>(match[4].str())
          .Case("f16", OperandType::F16)
          .Case("bf16", OperandType::BF16)
          .Case("tf32", OperandType::TF32)
          .Default(std::nullopt);
  const size_t n = std::stoul(match[2]);
  auto argument = [&](size_t group) {
    return size_t(std::stoul(match[group])) - n / 2;
  };
  if (!type || std::stoul(match[3]) != 32 / bytesOf(*type))
    return std::nullopt;
  const bool inRegisters = match[6].matched;
  Form form{*type,
            n,
            argument(inRegisters ? 6 : 7),
            argument(8),
            inRegisters,
            argument(1),
            argument(9),
            argument(10),
            std::nullopt,
            std::nullopt};
  // Only B can be transposed where A is in registers.
  if (match[12].matched) {
    form.transposedA = argument(11);
    form.transposedB = argument(12);
  } else if (match[11].matched) {
    form.transposedB = argument(11);
  }
  return form;
}

/// Of the warpgroup's groups of operations.
template <typename Change> Operation changing(Change change) {
  return Operation::ofWarpgroup([=](Gathering &gathering) -> llvm::Error {
    change(gathering, gathering.block.warpgroupReads, gathering.firstThread);
    return llvm::Error::success();
  });
}

} // namespace

std::optional<Operation> findWarpgroupOperation(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly) {
    const auto form = formOf(name);
    if (!form)
      return std::nullopt;
    return Operation::ofWarpgroup([form = *form](Gathering &gathering) {
      return multiply(gathering, form);
    });
  }
  if (!name.consume_front("llvm.nvvm.wgmma."))
    return std::nullopt;
  if (name == "fence.sync.aligned")
    return changing([](Gathering &, WarpgroupReads &reads, uint32_t first) {
      reads.fence(first);
    });
  if (name == "commit_group.sync.aligned")
    return changing([](Gathering &, WarpgroupReads &reads, uint32_t first) {
      reads.commit(first);
    });
  if (name == "wait_group.sync.aligned")
    return changing(
        [](Gathering &gathering, WarpgroupReads &reads, uint32_t first) {
          reads.waitFor(first, gathering.first().argument<uint64_t>(0));
        });
  return std::nullopt;
}

} // namespace gnet::gpu::sim
