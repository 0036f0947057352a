#include "gpu/sim/MatrixMoves.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;
using testing::HasSubstr;

namespace {

constexpr uint32_t loadedRows = 256;

llvm::Expected<Words> loaded(const Case &done) {
  Words memory = bits(done.seed(), loadedRows * 4);
  Lanes addresses;
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    addresses[lane] = hash(seedB + done.seed(), lane) % loadedRows * 16;
  std::vector<Lanes> registers(size_t(done.number("count")));
  if (llvm::Error error =
          loadMatrices(memoryOf("shared memory", memory), addresses,
                       done.number("transposed"), registers))
    return error;
  return wordsOf(registers);
}

llvm::Expected<Words> stored(const Case &done) {
  const auto count = size_t(done.number("count"));
  Words memory(warpSize * 4, poison);
  Lanes addresses;
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    addresses[lane] = (13 * lane + done.seed()) % warpSize * 16;
  if (llvm::Error error = storeMatrices(
          memoryOf("shared memory", memory), addresses,
          done.number("transposed"),
          registersOf<Lanes>(bits(done.seed(), warpSize * count), count)))
    return error;
  return memory;
}

llvm::Expected<Words> moved(const Case &done) {
  if (done.operation() == "ldmatrix")
    return loaded(done);
  if (done.operation() == "stmatrix")
    return stored(done);
  return wordsOf(std::vector<Lanes>{
      transposeMatrix(registersOf<Lanes>(bits(done.seed(), warpSize), 1)[0])});
}

TEST(MatrixMovesTest, AsRecorded) { holdAgainst("matrix_moves", moved); }

TEST(MatrixMovesTest, RefusesOtherCounts) {
  Words memory(32);
  std::array<Lanes, 3> registers{};
  EXPECT_EQ(said(loadMatrices(memoryOf("shared memory", memory), Lanes{}, false,
                              registers)),
            "3 matrices at once; 1, 2 or 4 can be");
}

TEST(MatrixMovesTest, RefusesRowsThatAreMisalignedOrOutside) {
  Words memory(32);
  Lanes addresses{};
  std::array<Lanes, 1> registers{};
  addresses[3] = 8;
  EXPECT_EQ(said(loadMatrices(memoryOf("shared memory", memory), addresses,
                              false, registers)),
            "row of lane 3: misaligned address: 0x8 of shared memory is no "
            "multiple of 16");
  addresses[3] = 128;
  EXPECT_THAT(said(storeMatrices(memoryOf("shared memory", memory), addresses,
                                 false, registers)),
              HasSubstr("row of lane 3: out of bounds: 16 bytes at 0x80"));
  // Those of lanes past the matrices have no meaning.
  addresses[3] = 0;
  addresses[8] = 3;
  EXPECT_EQ(said(storeMatrices(memoryOf("shared memory", memory), addresses,
                               false, registers)),
            "");
}

} // namespace
