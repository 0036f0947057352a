#include "gpu/sim/execution/Clocks.h"
#include <algorithm>

namespace gnet::gpu::sim {

namespace {

void raise(Clocks::Vector &to, const Clocks::Vector &from) {
  if (to.size() < from.size())
    to.resize(from.size());
  for (size_t i = 0; i < from.size(); ++i)
    to[i] = std::max(to[i], from[i]);
}

} // namespace

void Clocks::reset(uint32_t threadCount, uint32_t agents) {
  for (uint32_t time : times)
    known = std::max(known, time + 1);
  threads = threadCount;
  begun = known;
  times.assign(threads + agents, begun);
  vectors.assign(threads + agents, {});
  agentsKnown.assign(agents, begun);
}

void Clocks::meetAll() {
  const auto end = times.begin() + threads;
  known = *std::max_element(times.begin(), end) + 1;
  std::fill(times.begin(), end, known);
  for (uint32_t thread = 0; thread < threads; ++thread) {
    Vector &vector = vectors[thread];
    for (size_t agent = 0; !vector.empty() && agent < agentsKnown.size();
         ++agent)
      agentsKnown[agent] =
          std::max(agentsKnown[agent], vector[threads + agent] + 1);
    vector.clear();
  }
}

void Clocks::meet(std::span<const uint32_t> threads) {
  Vector all;
  for (uint32_t thread : threads)
    add(all, thread);
  for (uint32_t thread : threads) {
    vectors[thread] = all;
    ++times[thread];
  }
}

void Clocks::release(uint32_t thread, Vector &object) {
  add(object, thread);
  ++times[thread];
}

void Clocks::acquire(uint32_t thread, const Vector &object) {
  raise(vectors[thread], object);
}

void Clocks::add(Vector &to, uint32_t thread) const {
  to.resize(times.size());
  raise(to, vectors[thread]);
  to[thread] = std::max(to[thread], times[thread]);
}

} // namespace gnet::gpu::sim
