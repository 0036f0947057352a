#include "core/safetensors.h"
#include "Images.h"
#include "WeightsFile.h"

#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace gnet::test;

namespace {

/// What the reader says to a file, or "" where it takes it.
std::string complaint(const std::string &file) {
  gnetrt_safetensors tensors;
  char message[256] = "";
  // A copy of exactly that size: a sanitizer sees a read past its end.
  std::vector<char> bytes(file.begin(), file.end());
  if (!gnetrt_safetensors_parse(bytes.data(), bytes.size(), &tensors, message,
                                sizeof(message)))
    return *message ? message : "no message";
  gnetrt_safetensors_free(&tensors);
  return "";
}

std::string entry(const std::string &name, const std::string &shape,
                  const std::string &offsets,
                  const std::string &dtype = "F32") {
  return fmt::format(
      R"("{}":{{"dtype":"{}","shape":[{}],"data_offsets":[{}]}})", name, dtype,
      shape, offsets);
}

struct Lie {
  const char *what;
  std::string file;
  const char *says;
};

std::ostream &operator<<(std::ostream &out, const Lie &lie) {
  return out << lie.what;
}

class Lies : public testing::TestWithParam<Lie> {};

std::string length(uint64_t value) {
  return {reinterpret_cast<const char *>(&value), sizeof(value)};
}

std::vector<Lie> allLies() {
  const std::string four(4, '\0'), eight(8, '\0');
  std::string one = entry("a", "1", "0,4");
  return {
      {"empty", "", "at least 8 bytes"},
      {"seven bytes", "1234567", "at least 8 bytes"},
      {"no header", length(0), "'{' is expected"},
      {"header past the end", length(100) + "{}", "more than the file"},
      {"header just past", length(3) + "{}", "more than the file"},
      {"header of 2^64 - 1", length(~0ull) + "{}", "more than the file"},
      {"header of 2^63", length(1ull << 63) + "{}", "more than the file"},
      {"not an object", fileOf("[]", ""), "'{' is expected"},
      {"no end", fileOf("{", ""), "a string is expected"},
      {"two headers", fileOf("{}{}", ""), "follows the end"},
      {"comma at the end", fileOf("{" + one + ",}", four),
       "string is expected"},
      {"no comma", fileOf("{" + one + one + "}", four), "',' or '}'"},
      {"no colon", fileOf(R"({"a" {}})", ""), "':' is expected"},
      {"not a tensor", fileOf(R"({"a":3})", ""), "'{' is expected"},
      {"empty tensor", fileOf(R"({"a":{}})", ""), "a string is expected"},
      {"deep nesting", fileOf(std::string(100000, '['), ""), "'{' is expected"},
      {"deep tensors",
       fileOf(R"({"a":{"shape":)" + std::string(100000, '[') + "}}", ""),
       "whole number"},
      {"unknown key", fileOf(R"({"a":{"dtype":"F32","color":1}})", ""),
       "unknown key"},
      {"no dtype", fileOf(R"({"a":{"shape":[1],"data_offsets":[0,4]}})", four),
       "it needs dtype"},
      {"no shape",
       fileOf(R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", four),
       "it needs dtype"},
      {"no offsets", fileOf(R"({"a":{"dtype":"F32","shape":[1]}})", four),
       "it needs dtype"},
      {"two dtypes", fileOf(R"({"a":{"dtype":"F32","dtype":"F32"}})", ""),
       "two dtypes"},
      {"two shapes", fileOf(R"({"a":{"shape":[1],"shape":[1]}})", ""),
       "two shapes"},
      {"two offsets",
       fileOf(R"({"a":{"data_offsets":[0,4],"data_offsets":[0,4]}})", ""),
       "two data_offsets"},
      {"unknown dtype", fileOf("{" + entry("a", "1", "0,4", "F31") + "}", four),
       "unknown dtype"},
      {"nine dims",
       fileOf("{" + entry("a", "1,1,1,1,1,1,1,1,1", "0,4") + "}", four),
       "more than 8"},
      {"negative dim", fileOf("{" + entry("a", "-1", "0,4") + "}", four),
       "whole number"},
      {"fractional dim", fileOf("{" + entry("a", "1.5", "0,4") + "}", four),
       "',' or ']'"},
      {"leading zero", fileOf("{" + entry("a", "01", "0,4") + "}", four),
       "whole number"},
      {"exponent", fileOf("{" + entry("a", "1e0", "0,4") + "}", four),
       "',' or ']'"},
      {"dim of 2^63",
       fileOf("{" + entry("a", "9223372036854775808", "0,4") + "}", four),
       "too large"},
      {"dim of 10^40",
       fileOf("{" + entry("a", "1" + std::string(40, '0'), "0,4") + "}", four),
       "too large"},
      {"elements overflow",
       fileOf("{" + entry("a", "4294967296,4294967296", "0,4") + "}", four),
       "shape is too large"},
      {"elements overflow to right size",
       fileOf("{" + entry("a", "4611686018427387905,4", "0,16") + "}",
              eight + eight),
       "shape is too large"},
      {"bytes overflow",
       fileOf("{" + entry("a", "4611686018427387905", "0,4") + "}", four),
       "shape is too large"},
      {"data ends before it begins",
       fileOf("{" + entry("a", "1", "4,0") + "}", four), "before it begins"},
      {"data past the end", fileOf("{" + entry("a", "2", "0,8") + "}", four),
       "behind the end"},
      {"data far past the end",
       fileOf("{" + entry("a", "1", "9223372036854775803,9223372036854775807") +
                  "}",
              four),
       "behind the end"},
      {"shape smaller than data",
       fileOf("{" + entry("a", "1", "0,8") + "}", eight), "other sizes"},
      {"shape larger than data",
       fileOf("{" + entry("a", "3", "0,8") + "}", eight), "other sizes"},
      {"three offsets", fileOf("{" + entry("a", "1", "0,4,4") + "}", four),
       "',' or ']'"},
      {"overlap",
       fileOf("{" + entry("a", "1", "0,4") + "," + entry("b", "1", "2,6") + "}",
              "123456"),
       "overlaps"},
      {"the same data twice",
       fileOf("{" + entry("a", "1", "0,4") + "," + entry("b", "1", "0,4") + "}",
              four),
       "overlaps"},
      {"gap",
       fileOf("{" + entry("a", "1", "0,4") + "," + entry("b", "1", "8,12") +
                  "}",
              eight + four),
       "bytes of no tensor"},
      {"gap at the begin", fileOf("{" + entry("a", "1", "4,8") + "}", eight),
       "bytes of no tensor"},
      {"bytes behind", fileOf("{" + one + "}", eight), "bytes of no tensor"},
      {"data without tensors", fileOf("{}", four), "bytes of no tensor"},
      {"one name twice",
       fileOf("{" + entry("a", "1", "0,4") + "," + entry("a", "1", "4,8") + "}",
              eight),
       "twice"},
      {"one name twice, escaped",
       fileOf("{" + entry("a", "1", "0,4") + "," +
                  entry("\\u0061", "1", "4,8") + "}",
              eight),
       "twice"},
      {"name with NUL", fileOf(R"({"a\u0000b":{}})", ""), "bad escape"},
      {"name with escape sequence", fileOf(R"({"\u001b[2J":{}})", ""),
       "control character"},
      {"name with line break", fileOf("{\"a\nb\":{}}", ""),
       "control character"},
      {"lone surrogate", fileOf(R"({"\ud800":{}})", ""), "bad escape"},
      {"bad pair", fileOf(R"({"\ud800\u0041":{}})", ""), "bad escape"},
      {"short escape", fileOf(R"({"\u12)", ""), "bad escape"},
      {"unknown escape", fileOf(R"({"\x41":{}})", ""), "bad escape"},
      {"not UTF-8", fileOf("{\"\xff\":{}}", ""), "not UTF-8"},
      {"overlong UTF-8", fileOf("{\"\xc0\xaf\":{}}", ""), "not UTF-8"},
      {"overlong UTF-8 of three", fileOf("{\"\xe0\x80\xaf\":{}}", ""),
       "not UTF-8"},
      {"overlong UTF-8 of four", fileOf("{\"\xf0\x80\x80\xaf\":{}}", ""),
       "not UTF-8"},
      {"surrogate in UTF-8", fileOf("{\"\xed\xa0\x80\":{}}", ""), "not UTF-8"},
      {"past U+10FFFF", fileOf("{\"\xf4\x90\x80\x80\":{}}", ""), "not UTF-8"},
      {"cut UTF-8", fileOf("{\"\xe2\x82", ""), "not UTF-8"},
      {"metadata that is no map", fileOf(R"({"__metadata__":1})", ""),
       "'{' is expected"},
      {"metadata of numbers", fileOf(R"({"__metadata__":{"a":1}})", ""),
       "a string is expected"},
      {"two metadata", fileOf(R"({"__metadata__":{},"__metadata__":{}})", ""),
       "second"},
  };
}

} // namespace

TEST_P(Lies, AreTold) {
  EXPECT_NE(complaint(GetParam().file).find(GetParam().says), std::string::npos)
      << complaint(GetParam().file);
}

INSTANTIATE_TEST_SUITE_P(Safetensors, Lies, testing::ValuesIn(allLies()));

TEST(Safetensors, EveryCutIsAnError) {
  std::string file = fileOf(
      {{"a", {2, 3}, randomFloats(6, 1)}, {"b", {1}, randomFloats(1, 2)}});
  EXPECT_EQ(complaint(file), "");
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_NE(complaint(file.substr(0, size)), "") << size << " bytes";
}

TEST(Safetensors, ReadsWhatIsThere) {
  std::string header = R"( {"__metadata__" : {"format":"pt"} , )"
                       "\n\t" +
                       entry("z\\u00e9\\ud83d\\ude00", "2, 1", "0,8") + "," +
                       entry("empty", "0,3", "8,8") + "," +
                       entry("scalar", "", "8,16", "I64") + "}   ";
  std::string file = fileOf(header, std::string(16, '\x01'));
  gnetrt_safetensors tensors;
  char message[256] = "";
  ASSERT_TRUE(gnetrt_safetensors_parse(file.data(), file.size(), &tensors,
                                       message, sizeof(message)))
      << message;
  ASSERT_EQ(tensors.count, 3u);
  EXPECT_STREQ(tensors.tensors[0].name, "empty");
  const gnetrt_safetensor *z =
      gnetrt_safetensors_find(&tensors, "z\xc3\xa9\xf0\x9f\x98\x80");
  ASSERT_NE(z, nullptr);
  EXPECT_EQ(z->rank, 2);
  EXPECT_EQ(z->dims[0], 2);
  EXPECT_EQ(z->elements, 2);
  EXPECT_EQ(z->data, file.data() + file.size() - 16);
  const gnetrt_safetensor *scalar = gnetrt_safetensors_find(&tensors, "scalar");
  ASSERT_NE(scalar, nullptr);
  EXPECT_EQ(scalar->rank, 0);
  EXPECT_EQ(scalar->elements, 1);
  EXPECT_FALSE(gnetrt_safetensor_is_float(scalar));
  EXPECT_EQ(gnetrt_safetensors_find(&tensors, "nothing"), nullptr);
  gnetrt_safetensors_free(&tensors);
}

TEST(Safetensors, EmptyFileOfNoTensors) {
  EXPECT_EQ(complaint(fileOf("{}", "")), "");
}

namespace {

std::vector<float> floatsOf(const char *dtype,
                            const std::vector<uint16_t> &bits) {
  gnetrt_safetensor tensor{};
  tensor.dtype = dtype;
  tensor.elements = static_cast<int64_t>(bits.size());
  tensor.data = bits.data();
  tensor.bytes = bits.size() * 2;
  EXPECT_TRUE(gnetrt_safetensor_is_float(&tensor));
  std::vector<float> floats(bits.size());
  gnetrt_safetensor_floats(&tensor, floats.data());
  return floats;
}

/// IEEE 754's definition of binary16.
double halfByDefinition(uint16_t bits) {
  int exponent = bits >> 10 & 31;
  int mantissa = bits & 1023;
  double magnitude = exponent == 31 ? (mantissa ? std::nan("") : INFINITY)
                     : exponent     ? std::ldexp(1024 + mantissa, exponent - 25)
                                    : std::ldexp(mantissa, -24);
  return bits >> 15 ? -magnitude : magnitude;
}

} // namespace

TEST(FloatTypes, EveryHalf) {
  std::vector<uint16_t> bits;
  bits.reserve(65536);
  for (int i = 0; i < 65536; ++i)
    bits.push_back(static_cast<uint16_t>(i));
  std::vector<float> floats = floatsOf("F16", bits);
  for (int i = 0; i < 65536; ++i) {
    double expected = halfByDefinition(bits[i]);
    EXPECT_EQ(std::isnan(floats[i]), std::isnan(expected)) << i;
    if (!std::isnan(expected)) {
      EXPECT_EQ(floats[i], expected) << i;
    }
    EXPECT_EQ(std::signbit(floats[i]), bits[i] >> 15) << i;
  }
}

TEST(FloatTypes, Bfloat16IsTheUpperHalf) {
  std::vector<float> floats =
      floatsOf("BF16", {0x3f80, 0xc040, 0x0000, 0x7f80, 0x0001});
  EXPECT_EQ(floats[0], 1.0f);
  EXPECT_EQ(floats[1], -3.0f);
  EXPECT_EQ(floats[2], 0.0f);
  EXPECT_EQ(floats[3], INFINITY);
  EXPECT_EQ(floats[4], std::ldexp(1.0f, -133));
}
