//===- LinearCombination.cpp - Vectors times a small constant matrix ------===//
#include "target/cpu/kernels/LinearCombination.h"

using namespace mlir;

namespace gnet {
namespace {

/// A factor a value; those of 0 cost nothing.
using Factors = SmallVector<double>;

/// Null where all factors are 0. Terms with a factor of 1 come first, so that
/// the others are added by multiplying.
Value combine(KernelBuilder &k, ArrayRef<double> factors,
              ArrayRef<Value> values) {
  Value sum;
  for (auto [factor, value] : llvm::zip_equal(factors, values))
    if (factor == 1)
      sum = sum ? k.addf(sum, value) : value;
  for (auto [factor, value] : llvm::zip_equal(factors, values)) {
    if (factor == 0 || factor == 1)
      continue;
    if (factor == -1 && sum)
      sum = k.subf(sum, value);
    else if (sum)
      sum = k.fma(k.constantLike(value, factor), value, sum);
    else
      sum = k.mulf(k.constantLike(value, factor), value);
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
void mergeColumns(KernelBuilder &k, SmallVector<Factors> &rows,
                  SmallVector<Value> &values) {
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
    Value sum = k.addf(values[j], values[j + 1]);
    Value difference = k.subf(values[j], values[j + 1]);
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

} // namespace

SmallVector<Value> multiply(KernelBuilder &k, ArrayRef<double> matrix,
                            ArrayRef<Value> column) {
  SmallVector<Value> values(column);
  SmallVector<Factors> rows;
  for (size_t at = 0; at < matrix.size(); at += values.size())
    rows.emplace_back(matrix.slice(at, values.size()));
  mergeColumns(k, rows, values);
  SmallVector<Value> results;
  for (size_t i = 0; i < rows.size(); ++i) {
    double evenSign;
    if (i + 1 < rows.size() && isMirrored(rows[i], rows[i + 1], evenSign)) {
      Value even = combine(k, partOf(rows[i], 0), values);
      Value odd = combine(k, partOf(rows[i], 1), values);
      if (even && odd) {
        results.push_back(k.addf(even, odd));
        results.push_back(evenSign > 0 ? k.subf(even, odd) : k.subf(odd, even));
        ++i;
        continue;
      }
    }
    results.push_back(combine(k, rows[i], values));
  }
  return results;
}

} // namespace gnet
