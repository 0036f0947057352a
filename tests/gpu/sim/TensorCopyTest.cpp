#include "gpu/sim/TensorCopy.h"
#include "gpu/sim/Recordings.h"
#include "gmock/gmock.h"

using namespace gnet::gpu::sim;
using namespace gnet::gpu::golden;
using testing::HasSubstr;

namespace {

constexpr size_t windowWords = 4096;

template <typename Integer>
std::vector<Integer> as(const std::vector<int64_t> &numbers) {
  return {numbers.begin(), numbers.end()};
}

ElementType typeOf(const std::string &type) {
  return type == "u8"     ? ElementType::U8
         : type == "u16"  ? ElementType::U16
         : type == "f16"  ? ElementType::F16
         : type == "bf16" ? ElementType::BF16
         : type == "tf32" ? ElementType::TF32
                          : ElementType::F32;
}

TensorMap mapOf(const Case &done) {
  TensorMap map{
      typeOf(done.text("type")),          0,
      as<uint64_t>(done.numbers("dims")), as<uint64_t>(done.numbers("strides")),
      as<uint32_t>(done.numbers("box")),  as<uint32_t>(done.numbers("steps")),
      Swizzle(done.number("swizzle")),    done.text("fill") == "nan"};
  if (!done.text("lower").empty())
    map.im2col = Im2col{
        as<int32_t>(done.numbers("lower")), as<int32_t>(done.numbers("upper")),
        uint32_t(done.number("channels")), uint32_t(done.number("pixels"))};
  return map;
}

size_t tensorWords(const TensorMap &map) {
  const uint64_t size = map.strides.empty()
                            ? map.dims[0] * bytesOf(map.type)
                            : map.dims.back() * map.strides.back();
  return size_t(size + 3) / 4;
}

llvm::Expected<Words> loaded(const Case &done) {
  const TensorMap map = mapOf(done);
  Words tensor = bits(done.seed(), tensorWords(map));
  Words window(windowWords, poison);
  const auto offset = uint32_t(done.number("offset"));
  auto count = loadTensor(map, memoryOf("the tensor", tensor),
                          as<int32_t>(done.numbers("at")),
                          as<uint16_t>(done.numbers("offsets")),
                          memoryOf("shared memory", window), offset);
  if (!count)
    return count.takeError();
  window.resize((offset + *count + 127) / 128 * 32 + 32);
  return window;
}

llvm::Expected<Words> stored(const Case &done) {
  const bool adds = done.operation() == "add";
  const TensorMap map = mapOf(done);
  Words tensor(tensorWords(map), adds ? 0 : poison);
  Words window =
      elements(adds ? "integers" : "bits", f32, done.seed(), windowWords);
  for (int i = 0; i < 1 + adds; ++i)
    if (llvm::Error error = (adds ? addTensor : storeTensor)(
            map, memoryOf("the tensor", tensor),
            as<int32_t>(done.numbers("at")), memoryOf("shared memory", window),
            uint64_t(done.number("offset"))))
      return error;
  return tensor;
}

TEST(TensorCopyTest, TilesAsRecorded) { holdAgainst("tiles", loaded); }

TEST(TensorCopyTest, Im2colAsRecorded) { holdAgainst("im2col", loaded); }

TEST(TensorCopyTest, StoresAsRecorded) { holdAgainst("tensor_stores", stored); }

/// 8x4 elements of f32, a box of 4x2.
TensorMap small() {
  return {ElementType::F32, 0, {8, 4}, {32}, {4, 2}, {1, 1}};
}

TEST(TensorCopyTest, AddsTwice) {
  Words tensor(32, 0), window(32, 0x3F800000); // 1
  const std::vector<int32_t> at{4, 3};
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(said(addTensor(small(), memoryOf("the tensor", tensor), at,
                             memoryOf("shared memory", window), 0)),
              "");
  Words expected(32, 0);
  std::fill(expected.begin() + 28, expected.end(), 0x40000000); // 2
  EXPECT_EQ(tensor, expected);
}

TEST(TensorCopyTest, RefusesWhatLeavesTheMemory) {
  Words tensor(24), window(32);
  const std::vector<int32_t> at{0, 2};
  auto error = said(storeTensor(small(), memoryOf("the tensor", tensor), at,
                                memoryOf("shared memory", window), 0));
  EXPECT_THAT(error,
              HasSubstr("out of bounds: 16 bytes at 0x60 of the tensor"));
  error = toString(loadTensor(small(), memoryOf("the tensor", tensor), at, {},
                              memoryOf("shared memory", window), 128)
                       .takeError());
  EXPECT_THAT(error, HasSubstr("16 bytes at 0x80 of shared memory"));
}

TEST(TensorCopyTest, RefusesOtherCoordinates) {
  Words tensor(32), window(32);
  auto error = [&](const std::vector<int32_t> &at,
                   const std::vector<uint16_t> &offsets) {
    return toString(loadTensor(small(), memoryOf("the tensor", tensor), at,
                               offsets, memoryOf("shared memory", window), 0)
                        .takeError());
  };
  EXPECT_EQ(error({0}, {}), "1 coordinates of a tensor of 2 dimensions");
  EXPECT_EQ(error({0, 0}, {1}), "1 offsets of a filter of 0 axes");
}

TEST(TensorCopyTest, RefusesStoresOfImagesAndSumsOfOtherElements) {
  Words tensor(32), window(32);
  const std::vector<int32_t> at{0, 0};
  TensorMap map = small();
  map.type = ElementType::F16;
  map.box[0] = 8;
  EXPECT_EQ(said(addTensor(map, memoryOf("the tensor", tensor), at,
                           memoryOf("shared memory", window), 0)),
            "a reduction of other elements than f32");
  map.dims = {8, 2, 2};
  map.strides = {16, 32};
  map.steps = {1, 1, 1};
  map.im2col = Im2col{{0}, {0}, 8, 2};
  const std::vector<int32_t> place{0, 0, 0};
  EXPECT_EQ(said(storeTensor(map, memoryOf("the tensor", tensor), place,
                             memoryOf("shared memory", window), 0)),
            "a store through a tensor map of im2col");
}

TEST(TensorMapTest, RefusesWhatTheDriverDoes) {
  auto error = [](auto change) {
    TensorMap map = small();
    change(map);
    return said(map.check());
  };
  EXPECT_EQ(error([](TensorMap &) {}), "");
  EXPECT_THAT(error([](TensorMap &map) { map.dims = {}; }),
              HasSubstr("0 dimensions"));
  EXPECT_THAT(error([](TensorMap &map) { map.strides = {}; }),
              HasSubstr("0 strides"));
  EXPECT_THAT(error([](TensorMap &map) { map.address = 8; }),
              HasSubstr("a tensor at 0x8"));
  EXPECT_THAT(error([](TensorMap &map) { map.dims[1] = 0; }),
              HasSubstr("not 1 to 2^32"));
  EXPECT_THAT(error([](TensorMap &map) { map.strides[0] = 40; }),
              HasSubstr("a stride of 40 bytes"));
  EXPECT_THAT(error([](TensorMap &map) { map.steps[1] = 9; }),
              HasSubstr("a step that is not 1 to 8"));
  EXPECT_THAT(error([](TensorMap &map) { map.box[1] = 257; }),
              HasSubstr("1 to 256 elements"));
  EXPECT_THAT(error([](TensorMap &map) { map.box[0] = 3; }),
              HasSubstr("12 bytes innermost"));
  EXPECT_THAT(error([](TensorMap &map) {
                map.box[0] = 12;
                map.swizzle = Swizzle::B32;
              }),
              HasSubstr("wider than a swizzle of 32"));
  EXPECT_THAT(error([](TensorMap &map) {
                map.type = ElementType::U16;
                map.box[0] = 8;
                map.nanOutside = true;
              }),
              HasSubstr("NaNs outside"));
}

TEST(TensorMapTest, RefusesImagesThatTheDriverDoes) {
  auto error = [](std::vector<int32_t> lower, uint32_t channels,
                  uint32_t pixels) {
    TensorMap map{ElementType::F32, 0,  {8, 4, 4, 2},
                  {32, 128, 512},   {}, {1, 1, 1, 1}};
    map.im2col = Im2col{std::move(lower), {0, 0}, channels, pixels};
    return said(map.check());
  };
  EXPECT_EQ(error({-1, -1}, 4, 8), "");
  EXPECT_THAT(error({-1}, 4, 8), HasSubstr("corners of 1 and 2"));
  EXPECT_THAT(error({-1, -129}, 4, 8), HasSubstr("more than 8 bits"));
  EXPECT_THAT(error({-1, -1}, 4, 1025), HasSubstr("1025 pixels"));
  EXPECT_THAT(error({-1, -1}, 2, 8), HasSubstr("8 bytes innermost"));
}

} // namespace
