#include "gpu/sim/execution/SharedMemory.h"
#include "gpu/sim/Warp.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>
#include <sys/mman.h>

namespace gnet::gpu::sim {

namespace {

constexpr uint64_t cellBytes = 2, redZoneBytes = 64;
constexpr uint16_t manyReaders = 0xFFFF;
/// What blocks may have of compute capability 9.0.
constexpr uint64_t mostStatic = 48 * 1024, mostInAll = 227 * 1024;
constexpr uint8_t poison = 0xFF;

llvm::Error checkSize(const std::vector<SharedVariable> &variables,
                      uint32_t dynamicBytes) {
  uint64_t bytes = 0;
  for (const SharedVariable &variable : variables)
    bytes = llvm::alignTo(bytes, variable.alignment) + variable.size;
  if (bytes > mostStatic)
    return llvm::createStringError(llvm::formatv(
        "{0} bytes of static shared memory; {1} can be", bytes, mostStatic));
  if (bytes + dynamicBytes > mostInAll)
    return llvm::createStringError(
        llvm::formatv("{0} bytes of shared memory, {1} of them dynamic; {2} "
                      "can be",
                      bytes + dynamicBytes, dynamicBytes, mostInAll));
  return llvm::Error::success();
}

} // namespace

llvm::Expected<SharedLayout>
SharedLayout::of(const std::vector<SharedVariable> &variables,
                 uint32_t dynamicBytes) {
  if (llvm::Error error = checkSize(variables, dynamicBytes))
    return error;
  SharedLayout layout;
  uint64_t end = redZoneBytes;
  auto place = [&](SharedVariable variable) {
    const uint64_t alignment = variable.alignment;
    const uint64_t offset =
        llvm::alignTo(end + alignment, 2 * alignment) - alignment;
    layout.bytes = offset + variable.size + redZoneBytes;
    end = std::max(end, layout.bytes);
    layout.places.push_back({std::move(variable), offset});
  };
  for (const SharedVariable &variable : variables)
    if (!variable.isDynamic)
      place(variable);
  // All dynamic variables begin at one place.
  const uint64_t endOfStatic = end;
  for (SharedVariable variable : variables)
    if (variable.isDynamic) {
      end = endOfStatic;
      variable.size = dynamicBytes;
      place(variable);
    }
  layout.bytes = std::max(layout.bytes, end);
  if (layout.bytes > SharedMemory::mostBytes)
    return llvm::createStringError(llvm::formatv(
        "shared memory with the space between variables takes {0} bytes",
        layout.bytes));
  return layout;
}

SharedMemory::SharedMemory() {
  // Below 4 GiB, so that addresses in 32 bits, as PTX has them, are whole.
  mapping =
      mmap(nullptr, 2 * mostBytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_32BIT, -1, 0);
  if (mapping == MAP_FAILED)
    llvm::report_bad_alloc_error("no memory for a block's shared memory");
  memory = reinterpret_cast<uint8_t *>(
      llvm::alignTo(reinterpret_cast<uint64_t>(mapping), mostBytes));
}

SharedMemory::~SharedMemory() { munmap(mapping, 2 * mostBytes); }

void SharedMemory::arrange(const SharedLayout &arranged, uint32_t threads,
                           Checks wanted, bool remembersReaders) {
  layout = arranged;
  checks = wanted;
  threadCount = threads;
  cells.assign(layout.bytes / cellBytes + 1, {});
  for (const SharedLayout::Place &place : layout.places)
    for (uint64_t i = 0; i < place.variable.size; i += cellBytes)
      cells[(place.offset + i) / cellBytes].inside = true;
  fences.assign(threads, 0);
  barriersBeforeFences.assign(threads, 0);
  const uint32_t warps = (threads + warpSize - 1) / warpSize;
  readers.assign(remembersReaders ? cells.size() * warps : 0, 0);
}

void SharedMemory::reset() {
  clocks.reset(threadCount, agents);
  std::fill_n(memory, layout.bytes, poison);
  for (Cell &cell : cells) {
    cell.isPending = false;
    cell.asyncReads = 0;
  }
}

std::string SharedMemory::describe(uint64_t address) const {
  const uint64_t offset = address - begin();
  const SharedLayout::Place *nearest = nullptr;
  for (const SharedLayout::Place &place : layout.places)
    if (place.offset <= offset && (!nearest || nearest->offset < place.offset))
      nearest = &place;
  if (!nearest)
    return llvm::formatv("byte {0} of shared memory", offset);
  return llvm::formatv("byte {0} of {1}, which has {2}",
                       offset - nearest->offset, nearest->variable.name,
                       nearest->variable.size);
}

std::span<SharedMemory::Cell> SharedMemory::cellsOf(uint64_t address,
                                                    uint64_t size) {
  const uint64_t first = (address - begin()) / cellBytes;
  const uint64_t last = (address - begin() + size - 1) / cellBytes;
  return std::span(cells).subspan(first, last - first + 1);
}

llvm::Error SharedMemory::failed(const Access &access, const char *why,
                                 const std::string &who) const {
  return llvm::createStringError(
      llvm::formatv("{0} of {1} bytes at {2}, {3}{4}", wordOf(access.kind),
                    access.size, describe(access.address), why, who));
}

std::string SharedMemory::nameOf(uint32_t writer) const {
  return writer < threadCount ? "thread " + std::to_string(writer)
                              : "an asynchronous copy";
}

llvm::Error SharedMemory::outside(const Access &access) const {
  return llvm::createStringError(llvm::formatv(
      "out of bounds: {0} of {1} bytes at {2}", wordOf(access.kind),
      access.size, describe(access.address)));
}

/// Whether it may be touched, and all that wrote was before the last barrier of
/// all.
inline bool SharedMemory::isSettled(const Cell &cell) const {
  return cell.inside && !cell.isPending && cell.written >= clocks.beginning() &&
         cell.written < clocks.lastBarrier() &&
         cell.changed < clocks.lastBarrier() && cell.writer < threadCount;
}

/// That nothing writes at the same time. Atomic operations may: they are in an
/// order with each other, whichever.
llvm::Error SharedMemory::checkWritten(const Access &access, const Cell &cell,
                                       uint32_t thread) const {
  if (!cell.inside) // between variables
    return outside(access);
  if (cell.isPending)
    return failed(access,
                  "to which an asynchronous copy is not waited for, of "
                  "thread ",
                  std::to_string(cell.writer));
  if (access.kind != AccessKind::Write && cell.written < clocks.beginning())
    return failed(access, "which was never written");
  const bool isAfterWrite = clocks.isBefore(cell.written, cell.writer, thread);
  if (isAfterWrite && (access.kind == AccessKind::Atomic ||
                       clocks.isBefore(cell.changed, cell.changer, thread)))
    return llvm::Error::success();
  return failed(access, "a race: no barrier lies between it and the write of ",
                nameOf(isAfterWrite ? cell.changer : cell.writer));
}

inline llvm::Error SharedMemory::checkRead(const Access &access, Cell &cell,
                                           uint32_t thread) {
  if (!isSettled(cell))
    if (llvm::Error error = checkWritten(access, cell, thread))
      return error;
  const bool isShared =
      cell.read >= clocks.lastBarrier() && cell.reader != thread;
  cell.reader = isShared ? manyReaders : uint16_t(thread);
  cell.read = clocks.now(thread);
  if (!readers.empty())
    remember(cell, thread);
  return llvm::Error::success();
}

inline llvm::Error SharedMemory::checkWrite(const Access &access, Cell &cell,
                                            uint32_t thread) {
  if (!isSettled(cell))
    if (llvm::Error error = checkWritten(access, cell, thread))
      return error;
  if (cell.asyncReads != 0)
    return failed(access, "which an asynchronous operation reads that is not "
                          "waited for");
  if (!readBefore(cell, thread))
    return cell.reader == manyReaders
               ? failed(access, "a race: no barrier lies between it and reads "
                                "of other threads")
               : failed(access,
                        "a race: no barrier lies between it and the read of "
                        "thread ",
                        std::to_string(cell.reader));
  if (access.kind == AccessKind::Atomic) {
    cell.changer = uint16_t(thread);
    cell.changed = clocks.now(thread);
  } else {
    cell.writer = uint16_t(thread);
    cell.written = clocks.now(thread);
  }
  return llvm::Error::success();
}

bool SharedMemory::readBefore(const Cell &cell, uint32_t thread) const {
  if (cell.read < clocks.lastBarrier())
    return true;
  if (cell.reader != manyReaders)
    return clocks.isBefore(cell.read, cell.reader, thread);
  if (readers.empty())
    return false;
  const size_t warps = readers.size() / cells.size();
  const auto times =
      std::span(readers).subspan(size_t(&cell - cells.data()) * warps, warps);
  for (uint32_t other = 0; other < threadCount; ++other)
    if (!clocks.isBefore(times[other / warpSize], other, thread))
      return false;
  return true;
}

void SharedMemory::remember(const Cell &cell, uint32_t thread) {
  const size_t warps = readers.size() / cells.size();
  uint32_t &time =
      readers[size_t(&cell - cells.data()) * warps + thread / warpSize];
  time = std::max(time, clocks.now(thread));
}

llvm::Error SharedMemory::check(const Access &access, uint32_t thread) {
  const uint64_t offset = access.address - begin();
  if (offset >= layout.bytes || access.size > layout.bytes - offset)
    return outside(access);
  if ((access.address & (access.alignment - 1)) != 0)
    return llvm::createStringError(llvm::formatv(
        "misaligned address: {0} of {1} bytes at {2}, address {3:x}, is no "
        "multiple of {4}",
        wordOf(access.kind), access.size, describe(access.address),
        access.address - begin(), access.alignment));
  const auto touched = cellsOf(access.address, access.size);
  if (checks == Checks::None)
    return std::all_of(touched.begin(), touched.end(),
                       [](const Cell &cell) { return cell.inside; })
               ? llvm::Error::success()
               : outside(access);
  for (Cell &cell : touched)
    if (llvm::Error error = access.kind == AccessKind::Read
                                ? checkRead(access, cell, thread)
                                : checkWrite(access, cell, thread))
      return error;
  return llvm::Error::success();
}

llvm::Error SharedMemory::beginCopy(const Access &access, uint32_t thread) {
  if (llvm::Error error = check(access, thread))
    return error;
  for (Cell &cell : cellsOf(access.address, access.size))
    cell.isPending = true;
  std::fill_n(reinterpret_cast<uint8_t *>(access.address), access.size, poison);
  return llvm::Error::success();
}

void SharedMemory::endCopy(uint64_t address, uint64_t size, uint32_t thread) {
  for (Cell &cell : cellsOf(address, size)) {
    cell.isPending = false;
    cell.writer = uint16_t(thread);
    cell.written = clocks.now(thread);
  }
}

llvm::Error SharedMemory::beginRead(const Access &access, uint32_t thread) {
  if (llvm::Error error = check(access, thread))
    return error;
  for (Cell &cell : cellsOf(access.address, access.size)) {
    const bool isByThread = checks == Checks::All && cell.writer < threadCount;
    if (isByThread && cell.written >= fences[cell.writer] &&
        cell.written >= barriersBeforeFences[thread])
      return failed(access,
                    "with no fence.proxy.async since the write of thread ",
                    std::to_string(cell.writer));
    ++cell.asyncReads;
  }
  return llvm::Error::success();
}

void SharedMemory::endRead(uint64_t address, uint64_t size) {
  for (Cell &cell : cellsOf(address, size))
    --cell.asyncReads;
}

void SharedMemory::fenceProxy(uint32_t thread) {
  clocks.advance(thread);
  fences[thread] = clocks.now(thread);
  barriersBeforeFences[thread] = clocks.lastBarrier();
}

} // namespace gnet::gpu::sim
