#include "Placements.h"
#include "RunStep.h"

#include <limits>

using namespace gnet::test;

namespace {

struct Window {
  int64_t kernel[2], stride[2], padding[4];
  bool ceil;
};

/// As Caffe and PyTorch count: a last window that would start past the input
/// and its left padding is dropped.
int64_t count(int64_t size, const Window &window, int axis) {
  int64_t before = window.padding[axis], stride = window.stride[axis];
  int64_t span = size + before + window.padding[2 + axis] - window.kernel[axis];
  if (!window.ceil)
    return span / stride + 1;
  int64_t windows = (span + stride - 1) / stride + 1;
  return (windows - 1) * stride >= size + before ? windows - 1 : windows;
}

double poolAt(const Images &in, const Window &window, int64_t kind, int64_t n,
              int64_t c, int64_t y, int64_t x) {
  double sum = 0, largest = -std::numeric_limits<double>::infinity();
  int64_t inside = 0, counted = 0;
  for (int64_t p = 0; p < window.kernel[0]; ++p)
    for (int64_t q = 0; q < window.kernel[1]; ++q) {
      int64_t h = y * window.stride[0] - window.padding[0] + p;
      int64_t w = x * window.stride[1] - window.padding[1] + q;
      counted +=
          h < in.height + window.padding[2] && w < in.width + window.padding[3];
      if (h < 0 || h >= in.height || w < 0 || w >= in.width)
        continue;
      inside++;
      sum += in.at(n, c, h, w);
      largest = std::max(largest, in.at(n, c, h, w));
    }
  return kind == GNETRT_MAX   ? largest
         : kind == GNETRT_AVG ? sum / static_cast<double>(inside)
                              : sum / static_cast<double>(counted);
}

Images reference(const Images &in, const Window &window, int64_t kind) {
  Images out(in.batch, in.channels, count(in.height, window, 0),
             count(in.width, window, 1));
  for (int64_t n = 0; n < out.batch; ++n)
    for (int64_t c = 0; c < out.channels; ++c)
      for (int64_t y = 0; y < out.height; ++y)
        for (int64_t x = 0; x < out.width; ++x)
          out.at(n, c, y, x) = poolAt(in, window, kind, n, c, y, x);
  return out;
}

std::string check(const Case &c, int64_t height, int64_t width,
                  const Window &window, int64_t kind) {
  Images in = randomImages(c.batch, c.channels, height, width, 1);
  Images expected = reference(in, window, kind);
  Memory source(in, c.source), destination(expected, c.destination);
  gnetrt_pool pool{c.batch,
                   source.buffer(),
                   destination.buffer(),
                   {window.kernel[0], window.kernel[1]},
                   {window.stride[0], window.stride[1]},
                   {window.padding[0], window.padding[1], window.padding[2],
                    window.padding[3]},
                   kind};
  std::string kernel =
      runStep({}, source, destination, [&](gnetrt_builder *builder) {
        return gnetrt_onednn_pool(builder, 0, &pool);
      });
  expectNear(destination.read(c.batch), expected);
  return kernel;
}

class Pool : public testing::TestWithParam<Case> {
protected:
  void check(const Window &window) {
    for (int64_t kind : {GNETRT_MAX, GNETRT_AVG, GNETRT_AVG_COUNT_PADDING})
      for (auto [height, width] : {std::pair{12, 9}, {7, 14}}) {
        SCOPED_TRACE(testing::Message()
                     << "kind " << kind << ", " << height << "x" << width);
        ::check(GetParam(), height, width, window, kind);
      }
  }
};

} // namespace

TEST_P(Pool, Plain) { check({{2, 2}, {2, 2}, {0, 0, 0, 0}, false}); }
TEST_P(Pool, Same) { check({{3, 3}, {1, 1}, {1, 1, 1, 1}, false}); }
TEST_P(Pool, Ceil) { check({{3, 3}, {2, 2}, {0, 0, 0, 0}, true}); }
TEST_P(Pool, CeilPastPadding) { check({{3, 2}, {2, 3}, {1, 1, 1, 0}, true}); }
TEST_P(Pool, UnevenPadding) { check({{3, 4}, {3, 2}, {0, 2, 1, 1}, false}); }
TEST_P(Pool, FloorLeavesSome) { check({{2, 3}, {4, 5}, {0, 0, 1, 2}, false}); }

INSTANTIATE_TEST_SUITE_P(Placements, Pool,
                         testing::ValuesIn(sameLayoutCases()));

TEST(PoolAcrossLayouts, PastPadding) {
  for (const Case &c : mixedLayoutCases()) {
    SCOPED_TRACE(testing::PrintToString(c));
    std::string kernel = check(c, 8, 9, {{3, 3}, {2, 2}, {1, 1, 0, 0}, true},
                               GNETRT_AVG_COUNT_PADDING);
    EXPECT_EQ(kernel, "direct");
  }
}

TEST(PoolGlobal, WholeImage) {
  Case c{3, 40, {ownBlocks()}, {ownBlocks()}};
  std::string kernel =
      check(c, 7, 7, {{7, 7}, {1, 1}, {0, 0, 0, 0}, false}, GNETRT_AVG);
  EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
}
