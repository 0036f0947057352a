//===- DeviceBuffers.cpp - The memory that a program's kernels work on ----===//
#include "gpu/kernels/DeviceBuffers.h"
#include <cstdlib>
#include <cstring>

using namespace mlir;

namespace gnet::gpu {
namespace {

constexpr int64_t alignment = 256;

int64_t bytesOf(gnk::BufferType type, int64_t images) {
  return images * type.getImageStride() * type.getElementBytes();
}

sim::Dim3 dimensions(ArrayRef<int64_t> extents) {
  return {uint32_t(extents[0]), uint32_t(extents[1]), uint32_t(extents[2])};
}

} // namespace

DeviceBuffers::Buffer::Buffer(int64_t bytes)
    : data(std::aligned_alloc(alignment, (bytes / alignment + 1) * alignment)),
      bytes(bytes) {}

DeviceBuffers::Buffer::~Buffer() { std::free(data); }

DeviceBuffers::DeviceBuffers(const PlannedProgram &program,
                             llvm::StringRef packed,
                             const reference::Tensor &tensor)
    : images(static_cast<int32_t>(tensor.batch)), arena(program.arenaBytes),
      weights(program.packedBytes), input(bytesOf(program.input(), images)),
      output(bytesOf(program.output(), images)), scratch(program.scratchBytes) {
  std::memcpy(weights.data, packed.data(), packed.size());
  auto *floats = static_cast<float *>(input.data);
  for (double value : tensor.values)
    *floats++ = static_cast<float>(value);
}

llvm::Error DeviceBuffers::add() {
  struct {
    const char *name;
    Buffer &buffer;
    bool isConstant;
  } const all[] = {{"arena", arena, false},
                   {"weights", weights, true},
                   {"input", input, true},
                   {"output", output, false},
                   {"scratch", scratch, false}};
  for (const auto &[name, buffer, isConstant] : all) {
    if (buffer.bytes == 0)
      continue;
    std::span<uint8_t> bytes(static_cast<uint8_t *>(buffer.data),
                             static_cast<size_t>(buffer.bytes));
    auto rights = isConstant ? sim::Rights::ReadOnly : sim::Rights::ReadWrite;
    if (llvm::Error error = memory.add(name, bytes, rights))
      return error;
    if (isConstant)
      if (llvm::Error error = memory.hostWrites(bytes.data(), bytes.size()))
        return error;
  }
  return llvm::Error::success();
}

void *DeviceBuffers::placeOf(Value buffer) {
  gnk::Place place = gnk::placeOf(buffer);
  auto *begin = static_cast<char *>(arena.data);
  if (auto alloc = place.root.getDefiningOp<gnk::AllocOp>())
    begin += *alloc.getOffset();
  else
    begin = static_cast<char *>(
        cast<BlockArgument>(place.root).getArgNumber() == 0 ? input.data
                                                            : output.data);
  return begin + place.bytes();
}

void *DeviceBuffers::placeOfTensor(Value tensor) {
  if (!tensor)
    return nullptr;
  auto pack = tensor.getDefiningOp<gnk::PackOp>();
  return static_cast<char *>(weights.data) + pack.getOffset();
}

llvm::Error DeviceBuffers::launch(sim::Module &code, gnk::KernelInterface step,
                                  gnk::LaunchAttr launch,
                                  sim::ThreadOrder order, sim::Banks *banks) {
  SmallVector<OpOperand *, 2> reads = step.getReads();
  SmallVector<Value> tensors = step.getTensors();
  tensors.resize(2);
  void *pointers[] = {placeOf(step.getSource()),
                      reads.size() > 1 ? placeOf(reads[1]->get()) : nullptr,
                      placeOf(gnk::resultOf(step).getDestination()),
                      placeOfTensor(tensors[0]),
                      placeOfTensor(tensors[1]),
                      scratch.bytes > 0 ? scratch.data : nullptr};
  SmallVector<void *> arguments;
  for (void *&pointer : pointers)
    arguments.push_back(&pointer);
  arguments.push_back(&images);
  SmallVector<int64_t> grid(launch.getGrid());
  if (launch.getImages())
    grid[*launch.getImages()] *= images;
  sim::Launch what;
  what.kernel = launch.getKernel().getValue().str();
  what.grid = dimensions(grid);
  what.block = dimensions(launch.getBlock());
  what.sharedBytes = static_cast<uint32_t>(launch.getShared());
  what.arguments = arguments.data();
  what.order = order;
  what.banks = banks;
  // The most that is asked of a kernel: that it touches nothing before it
  // waits.
  what.isEarly = true;
  return code.launch(what, memory);
}

llvm::Expected<std::vector<float>> DeviceBuffers::takeOutput() {
  if (llvm::Error error =
          memory.hostReads(output.data, static_cast<uint64_t>(output.bytes)))
    return error;
  const auto *floats = static_cast<const float *>(output.data);
  return std::vector<float>(floats,
                            floats + output.bytes / int64_t(sizeof(float)));
}

} // namespace gnet::gpu
