//===- ClockRate.cpp - How fast this machine's clock runs -----------------===//
#include "tuning/ClockRate.h"
#include <algorithm>
#include <chrono>
#include <cstdint>

namespace gnet {

#if defined(__x86_64__)

namespace {

/// Each waits for the one before, for three cycles on all processors of Intel's
/// since 2008 and AMD's since 2017.
constexpr int multiplications = 1 << 20;
constexpr double cyclesOfMultiplication = 3;

double nanosecondsOfMultiplications() {
  using Clock = std::chrono::steady_clock;
  uint64_t product = 3;
  Clock::time_point begin = Clock::now();
  for (int i = 0; i < multiplications; ++i)
    asm volatile("imulq %0, %0" : "+r"(product));
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

} // namespace

double measureGigahertz() {
  double least = nanosecondsOfMultiplications();
  for (int i = 1; i < 10; ++i)
    least = std::min(least, nanosecondsOfMultiplications());
  return multiplications * cyclesOfMultiplication / least;
}

#else

double measureGigahertz() { return 0; }

#endif

} // namespace gnet
