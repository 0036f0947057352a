#include "gpu/sim/execution/SmallKernels.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

struct FourWords : Device {
  std::span<uint32_t> to = buffer<uint32_t>("to", 4);

  std::string run(const std::string &code, const std::string &kernel,
                  uint32_t threads = 4, uint32_t sharedBytes = 0) {
    const auto module = loaded(code);
    return module ? launch(*module, {kernel, {}, {threads, 1, 1}, sharedBytes})
                  : "not loaded";
  }
  std::string run(const std::string &kernel, uint32_t threads = 4,
                  uint32_t sharedBytes = 0) {
    return run(kernelText("memory.ll"), kernel, threads, sharedBytes);
  }
};

TEST(MemoryKernelsTest, ReadsConstants) {
  FourWords device;
  EXPECT_EQ(device.run("constants"), "");
  EXPECT_THAT(device.to, ElementsAre(10, 20, 30, 40));
  EXPECT_THAT(FourWords().run("constants", 5),
              HasSubstr("thread (4, 0, 0): out of bounds: read of 4 bytes at"));
}

TEST(MemoryKernelsTest, KeepsVariablesOfThreads) {
  FourWords device;
  EXPECT_EQ(device.run("locals"), "");
  EXPECT_THAT(device.to, ElementsAre(0, 3, 6, 9));
  EXPECT_THAT(
      FourWords().run("locals", 5),
      HasSubstr("thread (4, 0, 0): out of bounds: write of 4 bytes at byte 16 "
                "of a variable of the thread, which has 16"));
}

