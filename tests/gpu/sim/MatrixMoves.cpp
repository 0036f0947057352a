#include "gpu/sim/MatrixMoves.h"
#include "llvm/Support/FormatVariadic.h"

namespace gnet::gpu::sim {

namespace {

constexpr uint64_t rowBytes = 16;

using Matrix = std::array<std::array<uint16_t, 8>, 8>;

Lanes fragmentOf(const Matrix &matrix) {
  Lanes registers;
  for (uint32_t lane = 0; lane < warpSize; ++lane) {
    const auto &row = matrix[lane / 4];
    const uint32_t column = lane % 4 * 2;
    registers[lane] = row[column] | uint32_t(row[column + 1]) << 16;
  }
  return registers;
}

Matrix matrixOf(const Lanes &registers) {
  Matrix matrix;
  for (uint32_t lane = 0; lane < warpSize; ++lane) {
    auto &row = matrix[lane / 4];
    const uint32_t column = lane % 4 * 2;
    row[column] = uint16_t(registers[lane]);
    row[column + 1] = uint16_t(registers[lane] >> 16);
  }
  return matrix;
}

llvm::Error checkCount(size_t count) {
  if (count == 1 || count == 2 || count == 4)
    return llvm::Error::success();
  return llvm::createStringError(
      llvm::formatv("{0} matrices at once; 1, 2 or 4 can be", count));
}

/// The row's bytes, with the lane named in an error.
llvm::Expected<std::span<uint8_t>> rowAt(const Memory &shared,
                                         const Lanes &addresses, size_t lane) {
  auto row = shared.at(addresses[lane], rowBytes, rowBytes);
  if (!row)
    return llvm::createStringError(
        llvm::formatv("row of lane {0}: {1}", lane, toString(row.takeError())));
  return row;
}

} // namespace

llvm::Error loadMatrices(const Memory &shared, const Lanes &addresses,
                         bool transposed, std::span<Lanes> registers) {
  if (llvm::Error error = checkCount(registers.size()))
    return error;
  for (size_t m = 0; m < registers.size(); ++m) {
    Matrix matrix;
    for (size_t i = 0; i < 8; ++i) {
      auto row = rowAt(shared, addresses, 8 * m + i);
      if (!row)
        return row.takeError();
      std::memcpy(matrix[i].data(), row->data(), rowBytes);
    }
    registers[m] = fragmentOf(matrix);
    if (transposed)
      registers[m] = transposeMatrix(registers[m]);
  }
  return llvm::Error::success();
}

llvm::Error storeMatrices(const Memory &shared, const Lanes &addresses,
                          bool transposed, std::span<const Lanes> registers) {
  if (llvm::Error error = checkCount(registers.size()))
    return error;
  for (size_t m = 0; m < registers.size(); ++m) {
    const Matrix matrix =
        matrixOf(transposed ? transposeMatrix(registers[m]) : registers[m]);
    for (size_t i = 0; i < 8; ++i) {
      auto row = rowAt(shared, addresses, 8 * m + i);
      if (!row)
        return row.takeError();
      std::memcpy(row->data(), matrix[i].data(), rowBytes);
    }
  }
  return llvm::Error::success();
}

Lanes transposeMatrix(const Lanes &registers) {
  const Matrix matrix = matrixOf(registers);
  Matrix transposed;
  for (size_t row = 0; row < 8; ++row)
    for (size_t column = 0; column < 8; ++column)
      transposed[column][row] = matrix[row][column];
  return fragmentOf(transposed);
}

} // namespace gnet::gpu::sim
