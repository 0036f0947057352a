#include "gpu/sim/BulkCopy.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>

namespace gnet::gpu::sim {

namespace {

constexpr uint64_t bulkAlignment = 16;

struct Ends {
  std::span<uint8_t> to;
  std::span<const uint8_t> from;
};

llvm::Expected<Ends> bulk(const Memory &target, uint64_t to,
                          const Memory &source, uint64_t from, uint32_t bytes) {
  if (bytes % bulkAlignment != 0)
    return llvm::createStringError(
        llvm::formatv("a bulk copy of {0} bytes, which is no multiple of {1}",
                      bytes, bulkAlignment));
  auto read = source.at(from, bytes, bulkAlignment);
  if (!read)
    return read.takeError();
  auto written = target.at(to, bytes, bulkAlignment);
  if (!written)
    return written.takeError();
  return Ends{*written, *read};
}

llvm::Error checkAsync(uint32_t bytes, uint32_t taken, bool cacheGlobal) {
  if (bytes != 16 && (cacheGlobal || (bytes != 4 && bytes != 8)))
    return llvm::createStringError(llvm::formatv(
        "cp.async.{0} of {1} bytes; it copies {2}", cacheGlobal ? "cg" : "ca",
        bytes, cacheGlobal ? "16" : "4, 8 or 16"));
  if (taken > bytes)
    return llvm::createStringError(
        llvm::formatv("cp.async of {0} bytes that reads {1}", bytes, taken));
  return llvm::Error::success();
}

} // namespace

llvm::Error copyAsync(const Memory &shared, uint64_t to, const Memory &global,
                      uint64_t from, uint32_t bytes, uint32_t taken,
                      bool cacheGlobal) {
  if (llvm::Error error = checkAsync(bytes, taken, cacheGlobal))
    return error;
  auto written = shared.at(to, bytes, bytes);
  if (!written)
    return written.takeError();
  std::fill(written->begin() + taken, written->end(), 0);
  if (taken == 0) // the address may be any
    return llvm::Error::success();
  auto read = global.at(from, taken, bytes);
  if (!read)
    return read.takeError();
  std::copy(read->begin(), read->end(), written->begin());
  return llvm::Error::success();
}

llvm::Error copyBulk(const Memory &target, uint64_t to, const Memory &source,
                     uint64_t from, uint32_t bytes) {
  auto ends = bulk(target, to, source, from, bytes);
  if (!ends)
    return ends.takeError();
  std::copy(ends->from.begin(), ends->from.end(), ends->to.begin());
  return llvm::Error::success();
}

llvm::Error addBulk(const Memory &global, uint64_t to, const Memory &shared,
                    uint64_t from, uint32_t bytes) {
  auto ends = bulk(global, to, shared, from, bytes);
  if (!ends)
    return ends.takeError();
  for (uint32_t i = 0; i < bytes; i += sizeof(float))
    store(ends->to.subspan(i), load<float>(ends->to.subspan(i)) +
                                   load<float>(ends->from.subspan(i)));
  return llvm::Error::success();
}

} // namespace gnet::gpu::sim
