#include "gpu/sim/execution/SmallKernels.h"
#include "llvm/Support/FormatVariadic.h"
#include "gmock/gmock.h"
#include <bit>
#include <numeric>

using namespace gnet::gpu::sim;
using testing::AnyOf;
using testing::HasSubstr;

namespace {

using Values = std::vector<uint32_t>;

/// A kernel in which each thread has a value that step after step changes it,
/// with those of other threads; and the same, computed here.
class RandomKernel {
public:
  explicit RandomKernel(uint32_t seed)
      : random(seed), threads((random() % 4 + 1) * 32 - random() % 2 * 12),
        values(threads) {
    std::iota(values.begin(), values.end(), 0u);
    const size_t steps = 4 + random() % 12;
    for (size_t i = 0; i < steps; ++i)
      (this->*choices[random() % std::size(choices)])();
  }

  /// Without its barriers, if `isFaulty`.
  std::string code(bool isFaulty) const {
    std::string text = llvm::formatv(
        "target triple = \"nvptx64-nvidia-cuda\"\n"
        "@tile = internal addrspace(3) global [{0} x i32] undef, align 4\n"
        "define ptx_kernel void @random(ptr addrspace(1) %to) {{\n"
        "  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()\n"
        "  %v0 = add i32 %t, 0\n{1}"
        "  %at = getelementptr i32, ptr addrspace(1) %to, i32 %t\n"
        "  store i32 %v{2}, ptr addrspace(1) %at, align 4\n  ret void\n}\n",
        threads, body, count);
    for (size_t at; isFaulty && (at = text.find(barrier)) != std::string::npos;)
      text.erase(at, barrier.size());
    return text;
  }
  bool hasBarriers() const { return body.find(barrier) != std::string::npos; }
  uint32_t threadCount() const { return threads; }
  const Values &expected() const { return values; }

private:
  /// A line of the kernel; {0} is the value, {1} the next, {2} a number.
  void add(const char *format, uint32_t number = 0) {
    const std::string line =
        llvm::formatv(format, llvm::formatv("%v{0}", count).str(),
                      llvm::formatv("%v{0}", count + 1).str(), number, count);
    body += "  " + line + "\n";
  }
  template <typename Next> void advance(Next next) {
    Values after(threads);
    for (uint32_t t = 0; t < threads; ++t)
      after[t] = next(t);
    values = after;
    ++count;
  }

  void multiply() {
    const uint32_t factor = random() | 1;
    add("{1} = mul i32 {0}, {2}", factor);
    advance([&](uint32_t t) { return values[t] * factor; });
  }

  void mix() {
    add("%s{3} = lshr i32 {0}, {2}", 7);
    add("{1} = xor i32 {0}, %s{3}");
    advance([&](uint32_t t) { return values[t] ^ values[t] >> 7; });
  }

  void branch() {
    add("%b{3} = and i32 {0}, 1\n  %c{3} = icmp eq i32 %b{3}, 1\n"
        "  br i1 %c{3}, label %odd{3}, label %even{3}\nodd{3}:");
    add("%o{3} = mul i32 {0}, 5\n  br label %both{3}\neven{3}:");
    add("%e{3} = add i32 {0}, 7\n  br label %both{3}\nboth{3}:");
    add("{1} = phi i32 [ %o{3}, %odd{3} ], [ %e{3}, %even{3} ]");
    advance([&](uint32_t t) {
      return values[t] & 1 ? values[t] * 5 : values[t] + 7;
    });
  }

  /// Of a lane that the warp has, or of the own.
  void shuffle() {
    const uint32_t distance = 1u << random() % 5;
    if (threads % 32 != 0) // the other may not be there
      return mix();
    add("%x{3} = call i32 @llvm.nvvm.shfl.sync.bfly.i32(i32 -1, i32 {0}, i32 "
        "{2}, i32 31)",
        distance);
    add("{1} = add i32 {0}, %x{3}");
    advance([&](uint32_t t) { return values[t] + values[t ^ distance]; });
  }

  void vote() {
    add("%p{3} = trunc i32 {0} to i1\n  %x{3} = call i32 "
        "@llvm.nvvm.vote.ballot.sync(i32 -1, i1 %p{3})");
    add("{1} = add i32 {0}, %x{3}");
    advance([&](uint32_t t) {
      uint32_t votes = 0;
      for (uint32_t lane = 0; lane < 32; ++lane)
        if (const uint32_t other = t / 32 * 32 + lane; other < threads)
          votes |= (values[other] & 1) << lane;
      return values[t] + votes;
    });
  }

  /// Of a thread some others away, through shared memory.
  void exchange() {
    const uint32_t distance = 1 + random() % (threads - 1);
    add("%m{3} = getelementptr i32, ptr addrspace(3) @tile, i32 %t");
    add("store i32 {0}, ptr addrspace(3) %m{3}, align 4");
    add(barrier.c_str());
    add("%n{3} = add i32 %t, {2}", distance);
    add("%i{3} = urem i32 %n{3}, {2}", threads);
    add("%q{3} = getelementptr i32, ptr addrspace(3) @tile, i32 %i{3}");
    add("%x{3} = load i32, ptr addrspace(3) %q{3}, align 4");
    add(barrier.c_str());
    add("{1} = add i32 {0}, %x{3}");
    advance([&](uint32_t t) {
      return values[t] + values[(t + distance) % threads];
    });
  }

  inline static const std::string barrier =
      "call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)";
  static constexpr void (RandomKernel::*choices[])() = {
      &RandomKernel::multiply, &RandomKernel::mix,  &RandomKernel::branch,
      &RandomKernel::shuffle,  &RandomKernel::vote, &RandomKernel::exchange};

  std::mt19937 random;
  uint32_t threads;
  Values values;
  std::string body;
  uint32_t count = 0;
};

class RandomKernels : public testing::TestWithParam<uint32_t> {};

TEST_P(RandomKernels, ComputeWhatTheyShould) {
  const RandomKernel kernel(GetParam());
  SCOPED_TRACE(kernel.code(false));
  const auto module = loaded(kernel.code(false));
  ASSERT_TRUE(module);
  for (ThreadOrder order :
       {ThreadOrder::Forward, ThreadOrder::Backward, ThreadOrder::Random}) {
    Device device;
    const auto to = device.buffer<uint32_t>("to", kernel.threadCount());
    EXPECT_EQ(device.launch(*module, {"random",
                                      {},
                                      {kernel.threadCount(), 1, 1},
                                      0,
                                      nullptr,
                                      order,
                                      GetParam()}),
              "");
    EXPECT_EQ(Values(to.begin(), to.end()), kernel.expected());
  }
}

TEST_P(RandomKernels, AreFoundFaultyWithoutBarriers) {
  const RandomKernel kernel(GetParam());
  if (!kernel.hasBarriers())
    return;
  const auto module = loaded(kernel.code(true));
  ASSERT_TRUE(module);
  Device device;
  device.buffer<uint32_t>("to", kernel.threadCount());
  EXPECT_THAT(
      device.launch(*module, {"random", {}, {kernel.threadCount(), 1, 1}}),
      AnyOf(HasSubstr("which was never written"),
            HasSubstr("a race: no barrier lies between it")))
      << kernel.code(true);
}

INSTANTIATE_TEST_SUITE_P(Seed, RandomKernels, testing::Range(0u, 40u));

} // namespace
