//===- Gemm.h - Matrix products of the tests ------------------------------===//
#ifndef GNET_GPU_SIM_EXECUTION_GEMM_H
#define GNET_GPU_SIM_EXECUTION_GEMM_H

#include "gpu/sim/execution/SmallKernels.h"
#include <cmath>

namespace gnet::gpu::sim {

inline constexpr ThreadOrder threadOrders[] = {
    ThreadOrder::Forward, ThreadOrder::Backward, ThreadOrder::Random};

/// C = A B of rows x depth and depth x columns.
template <typename Element> struct Gemm : Device {
  Gemm(size_t rows, size_t columns, size_t depth)
      : rows(rows), columns(columns), depth(depth) {}

  size_t rows, columns, depth;
  std::span<Element> a = input<Element>("A", rows *depth, 1);
  std::span<Element> b = input<Element>("B", depth *columns, 2);
  std::span<float> c = buffer<float>("C", rows *columns);

  double expected(size_t row, size_t column) const {
    double sum = 0;
    for (size_t k = 0; k < depth; ++k)
      sum += double(a[row * depth + k]) * double(b[k * columns + column]);
    return sum;
  }
  /// The most that C differs by.
  double worst() const {
    double worst = 0;
    for (size_t i = 0; i < c.size(); ++i)
      worst = std::fmax(
          worst, std::fabs(double(c[i]) - expected(i / columns, i % columns)));
    return worst;
  }
};

} // namespace gnet::gpu::sim

#endif // GNET_GPU_SIM_EXECUTION_GEMM_H
