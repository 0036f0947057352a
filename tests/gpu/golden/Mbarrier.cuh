//===- Mbarrier.cuh - The phases of an mbarrier ---------------------------===//
#include "Barrier.cuh"
#include "Recorder.cuh"

namespace gnet::gpu::golden {

enum Step : uint32_t { Init, Arrive, Expect, ArriveExpecting, Complete, Drop };

constexpr const char *stepNames[] = {"init",          "arrive",   "expect",
                                     "arrive_expect", "complete", "drop"};

/// One thread takes the steps (pairs of a Step and its operand). After each,
/// four words: the pending count of the last state that a step returned,
/// whether that state's phase has ended, whether a phase of parity 0 has, of
/// parity 1.
__global__ void takeSteps(const uint32_t *steps, int count, uint32_t *out) {
  __shared__ uint64_t object;
  const uint32_t barrier = sharedAddress(&object);
  uint64_t state = 0;
  for (int i = 0; i < count; ++i) {
    const uint32_t operand = steps[2 * i + 1];
    switch (steps[2 * i]) {
    case Init:
      initBarrier(barrier, operand);
      break;
    case Arrive:
      asm volatile("mbarrier.arrive.shared::cta.b64 %0, [%1], %2;"
                   : "=l"(state)
                   : "r"(barrier), "r"(operand)
                   : "memory");
      break;
    case Expect:
      asm volatile(
          "mbarrier.expect_tx.relaxed.cta.shared::cta.b64 [%0], %1;" ::"r"(
              barrier),
          "r"(operand)
          : "memory");
      break;
    case ArriveExpecting:
      state = arriveExpecting(barrier, operand);
      break;
    case Complete:
      asm volatile(
          "mbarrier.complete_tx.relaxed.cta.shared::cta.b64 [%0], %1;" ::"r"(
              barrier),
          "r"(operand)
          : "memory");
      break;
    case Drop:
      asm volatile("mbarrier.arrive_drop.shared::cta.b64 %0, [%1], %2;"
                   : "=l"(state)
                   : "r"(barrier), "r"(operand)
                   : "memory");
      break;
    }
    uint32_t pending = 0, ended = 0;
    if (state != 0) {
      asm volatile("mbarrier.pending_count.b64 %0, %1;"
                   : "=r"(pending)
                   : "l"(state));
      asm volatile("{ .reg .pred p; mbarrier.test_wait.shared::cta.b64 p, "
                   "[%1], %2; selp.u32 %0, 1, 0, p; }"
                   : "=r"(ended)
                   : "r"(barrier), "l"(state)
                   : "memory");
    }
    out[4 * i] = pending;
    out[4 * i + 1] = ended;
    out[4 * i + 2] = hasPassed(barrier, 0);
    out[4 * i + 3] = hasPassed(barrier, 1);
  }
}

struct Taken {
  Step step;
  uint32_t operand;
};

void recordSteps(File &file, const std::vector<Taken> &taken) {
  std::vector<uint32_t> steps;
  std::string text;
  for (const auto &[step, operand] : taken) {
    steps.insert(steps.end(), {step, operand});
    text += (text.empty() ? "" : ",") + std::string(stepNames[step]) + ":" +
            std::to_string(operand);
  }
  DeviceWords out(4 * taken.size());
  takeSteps<<<1, 1>>>(DeviceWords(steps), int(taken.size()), out);
  file.add(Case("mbarrier").set("steps", text), out.read(), Keep::Whole);
}

void recordMbarrier(File &file) {
  recordSteps(file, {{Init, 1}, {Arrive, 1}, {Arrive, 1}, {Arrive, 1}});
  recordSteps(file, {{Init, 3},
                     {Arrive, 1},
                     {Arrive, 2},
                     {Arrive, 3},
                     {Arrive, 1},
                     {Arrive, 1},
                     {Arrive, 1}});
  // As of a bulk copy: bytes awaited, then coming in parts.
  recordSteps(file, {{Init, 1},
                     {ArriveExpecting, 4096},
                     {Complete, 1024},
                     {Complete, 3072},
                     {ArriveExpecting, 64},
                     {Complete, 64}});
  // Bytes before the arrivals; bytes complete before they are expected.
  recordSteps(file, {{Init, 2},
                     {Expect, 512},
                     {Arrive, 1},
                     {Complete, 512},
                     {Arrive, 1},
                     {Arrive, 1},
                     {Complete, 96},
                     {ArriveExpecting, 96},
                     {Arrive, 2}});
  recordSteps(file, {{Init, 1},
                     {ArriveExpecting, 16},
                     {Expect, 32},
                     {Complete, 40},
                     {Complete, 8},
                     {ArriveExpecting, 0},
                     {ArriveExpecting, 1048575},
                     {Complete, 1048575}});
  // A thread less in each phase from the next on.
  recordSteps(file, {{Init, 3},
                     {Drop, 1},
                     {Arrive, 2},
                     {Arrive, 1},
                     {Drop, 1},
                     {Arrive, 1},
                     {Arrive, 1}});
  recordSteps(file, {{Init, 1048575}, {Arrive, 1048574}, {Arrive, 1}});
}

} // namespace gnet::gpu::golden
