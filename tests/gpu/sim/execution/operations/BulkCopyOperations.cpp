#include "gpu/sim/BulkCopy.h"
#include "gpu/sim/TensorCopy.h"
#include "gpu/sim/execution/Block.h"
#include "llvm/ADT/StringSwitch.h"

namespace gnet::gpu::sim {

namespace {

llvm::Error checkBytes(uint32_t bytes, uint64_t to, uint64_t from) {
  if (bytes == 0 || bytes % 16 != 0 || to % 16 != 0 || from % 16 != 0)
    return llvm::createStringError(
        "misaligned address: a bulk copy's addresses and size are multiples of "
        "16");
  return llvm::Error::success();
}

/// global.to.shared.{cta, cluster}(to, mbarrier, from, bytes, ...)
llvm::Error loadBytes(Thread &thread, Call &call) {
  Block &block = *thread.block;
  const auto to = call.argument<uint64_t>(0), from = call.argument<uint64_t>(2);
  const auto bytes = call.argument<uint32_t>(3);
  if (llvm::Error error = checkBytes(bytes, to, from))
    return error;
  auto copy = [=, &block]() -> llvm::Expected<uint32_t> {
    auto global = block.globalAt(from);
    if (!global)
      return global.takeError();
    if (llvm::Error error =
            copyBulk(block.shared.atHost(), to, *global, from, bytes))
      return error;
    return bytes;
  };
  return block.bulkCopies.load(
      thread, call.calledAt(),
      {{{to, from, bytes, bytes}}, call.argument<uint64_t>(1), copy});
}

/// shared.cta.to.global(to, from, bytes, ...)
llvm::Error storeBytes(Thread &thread, Call &call) {
  Block &block = *thread.block;
  const auto to = call.argument<uint64_t>(0), from = call.argument<uint64_t>(1);
  const auto bytes = call.argument<uint32_t>(2);
  if (llvm::Error error = checkBytes(bytes, to, from))
    return error;
  auto copy = [=, &block]() -> llvm::Error {
    auto global = block.globalAt(to);
    if (!global)
      return global.takeError();
    return copyBulk(*global, to, block.shared.atHost(), from, bytes);
  };
  return block.bulkCopies.store(thread,
                                {{{from, to, bytes, bytes}}, false, copy});
}

/// A tensor copy's numbers from its call.
struct TensorCall {
  TensorMap map;
  std::vector<int32_t> at;
  std::vector<uint16_t> offsets;
};

llvm::Expected<TensorCall> read(Thread &thread, const Call &call,
                                size_t mapArgument, size_t dims, size_t axes) {
  const auto address = call.argument<uint64_t>(mapArgument);
  if (llvm::Error error = thread.block->checkWithOwn(
          {AccessKind::Read, address, sizeof(EncodedTensorMap), 64}, thread))
    return error;
  auto map = decode(std::span<const uint8_t, 128>(
      reinterpret_cast<const uint8_t *>(address), 128));
  if (!map)
    return map.takeError();
  TensorCall made{std::move(*map), {}, {}};
  for (size_t i = 0; i < dims; ++i)
    made.at.push_back(call.argument<int32_t>(mapArgument + 1 + i));
  for (size_t i = 0; i < axes; ++i)
    made.offsets.push_back(call.argument<uint16_t>(mapArgument + 1 + dims + i));
  return made;
}

std::vector<CopiedPiece> copied(const std::vector<TensorPiece> &pieces,
                                bool isWhole) {
  std::vector<CopiedPiece> made;
  for (const TensorPiece &piece : pieces)
    made.push_back({piece.shared, piece.global, TensorPiece::bytes,
                    isWhole ? TensorPiece::bytes : piece.inside});
  return made;
}

/// g2s[.cta].{tile, im2col}.Nd(to, mbarrier, map, coordinates..., offsets...)
Operation loading(size_t dims, size_t axes) {
  return Operation::ofThread([=](Thread &thread, Call &call) -> llvm::Error {
    Block &block = *thread.block;
    const auto to = call.argument<uint64_t>(0);
    auto tensor = read(thread, call, 2, dims, axes);
    if (!tensor)
      return tensor.takeError();
    auto pieces = loadedPieces(tensor->map, tensor->at, tensor->offsets, to);
    if (!pieces)
      return pieces.takeError();
    auto copy = [=, &block, tensor = *tensor]() -> llvm::Expected<uint32_t> {
      auto global = block.globalAt(tensor.map.address);
      if (!global)
        return global.takeError();
      return loadTensor(tensor.map, *global, tensor.at, tensor.offsets,
                        block.shared.atHost(), to);
    };
    return block.bulkCopies.load(
        thread, call.calledAt(),
        {copied(*pieces, false), call.argument<uint64_t>(1), copy});
  });
}

/// {s2g, reduce.add}.tile.Nd(from, map, coordinates...)
Operation storing(size_t dims, bool adds) {
  return Operation::ofThread([=](Thread &thread, Call &call) -> llvm::Error {
    Block &block = *thread.block;
    const auto from = call.argument<uint64_t>(0);
    auto tensor = read(thread, call, 1, dims, 0);
    if (!tensor)
      return tensor.takeError();
    auto pieces = storedPieces(tensor->map, tensor->at, from);
    if (!pieces)
      return pieces.takeError();
    auto copy = [=, &block, tensor = *tensor]() -> llvm::Error {
      auto global = block.globalAt(tensor.map.address);
      if (!global)
        return global.takeError();
      return (adds ? addTensor : storeTensor)(tensor.map, *global, tensor.at,
                                              block.shared.atHost(), from);
    };
    return block.bulkCopies.store(thread, {copied(*pieces, true), adds, copy});
  });
}

std::optional<Operation> findTensorCopy(llvm::StringRef name) {
  const bool isLoad = name.consume_front("g2s.");
  const bool adds = !isLoad && name.consume_front("reduce.add.");
  if (!isLoad && !adds && !name.consume_front("s2g."))
    return std::nullopt;
  if (isLoad)
    name.consume_front("cta.");
  const bool isImage = isLoad && name.consume_front("im2col.");
  size_t dims;
  if ((!isImage && !name.consume_front("tile.")) || !name.consume_back("d") ||
      name.getAsInteger(10, dims))
    return std::nullopt;
  return isLoad ? loading(dims, isImage ? dims - 2 : 0) : storing(dims, adds);
}

Operation waiting() {
  return Operation::ofThread([](Thread &thread, Call &call) -> llvm::Error {
    return thread.block->bulkCopies.waitFor(thread, call.argument<uint32_t>(0));
  });
}

} // namespace

/// Copies to more than one block of a cluster are not known.
std::optional<Operation> findBulkCopy(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly || !name.consume_front("llvm.nvvm.cp.async.bulk."))
    return std::nullopt;
  if (name.consume_front("tensor."))
    return findTensorCopy(name);
  if (name == "global.to.shared.cta" || name == "global.to.shared.cluster")
    return Operation::ofThread(loadBytes).ordering();
  if (name == "shared.cta.to.global")
    return Operation::ofThread(storeBytes);
  if (name == "wait.group" || name == "wait.group.read")
    return waiting();
  if (name == "commit.group")
    return Operation::ofThread([](Thread &thread, Call &) -> llvm::Error {
      thread.block->bulkCopies.commit(thread);
      return llvm::Error::success();
    });
  return std::nullopt;
}

} // namespace gnet::gpu::sim
