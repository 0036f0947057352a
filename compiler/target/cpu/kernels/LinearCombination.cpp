//===- LinearCombination.cpp - Vectors times a small constant matrix ------===//
#include "target/cpu/kernels/LinearCombination.h"
#include <cmath>

using namespace mlir;

namespace gnet {
namespace {

/// A factor a value; those of 0 cost nothing.
using Factors = SmallVector<double>;

/// Operations of a kernel, on floats or on whole numbers.
struct Emitted {
  using Number = Value;

  static bool isWhole(Value a) {
    return getElementTypeOrSelf(a.getType()).isInteger();
  }
  Value add(Value a, Value b) {
    return isWhole(a) ? k.add(a, b) : k.addf(a, b);
  }
  Value subtract(Value a, Value b) {
    return isWhole(a) ? k.sub(a, b) : k.subf(a, b);
  }
  Value scale(double factor, Value a) {
    if (isWhole(a))
      return k.mul(k.integersLike(a, static_cast<int64_t>(factor)), a);
    return k.mulf(k.constantLike(a, factor), a);
  }
  Value addScaled(double factor, Value a, Value sum) {
    if (isWhole(a))
      return k.add(scale(factor, a), sum);
    return k.fma(k.constantLike(a, factor), a, sum);
  }

  KernelBuilder &k;
};

/// What they give.
struct Computed {
  using Number = float;

  float add(float a, float b) { return a + b; }
  float subtract(float a, float b) { return a - b; }
  float scale(double factor, float a) { return static_cast<float>(factor) * a; }
  float addScaled(double factor, float a, float sum) {
    auto rounded = static_cast<float>(factor);
    return hasFma ? std::fma(rounded, a, sum) : rounded * a + sum;
  }

  bool hasFma;
};

/// Nothing where all factors are 0. Terms with a factor of 1 come first, so
/// that the others are added by multiplying.
template <typename Arithmetic, typename Number = typename Arithmetic::Number>
std::optional<Number> combine(Arithmetic &k, ArrayRef<double> factors,
                              ArrayRef<Number> values) {
  std::optional<Number> sum;
  for (auto [factor, value] : llvm::zip_equal(factors, values))
    if (factor == 1)
      sum = sum ? k.add(*sum, value) : value;
  for (auto [factor, value] : llvm::zip_equal(factors, values)) {
    if (factor == 0 || factor == 1)
      continue;
    if (factor == -1 && sum)
      sum = k.subtract(*sum, value);
    else if (sum)
      sum = k.addScaled(factor, value, *sum);
    else
      sum = k.scale(factor, value);
  }
  return sum;
}

/// Whether `b` has the factors of `a`, those at even places alike and those at
/// odd ones with another sign, or the other way round: then `evenSign` is 1 or
/// -1, the sign of the even ones.
bool isMirrored(ArrayRef<double> a, ArrayRef<double> b, double &evenSign) {
  for (double sign : {1.0, -1.0}) {
    bool fits = true;
    for (size_t i = 0; i < a.size(); ++i)
      fits &= b[i] == (i % 2 == 0 ? sign : -sign) * a[i];
    evenSign = sign;
    if (fits)
      return true;
  }
  return false;
}

/// The factors at the places of a parity.
Factors partOf(ArrayRef<double> factors, size_t parity) {
  Factors part(factors.size(), 0);
  for (size_t i = parity; i < factors.size(); i += 2)
    part[i] = factors[i];
  return part;
}

/// Columns j and j + 1 that every row takes with one factor, up to the sign of
/// the second, become their sum and their difference.
template <typename Arithmetic, typename Number = typename Arithmetic::Number>
void mergeColumns(Arithmetic &k, SmallVector<Factors> &rows,
                  SmallVector<Number> &values) {
  for (size_t j = 0; j + 1 < values.size(); ++j) {
    auto isPair = [&](const Factors &row) {
      return row[j] == row[j + 1] || row[j] == -row[j + 1];
    };
    auto usesBoth = [&](const Factors &row) {
      return row[j] != 0 && row[j] == row[j + 1];
    };
    auto usesDifference = [&](const Factors &row) {
      return row[j] != 0 && row[j] == -row[j + 1];
    };
    if (!llvm::all_of(rows, isPair) || llvm::count_if(rows, usesBoth) == 0 ||
        llvm::count_if(rows, usesDifference) == 0)
      continue;
    Number sum = k.add(values[j], values[j + 1]);
    Number difference = k.subtract(values[j], values[j + 1]);
    for (Factors &row : rows) {
      double factor = row[j];
      bool isSum = row[j] == row[j + 1];
      row[j] = isSum ? factor : 0;
      row[j + 1] = isSum ? 0 : factor;
    }
    values[j] = sum;
    values[j + 1] = difference;
    ++j;
  }
}

template <typename Arithmetic, typename Number = typename Arithmetic::Number>
SmallVector<Number> product(Arithmetic k, ArrayRef<double> matrix,
                            ArrayRef<Number> column) {
  SmallVector<Number> values(column);
  SmallVector<Factors> rows;
  for (size_t at = 0; at < matrix.size(); at += values.size())
    rows.emplace_back(matrix.slice(at, values.size()));
  mergeColumns(k, rows, values);
  SmallVector<Number> results;
  auto combined = [&](ArrayRef<double> factors) {
    return combine(k, factors, ArrayRef<Number>(values));
  };
  for (size_t i = 0; i < rows.size(); ++i) {
    double evenSign;
    if (i + 1 < rows.size() && isMirrored(rows[i], rows[i + 1], evenSign)) {
      auto even = combined(partOf(rows[i], 0));
      auto odd = combined(partOf(rows[i], 1));
      if (even && odd) {
        results.push_back(k.add(*even, *odd));
        results.push_back(evenSign > 0 ? k.subtract(*even, *odd)
                                       : k.subtract(*odd, *even));
        ++i;
        continue;
      }
    }
    results.push_back(combined(rows[i]).value_or(Number()));
  }
  return results;
}

} // namespace

SmallVector<Value> multiply(KernelBuilder &k, ArrayRef<double> matrix,
                            ArrayRef<Value> column) {
  return product(Emitted{k}, matrix, column);
}

void multiplySides(KernelBuilder &k, const MatricesOfSides &matrices,
                   function_ref<Value(int64_t y, int64_t x)> valueAt,
                   function_ref<void(int64_t y, ArrayRef<Value> row)> body) {
  const auto &[down, across, height, width] = matrices;
  const int64_t rows = static_cast<int64_t>(down.size()) / height;
  SmallVector<Value> columns;
  for (int64_t x = 0; x < width; ++x) {
    SmallVector<Value> column;
    for (int64_t y = 0; y < height; ++y)
      column.push_back(valueAt(y, x));
    columns.append(multiply(k, down, column));
  }
  for (int64_t y = 0; y < rows; ++y) {
    SmallVector<Value> row;
    for (int64_t x = 0; x < width; ++x)
      row.push_back(columns[x * rows + y]);
    body(y, multiply(k, across, row));
  }
}

SmallVector<float> multiply(bool hasFma, ArrayRef<double> matrix,
                            ArrayRef<float> column) {
  return product(Computed{hasFma}, matrix, column);
}

} // namespace gnet
