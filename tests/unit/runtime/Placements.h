//===- Placements.h - The ways of memory that every kernel must take ------===//
#ifndef GNET_TESTS_RUNTIME_PLACEMENTS_H
#define GNET_TESTS_RUNTIME_PLACEMENTS_H

#include "Images.h"

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
