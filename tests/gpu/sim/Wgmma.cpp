#include "gpu/sim/Wgmma.h"
#include "gpu/sim/Fragments.h"
#include "llvm/Support/FormatVariadic.h"
#include <vector>

namespace gnet::gpu::sim {

namespace {

constexpr size_t rows = 64, rowsOfWarp = 16, warpLanes = 32, mostN = 256;
constexpr uint64_t pieceBytes = 16;

size_t depth(OperandType type) { return 32 / bytesOf(type); }

/// Rows of A or columns of B, K elements each.
using Matrix = std::vector<Element>;

llvm::Error check(const Wgmma &operation, std::span<GroupLanes> d) {
  const size_t n = operation.n;
  if (n == 0 || n > mostN || n % 8 != 0)
    return llvm::createStringError(llvm::formatv(
        "wgmma of n = {0}, which is no multiple of 8 up to {1}", n, mostN));
  if (d.size() != n / 2)
    return llvm::createStringError(
        llvm::formatv("wgmma of n = {0} with {1} accumulators; it has {2}", n,
                      d.size(), n / 2));
  if (operation.type == OperandType::TF32 &&
      (operation.transposedA || operation.transposedB))
    return llvm::createStringError(
        "wgmma of tf32 with a transposed operand; only those of 16 bits can "
        "be");
  return llvm::Error::success();
}

Element signedBy(Element element, bool negated) {
  if (negated)
    element.mantissa = -element.mantissa;
  return element;
}

llvm::Expected<Matrix> read(OperandType type, const Memory &shared,
                            uint64_t bits, size_t count, bool transposed,
                            bool negated) {
  const auto descriptor = MatrixDescriptor::decode(bits);
  const size_t bytes = bytesOf(type), k = depth(type);
  Matrix matrix(count * k);
  for (size_t i = 0; i < matrix.size(); ++i) {
    auto at =
        shared.at(descriptor.addressOf(type, transposed, i / k, i % k), bytes);
    if (!at)
      return at.takeError();
    const uint32_t word =
        bytes == 2 ? load<uint16_t>(*at) : load<uint32_t>(*at);
    matrix[i] = signedBy(elementOf(type, word), negated);
  }
  return matrix;
}

Matrix fromRegisters(OperandType type, std::span<const GroupLanes, 4> a,
                     bool negated) {
  const size_t k = depth(type);
  Matrix matrix(rows * k);
  for (size_t i = 0; i < a.size(); ++i)
    for (size_t thread = 0; thread < a[i].size(); ++thread)
      for (size_t part = 0; part < perRegister(type); ++part) {
        const Place place = placeInA(type, thread % warpLanes, i, part);
        const size_t row = thread / warpLanes * rowsOfWarp + place.row;
        matrix[row * k + place.column] =
            signedBy(elementOf(type, a[i][thread], part), negated);
      }
  return matrix;
}

void multiply(const Wgmma &operation, const Matrix &a, const Matrix &b,
              std::span<GroupLanes> d) {
  const size_t k = depth(operation.type);
  for (size_t i = 0; i < d.size(); ++i)
    for (size_t thread = 0; thread < d[i].size(); ++thread) {
      const Place place = placeInC(thread % warpLanes, i);
      const size_t row = thread / warpLanes * rowsOfWarp + place.row;
      d[i][thread] =
          multiplyAdd(operation.type, std::span(a).subspan(row * k, k),
                      std::span(b).subspan(place.column * k, k),
                      operation.adds ? d[i][thread] : 0);
    }
}

} // namespace

MatrixDescriptor MatrixDescriptor::decode(uint64_t bits) {
  constexpr Swizzle swizzles[] = {Swizzle::None, Swizzle::B128, Swizzle::B64,
                                  Swizzle::B32};
  auto bytes = [&](int from) { return uint32_t(bits >> from & 0x3FFF) << 4; };
  return {bytes(0), bytes(16), bytes(32), uint32_t(bits >> 49 & 7),
          swizzles[bits >> 62]};
}

uint64_t MatrixDescriptor::addressOf(OperandType type, bool transposed,
                                     size_t row, size_t k) const {
  // Along the contiguous dimension in pieces of 16 bytes, along the other in
  // groups of 8.
  const uint64_t inRow = (transposed ? row : k) * bytesOf(type);
  const uint64_t piece = inRow / pieceBytes, across = transposed ? k : row;
  uint64_t offset = inRow % pieceBytes;
  if (swizzle == Swizzle::None) {
    const uint64_t next = transposed ? stride : leading;
    const uint64_t group = transposed ? leading : stride;
    offset += piece * next + across % 8 * pieceBytes + across / 8 * group;
  } else {
    const uint64_t pieces = width(swizzle) / pieceBytes;
    offset += piece % pieces * pieceBytes + piece / pieces * leading +
              across % 8 * width(swizzle) + across / 8 * stride;
  }
  return swizzled(address + offset, swizzle, base);
}

llvm::Error multiplyGroup(const Wgmma &operation, const Memory &shared,
                          uint64_t a, uint64_t b, std::span<GroupLanes> d) {
  if (llvm::Error error = check(operation, d))
    return error;
  auto left = read(operation.type, shared, a, rows, operation.transposedA,
                   operation.negatedA);
  if (!left)
    return left.takeError();
  auto right = read(operation.type, shared, b, operation.n,
                    operation.transposedB, operation.negatedB);
  if (!right)
    return right.takeError();
  multiply(operation, *left, *right, d);
  return llvm::Error::success();
}

llvm::Error multiplyGroup(const Wgmma &operation, const Memory &shared,
                          std::span<const GroupLanes, 4> a, uint64_t b,
                          std::span<GroupLanes> d) {
  if (llvm::Error error = check(operation, d))
    return error;
  auto right = read(operation.type, shared, b, operation.n,
                    operation.transposedB, operation.negatedB);
  if (!right)
    return right.takeError();
  multiply(operation, fromRegisters(operation.type, a, operation.negatedA),
           *right, d);
  return llvm::Error::success();
}

} // namespace gnet::gpu::sim
