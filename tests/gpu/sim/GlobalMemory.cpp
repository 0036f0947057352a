#include "gpu/sim/GlobalMemory.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet::gpu::sim {

namespace {

/// A cell is for this many bytes of a buffer: which of them were written (a bit
/// each), and the serials of the block that wrote and of that which read last.
constexpr uint64_t cellBytes = 2;
constexpr int writerShift = 2, readerShift = 33;
constexpr uint64_t serialMask = (uint64_t{1} << 31) - 1, writtenMask = 3;

uint64_t writerOf(uint64_t cell) { return cell >> writerShift & serialMask; }
uint64_t readerOf(uint64_t cell) { return cell >> readerShift; }
uint64_t cellOf(uint64_t written, uint64_t writer, uint64_t reader) {
  return written | writer << writerShift | reader << readerShift;
}

/// Calls visit(cell, mask of its bytes) for all of `size` bytes at `offset`.
template <typename Visit>
llvm::Error forEachCell(uint64_t offset, uint64_t size, Visit visit) {
  const uint64_t end = offset + size;
  for (uint64_t cell = offset / cellBytes; cell * cellBytes < end; ++cell) {
    uint64_t mask = writtenMask;
    if (cell * cellBytes < offset)
      mask &= ~uint64_t{1};
    if (cell * cellBytes + 1 >= end)
      mask &= 1;
    if (llvm::Error error = visit(cell, mask))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error failed(const char *message) {
  return llvm::createStringError(message);
}

} // namespace

struct GlobalMemory::Buffer {
  Buffer(std::string name, std::span<uint8_t> bytes, Rights rights)
      : name(std::move(name)), begin(reinterpret_cast<uint64_t>(bytes.data())),
        bytes(bytes), rights(rights),
        cells(new std::atomic<uint64_t>[(bytes.size() + 1) / cellBytes]()) {}

  bool holds(uint64_t address, uint64_t size) const {
    return address >= begin && size <= bytes.size() &&
           address - begin <= bytes.size() - size;
  }

  std::string name;
  uint64_t begin;
  std::span<uint8_t> bytes;
  Rights rights;
  std::unique_ptr<std::atomic<uint64_t>[]> cells;
};

GlobalMemory::GlobalMemory() = default;
GlobalMemory::~GlobalMemory() = default;

llvm::Error GlobalMemory::add(std::string name, std::span<uint8_t> bytes,
                              Rights rights) {
  const auto begin = reinterpret_cast<uint64_t>(bytes.data());
  const auto next = buffers.lower_bound(begin);
  const bool meetsNext =
      next != buffers.end() && next->first - begin < bytes.size();
  const bool meetsLast =
      next != buffers.begin() &&
      begin - std::prev(next)->first < std::prev(next)->second->bytes.size();
  if (bytes.empty() || meetsNext || meetsLast)
    return llvm::createStringError(llvm::formatv(
        "buffer {0} of {1} bytes at {2:x} is empty or overlaps another", name,
        bytes.size(), begin));
  buffers.emplace_hint(
      next, begin, std::make_unique<Buffer>(std::move(name), bytes, rights));
  return llvm::Error::success();
}

llvm::Error GlobalMemory::remove(const void *begin) {
  if (buffers.erase(reinterpret_cast<uint64_t>(begin)) == 0)
    return llvm::createStringError(
        llvm::formatv("no buffer begins at {0}", begin));
  return llvm::Error::success();
}

llvm::Error GlobalMemory::hostWrites(const void *at, uint64_t size) {
  return change("a copy to the device", at, size, true);
}

llvm::Error GlobalMemory::hostDiscards(const void *at, uint64_t size) {
  return change("a discard", at, size, false);
}

llvm::Error GlobalMemory::change(const char *what, const void *at,
                                 uint64_t size, bool written) {
  const auto address = reinterpret_cast<uint64_t>(at);
  auto buffer = within(what, address, size);
  if (!buffer)
    return buffer.takeError();
  return forEachCell(address - (*buffer)->begin, size,
                     [&](uint64_t index, uint64_t mask) {
                       std::atomic<uint64_t> &cell = (*buffer)->cells[index];
                       if (written)
                         cell.fetch_or(mask);
                       else
                         cell.fetch_and(~mask);
                       return llvm::Error::success();
                     });
}

llvm::Error GlobalMemory::hostReads(const void *at, uint64_t size) const {
  const auto address = reinterpret_cast<uint64_t>(at);
  auto buffer = within("a copy from the device", address, size);
  if (!buffer)
    return buffer.takeError();
  return forEachCell(
      address - (*buffer)->begin, size,
      [&](uint64_t cell, uint64_t mask) -> llvm::Error {
        const uint64_t missing = ~(*buffer)->cells[cell] & mask;
        if (missing != 0)
          return llvm::createStringError(llvm::formatv(
              "a copy from the device of byte {0} of {1}, which was never "
              "written",
              cell * cellBytes + (missing & 1 ? 0 : 1), (*buffer)->name));
        return llvm::Error::success();
      });
}

const GlobalMemory::Buffer *GlobalMemory::find(uint64_t address) const {
  auto next = buffers.upper_bound(address);
  return next == buffers.begin() ? nullptr : std::prev(next)->second.get();
}

bool GlobalMemory::holds(uint64_t address) const {
  const Buffer *buffer = find(address);
  return buffer && buffer->holds(address, 1);
}

llvm::Expected<const GlobalMemory::Buffer *>
GlobalMemory::within(const char *what, uint64_t address, uint64_t size) const {
  const Buffer *buffer = find(address);
  if (!buffer || !buffer->holds(address, size))
    return outside(what, address, size);
  return buffer;
}

llvm::Error GlobalMemory::outside(const char *what, uint64_t address,
                                  uint64_t size) const {
  if (const Buffer *buffer = find(address))
    return llvm::createStringError(llvm::formatv(
        "out of bounds: {0} of {1} bytes at byte {2} of {3}, which has {4}",
        what, size, address - buffer->begin, buffer->name,
        buffer->bytes.size()));
  return llvm::createStringError(llvm::formatv(
      "out of bounds: {0} of {1} bytes at {2:x}, which is in no buffer", what,
      size, address));
}

GlobalMemory::Blocks GlobalMemory::beginLaunch(uint64_t blocks) {
  if (nextSerial + blocks + 2 > serialMask) {
    for (auto &[begin, buffer] : buffers)
      for (uint64_t i = 0; i < (buffer->bytes.size() + 1) / cellBytes; ++i)
        buffer->cells[i].fetch_and(writtenMask);
    nextSerial = 1;
  }
  const uint64_t first = nextSerial;
  nextSerial += blocks + 2;
  return {first, blocks};
}

void GlobalMemory::assumeWritten() {
  for (auto &[begin, buffer] : buffers)
    if (buffer->rights == Rights::ReadWrite)
      for (uint64_t i = 0; i < (buffer->bytes.size() + 1) / cellBytes; ++i)
        buffer->cells[i].fetch_or(writtenMask);
}

void GlobalMemory::View::enter(uint64_t block) {
  self = blocks->of(block);
  acquired = false;
}

llvm::Error GlobalMemory::View::check(const Access &access) {
  if (!last || !last->holds(access.address, access.size)) {
    auto buffer =
        memory->within(wordOf(access.kind), access.address, access.size);
    if (!buffer)
      return buffer.takeError();
    last = *buffer;
  }
  if (access.address % access.alignment != 0)
    return llvm::createStringError(llvm::formatv(
        "misaligned address: {0} of {1} bytes at byte {2} of "
        "{3}, address {4:x}, is no multiple of {5}",
        wordOf(access.kind), access.size, access.address - last->begin,
        last->name, access.address, access.alignment));
  if (access.kind != AccessKind::Read && last->rights == Rights::ReadOnly)
    return llvm::createStringError(
        llvm::formatv("{0} of {1} bytes at byte {2} of {3}, which is read-only",
                      wordOf(access.kind), access.size,
                      access.address - last->begin, last->name));
  return checks == Checks::None ? llvm::Error::success()
                                : checkCells(*last, access);
}

llvm::Expected<Memory> GlobalMemory::View::bufferAt(uint64_t address) const {
  auto buffer = memory->within("a copy", address, 1);
  if (!buffer)
    return buffer.takeError();
  return Memory((*buffer)->name, (*buffer)->begin, (*buffer)->bytes);
}

llvm::Error GlobalMemory::View::checkCells(const Buffer &buffer,
                                           const Access &access) {
  const uint64_t offset = access.address - buffer.begin;
  llvm::Error error = forEachCell(
      offset, access.size, [&](uint64_t index, uint64_t mask) -> llvm::Error {
        std::atomic<uint64_t> &cell = buffer.cells[index];
        if (access.kind != AccessKind::Write)
          if (llvm::Error error = readCell(cell, mask, access.kind))
            return error;
        if (access.kind != AccessKind::Read)
          return writeCell(cell, mask, access.kind);
        return llvm::Error::success();
      });
  if (!error)
    return error;
  return llvm::createStringError(llvm::formatv(
      "{0} of {1} bytes at byte {2} of {3}, {4}", wordOf(access.kind),
      access.size, offset, buffer.name, toString(std::move(error))));
}

llvm::Error GlobalMemory::View::readCell(std::atomic<uint64_t> &cell,
                                         uint64_t mask, AccessKind kind) {
  uint64_t value = cell.load(std::memory_order_relaxed);
  while (true) {
    if (~value & mask)
      return failed("which was never written");
    if (kind == AccessKind::Atomic) // writeCell sees whose it is
      return llvm::Error::success();
    const uint64_t writer = writerOf(value), reader = readerOf(value);
    if (blocks->has(writer) && writer != self && !acquired)
      return writer == blocks->atomic()
                 ? failed("where this launch has atomic operations")
                 : failed("which another block writes");
    if (reader == self || reader == blocks->many())
      return llvm::Error::success();
    const uint64_t next = blocks->has(reader) ? blocks->many() : self;
    if (cell.compare_exchange_weak(value,
                                   cellOf(value & writtenMask, writer, next),
                                   std::memory_order_relaxed))
      return llvm::Error::success();
  }
}

llvm::Error GlobalMemory::View::writeCell(std::atomic<uint64_t> &cell,
                                          uint64_t mask, AccessKind kind) {
  const bool atomic = kind == AccessKind::Atomic;
  const uint64_t own = atomic ? blocks->atomic() : self;
  uint64_t value = cell.load(std::memory_order_relaxed);
  while (true) {
    const uint64_t writer = writerOf(value), reader = readerOf(value);
    const bool othersWrite =
        blocks->has(writer) && writer != own && writer != self;
    const bool othersRead = blocks->has(reader) && reader != self;
    if (othersWrite && !acquired)
      return failed("which another block writes");
    if (othersRead && !acquired)
      return failed("which another block reads");
    const uint64_t next = cellOf((value & writtenMask) | mask, own, reader);
    if (value == next ||
        cell.compare_exchange_weak(value, next, std::memory_order_relaxed))
      return llvm::Error::success();
  }
}

} // namespace gnet::gpu::sim