TEST(MemoryKernelsTest, HasDynamicSharedMemoryOfTheLaunch) {
  FourWords device;
  EXPECT_EQ(device.run("dynamics", 4, 16), "");
  EXPECT_THAT(device.to, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(FourWords().run("dynamics", 4, 12),
              HasSubstr("thread (3, 0, 0): out of bounds: write of 4 bytes at "
                        "byte 12 of dynamic, which has 12"));
  // PTX makes one byte of a variable of no size that is not external.
  const std::string wrong =
      replaced(kernelText("memory.ll"), "ptr addrspace(3) @dynamic, i32",
               "ptr addrspace(3) @wrongly_dynamic, i32");
  EXPECT_THAT(FourWords().run(wrong, "dynamics", 4, 16),
              HasSubstr("out of bounds: write of 4 bytes"));
  EXPECT_THAT(FourWords().run("dynamics", 4, 228 * 1024),
              HasSubstr("kernel dynamics: 233472 bytes of shared memory"));
}

TEST(MemoryKernelsTest, AddsAtomically) {
  Device device;
  const auto to = device.buffer<float>("to", 1);
  to[0] = 0.5;
  cantFail(device.memory.hostWrites(to.data(), 4));
  const auto module = loaded(kernelText("memory.ll"));
  Launch launch{"add", {5, 1, 1}, {64, 1, 1}};
  launch.workers = 3;
  EXPECT_EQ(device.launch(*module, launch), "");
  EXPECT_EQ(to[0], 0.5f + 5 * 64 * 65 / 2);
}

TEST(MemoryKernelsTest, FindsSumsThatAreNoAtomicOperations) {
  Device device;
  const auto to = device.buffer<float>("to", 1);
  const std::string code =
      replaced(kernelText("memory.ll"),
               "%a = atomicrmw fadd ptr addrspace(3) @sum, float %term "
               "syncscope(\"block\") monotonic, align 4",
               "store float %term, ptr addrspace(3) @sum, align 4");
  cantFail(device.memory.hostWrites(to.data(), 4));
  const auto module = loaded(code);
  EXPECT_THAT(device.launch(*module, {"add", {2, 1, 1}, {64, 1, 1}}),
              HasSubstr("a race: no barrier lies between it and the write of "
                        "thread 63"));
}

TEST(MemoryKernelsTest, PassesByValue) {
  FourWords device;
  uint32_t words[] = {7, 9};
  device.arguments.push_back(words);
  EXPECT_EQ(device.run("values", 2), "");
  EXPECT_EQ(device.to[0], 7u);
  EXPECT_EQ(device.to[1], 9u);
  EXPECT_THAT(device.run("values", 3), HasSubstr("out of bounds"));
}

TEST(MemoryKernelsTest, RefusesLaunchesThatADeviceDoes) {
  FourWords device;
  const auto module = loaded(kernelText("memory.ll"));
  EXPECT_EQ(device.launch(*module, {"locals", {1, 65536, 1}, {4, 1, 1}}),
            "kernel locals: a grid of 1 x 65536 x 1 blocks; it has 1 to "
            "2147483647 x 65535 x 65535");
  EXPECT_EQ(FourWords().run("none"), "no kernel none");
  EXPECT_EQ(FourWords().run("exact", 4),
            "kernel exact is for blocks of 32 threads, not 4");
  EXPECT_EQ(FourWords().run("locals", 1025),
            "kernel locals: blocks of 1025 threads; they have 1 to 1024");
}

std::string said(llvm::Error error) { return toString(std::move(error)); }

TEST(GlobalMemoryTest, KnowsWhatWasWritten) {
  GlobalMemory memory;
  std::vector<uint8_t> bytes(16);
  EXPECT_EQ(said(memory.add("bytes", bytes)), "");
  EXPECT_THAT(said(memory.add("again", std::span(bytes).subspan(8))),
              HasSubstr("is empty or overlaps another"));
  EXPECT_THAT(said(memory.hostReads(bytes.data() + 2, 4)),
              HasSubstr("of byte 2 of bytes, which was never written"));
  EXPECT_EQ(said(memory.hostWrites(bytes.data() + 3, 3)), "");
  EXPECT_EQ(said(memory.hostReads(bytes.data() + 3, 3)), "");
  EXPECT_THAT(said(memory.hostReads(bytes.data() + 2, 2)),
              HasSubstr("which was never written"));
  EXPECT_THAT(said(memory.hostReads(bytes.data() + 5, 2)),
              HasSubstr("of byte 6 of bytes"));
  EXPECT_THAT(said(memory.hostWrites(bytes.data() + 8, 9)),
              HasSubstr("out of bounds: a copy to the device of 9 bytes at "
                        "byte 8 of bytes, which has 16"));
  EXPECT_EQ(said(memory.remove(bytes.data())), "");
  EXPECT_THAT(said(memory.remove(bytes.data())), HasSubstr("no buffer begins"));
  EXPECT_THAT(said(memory.hostWrites(bytes.data(), 1)),
              HasSubstr("out of bounds"));
}

Access access(AccessKind kind, const std::vector<uint8_t> &bytes,
              size_t offset) {
  return {kind, reinterpret_cast<uint64_t>(bytes.data()) + offset, 4, 4};
}

TEST(GlobalMemoryTest, ForgetsWhatTheHostGivesAway) {
  GlobalMemory memory;
  std::vector<uint8_t> bytes(16);
  cantFail(memory.add("bytes", bytes));
  cantFail(memory.hostWrites(bytes.data(), 16));
  EXPECT_EQ(said(memory.hostDiscards(bytes.data() + 3, 4)), "");
  EXPECT_EQ(said(memory.hostReads(bytes.data(), 3)), "");
  EXPECT_THAT(said(memory.hostReads(bytes.data(), 8)),
              HasSubstr("of byte 3 of bytes, which was never written"));
  EXPECT_EQ(said(memory.hostReads(bytes.data() + 7, 9)), "");
}

TEST(GlobalMemoryTest, TellsBlocksApart) {
  GlobalMemory memory;
  std::vector<uint8_t> bytes(64);
  cantFail(memory.add("bytes", bytes));
  cantFail(memory.hostWrites(bytes.data(), bytes.size()));
  const auto blocks = memory.beginLaunch(2);
  GlobalMemory::View first(memory, blocks), second(memory, blocks);
  first.enter(0);
  second.enter(1);
  auto check = [&](GlobalMemory::View &view, AccessKind kind, size_t offset) {
    return said(view.check(access(kind, bytes, offset)));
  };
  EXPECT_EQ(check(first, AccessKind::Write, 0), "");
  EXPECT_EQ(check(first, AccessKind::Read, 0), "");
  EXPECT_THAT(check(second, AccessKind::Write, 0),
              HasSubstr("which another block writes"));
  EXPECT_THAT(check(second, AccessKind::Read, 0),
              HasSubstr("which another block writes"));
  EXPECT_EQ(check(first, AccessKind::Read, 8), "");
  EXPECT_EQ(check(second, AccessKind::Read, 8), "");
  EXPECT_THAT(check(second, AccessKind::Write, 8),
              HasSubstr("which another block reads"));
  EXPECT_EQ(check(first, AccessKind::Atomic, 16), "");
  EXPECT_EQ(check(second, AccessKind::Atomic, 16), "");
  EXPECT_THAT(check(second, AccessKind::Read, 16),
              HasSubstr("where this launch has atomic operations"));
  second.acquire();
  EXPECT_EQ(check(second, AccessKind::Read, 0), "");
  // The next launch knows all.
  const auto next = memory.beginLaunch(2);
  GlobalMemory::View third(memory, next);
  third.enter(1);
  EXPECT_EQ(check(third, AccessKind::Write, 0), "");
}

} // namespace
