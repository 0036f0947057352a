//===- Placements.h - The ways of memory that every kernel must take ------===//
#ifndef GNET_TESTS_RUNTIME_PLACEMENTS_H
#define GNET_TESTS_RUNTIME_PLACEMENTS_H

#include "Images.h"
#include "RunStep.h"

#include <gtest/gtest.h>

namespace gnet::test {

struct Case {
  int64_t batch;
  int64_t channels;
  Placement source, destination;
};

inline std::ostream &operator<<(std::ostream &out, const Case &c) {
  return out << "batch " << c.batch << ", " << c.channels
             << " channels, layout " << c.source.layout << " gap "
             << c.source.gap << " shift " << c.source.shift << " to layout "
             << c.destination.layout << " gap " << c.destination.gap
             << " shift " << c.destination.shift;
}

/// The layout whose blocks this CPU's vectors fill: its packages use that.
inline int64_t ownBlocks() {
  return __builtin_cpu_supports("avx512f") ? GNETRT_NCHW16C : GNETRT_NCHW8C;
}

/// Whether oneDNN has to have a generated kernel for what works element by
/// element on `channels` in a layout that packages of this CPU use. What makes
/// something of the zeros that fill up a group runs in reference code.
inline bool isGenerated(int64_t layout, int64_t channels,
                        const gnetrt_activation &activation) {
  int64_t block = layout == GNETRT_NCHW16C  ? 16
                  : layout == GNETRT_NCHW8C ? 8
                                            : 1;
  return (block == 1 || layout == ownBlocks()) &&
         (channels % block == 0 || activated(activation, 0) == 0);
}

/// Layouts alike on both sides; whole or slices; aligned or not; channels that
/// fill a block and that do not.
inline std::vector<Case> sameLayoutCases() {
  std::vector<Case> cases;
  for (int64_t layout : {GNETRT_NCHW, GNETRT_NCHW16C, GNETRT_NCHW8C})
    for (int64_t channels : {1, 13, 32, 37}) {
      cases.push_back({1, channels, {layout}, {layout}});
      cases.push_back({3, channels, {layout}, {layout}});
      cases.push_back({3, channels, {layout, 48}, {layout}});
      cases.push_back({2, channels, {layout}, {layout, 160}});
      cases.push_back({2, channels, {layout, 16, 1}, {layout, 32, 3}});
    }
  return cases;
}

/// Any layout to any other.
inline std::vector<Case> mixedLayoutCases() {
  std::vector<Case> cases;
  for (int64_t from : {GNETRT_NCHW, GNETRT_NCHW16C, GNETRT_NCHW8C})
    for (int64_t to : {GNETRT_NCHW, GNETRT_NCHW16C, GNETRT_NCHW8C})
      for (int64_t channels : {3, 16, 21}) {
        cases.push_back({1, channels, {from}, {to}});
        cases.push_back({3, channels, {from}, {to, 64}});
        cases.push_back({3, channels, {from, 96, 1}, {to, 0, 1}});
      }
  return cases;
}

} // namespace gnet::test

#endif // GNET_TESTS_RUNTIME_PLACEMENTS_H
