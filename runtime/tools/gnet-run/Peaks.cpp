//===- Peaks.cpp - The most that this machine does ------------------------===//
//
// Each loop runs a few times on all threads at once; the best counts, as others
// may use the machine meanwhile.
//
//===----------------------------------------------------------------------===//
#include "Peaks.h"

#include <algorithm>
#include <barrier>
#include <chrono>
#include <functional>
#include <thread>
#include <unistd.h>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gnet {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int tries = 5;

/// More than any cache of a core's own, and in all more than most shared ones.
constexpr int64_t memoryBytes = 256 << 20;

/// Independent sums: more than a core has under way at a time.
constexpr int sumCount = 12;

/// Keeps the compiler from leaving out what gives `value`.
template <typename Value> void keep(Value &value) {
  asm volatile("" : : "r"(&value) : "memory");
}

//===----------------------------------------------------------------------===//
// Multiply-adds
//===----------------------------------------------------------------------===//

/// Not known to the compiler, which would compute with it itself.
volatile float half = 0.5f;

/// Of a vector.
constexpr int64_t multiplyAdds = 1 << 20;

struct Arithmetic {
  const char *name;
  int64_t lanes;
  /// Does `multiplyAdds` of them.
  void (*run)();
};

#if defined(__x86_64__)

__attribute__((target("avx512f"))) void runAvx512() {
  __m512 sums[sumCount], factor = _mm512_set1_ps(half);
  for (__m512 &sum : sums)
    sum = _mm512_set1_ps(1);
  for (int64_t i = 0; i < multiplyAdds / sumCount; ++i)
    for (__m512 &sum : sums)
      sum = _mm512_fmadd_ps(sum, factor, factor);
  for (__m512 &sum : sums)
    keep(sum);
}

__attribute__((target("avx2,fma"))) void runAvx2() {
  __m256 sums[sumCount], factor = _mm256_set1_ps(half);
  for (__m256 &sum : sums)
    sum = _mm256_set1_ps(1);
  for (int64_t i = 0; i < multiplyAdds / sumCount; ++i)
    for (__m256 &sum : sums)
      sum = _mm256_fmadd_ps(sum, factor, factor);
  for (__m256 &sum : sums)
    keep(sum);
}

/// A product, then a sum.
void runSse() {
  __m128 sums[sumCount], factor = _mm_set1_ps(half);
  for (__m128 &sum : sums)
    sum = _mm_set1_ps(1);
  for (int64_t i = 0; i < multiplyAdds / sumCount; ++i)
    for (__m128 &sum : sums)
      sum = _mm_add_ps(_mm_mul_ps(sum, factor), factor);
  for (__m128 &sum : sums)
    keep(sum);
}

Arithmetic arithmeticOf(const std::string &features) {
  auto has = [&](const char *feature) {
    return features.find(feature) != std::string::npos;
  };
  if (has("avx512f") && __builtin_cpu_supports("avx512f"))
    return {"AVX-512", 16, runAvx512};
  if (has("fma") && __builtin_cpu_supports("fma"))
    return {"AVX2", 8, runAvx2};
  return {"SSE", 4, runSse};
}

#else

using Vector = float __attribute__((vector_size(16)));

void runVectors() {
  Vector sums[sumCount] = {}, factor = Vector{} + half;
  for (int64_t i = 0; i < multiplyAdds / sumCount; ++i)
    for (Vector &sum : sums)
      sum = sum * factor + factor;
  for (Vector &sum : sums)
    keep(sum);
}

Arithmetic arithmeticOf(const std::string &) {
  return {"vectors of 128 bits", 4, runVectors};
}

#endif

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// Reads every cache line; the compiler makes vectors of it, and memory is far
/// slower than those.
void read(const std::vector<uint64_t> &words) {
  uint64_t sums[8] = {};
  for (size_t i = 0; i + 8 <= words.size(); i += 8)
    for (size_t j = 0; j < 8; ++j)
      sums[j] += words[i + j];
  for (uint64_t &sum : sums)
    keep(sum);
}

int64_t cacheBytes() {
  int64_t bytes = 0;
#if defined(_SC_LEVEL2_CACHE_SIZE)
  bytes = sysconf(_SC_LEVEL2_CACHE_SIZE);
#endif
  return bytes > 0 ? bytes : 256 << 10;
}

//===----------------------------------------------------------------------===//
// Threads
//===----------------------------------------------------------------------===//

/// Seconds of `body` on all threads at once, each with its number, at best.
double leastSeconds(int32_t threads, const std::function<void(int32_t)> &body) {
  double least = 0;
  Clock::time_point begin;
  std::barrier meeting(threads);
  auto work = [&](int32_t number) {
    body(number); // Wakes the core, fills the caches.
    for (int i = 0; i < tries; ++i) {
      meeting.arrive_and_wait();
      if (number == 0)
        begin = Clock::now();
      body(number);
      meeting.arrive_and_wait();
      if (number != 0)
        continue;
      double seconds =
          std::chrono::duration<double>(Clock::now() - begin).count();
      least = i == 0 ? seconds : std::min(least, seconds);
    }
  };
  std::vector<std::thread> others;
  for (int32_t i = 1; i < threads; ++i)
    others.emplace_back(work, i);
  work(0);
  for (std::thread &other : others)
    other.join();
  return least;
}

/// Bytes a second, where each thread reads `bytes`, `times` times over.
double readingSpeed(int32_t threads, int64_t bytes, int64_t times) {
  std::vector<std::vector<uint64_t>> words(
      threads, std::vector<uint64_t>(bytes / sizeof(uint64_t), 1));
  double seconds = leastSeconds(threads, [&](int32_t number) {
    for (int64_t i = 0; i < times; ++i)
      read(words[number]);
  });
  return static_cast<double>(threads * times * bytes) / seconds;
}

} // namespace

Peaks measurePeaks(int32_t threads, const std::string &features) {
  Arithmetic arithmetic = arithmeticOf(features);
  constexpr int64_t times = 8;
  constexpr int64_t rounds = multiplyAdds / sumCount;
  double seconds = leastSeconds(threads, [&](int32_t) {
    for (int64_t i = 0; i < times; ++i)
      arithmetic.run();
  });
  auto products = static_cast<double>(threads * times * arithmetic.lanes *
                                      rounds * sumCount);
  return {2 * products / seconds,
          readingSpeed(threads, memoryBytes / threads, 1),
          readingSpeed(threads, cacheBytes() / 2, 64), threads * cacheBytes(),
          arithmetic.name};
}

} // namespace gnet
