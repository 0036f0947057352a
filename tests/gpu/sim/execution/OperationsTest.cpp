#include "gpu/sim/Fragments.h"
#include "gpu/sim/Warp.h"
#include "gpu/sim/execution/SmallKernels.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "gmock/gmock.h"
#include <bit>
#include <cmath>

using namespace gnet::gpu::sim;
using testing::HasSubstr;

namespace {

using Words = std::vector<uint32_t>;
using Types = std::vector<std::string>;

/// A call of an operation in LLVM IR: its arguments are words of the thread's
/// own in memory, or constants.
struct CalledOperation {
  std::string name;
  Types results;
  Types arguments;
  uint32_t threads = warpSize;

  std::string resultType() const {
    return results.size() == 1 ? results[0]
                               : "{" + llvm::join(results, ", ") + "}";
  }

  std::string declaration() const {
    Types types;
    for (const std::string &argument : arguments)
      types.push_back(argument.substr(0, argument.find(" =")));
    return "declare " + resultType() + " @" + name + "(" +
           llvm::join(types, ", ") + ")\n";
  }

  std::string code() const {
    std::string text =
        "target triple = \"nvptx64-nvidia-cuda\"\n" + declaration() +
        "define ptx_kernel void @call(ptr addrspace(1) %in, ptr addrspace(1) "
        "%out) {\n%t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()\n";
    Types values;
    for (size_t i = 0; i < arguments.size(); ++i)
      values.push_back(value(i, text));
    text += llvm::formatv("%r = call {0} @{1}({2})\n", resultType(), name,
                          llvm::join(values, ", "));
    for (size_t i = 0; i < results.size(); ++i)
      store(i, text);
    return text + "ret void\n}\n";
  }

  Words run(const Words &words) const {
    Device device;
    const auto in = device.buffer<uint32_t>("in", words.size());
    std::copy(words.begin(), words.end(), in.begin());
    cantFail(device.memory.hostWrites(in.data(), in.size_bytes()));
    const auto out = device.buffer<uint32_t>(
        "out", std::max<size_t>(results.size(), 1) * threads);
    const auto module = loaded(code());
    if (!module)
      return {};
    said = device.launch(*module, {"call", {}, {threads, 1, 1}});
    return {out.begin(), out.end()};
  }

  mutable std::string said = {};

private:
  /// Loads an argument, whose type may be followed by " = CONSTANT".
  std::string value(size_t i, std::string &text) const {
    const size_t constant = arguments[i].find(" = ");
    if (constant != std::string::npos)
      return arguments[i].substr(0, constant) + " " +
             arguments[i].substr(constant + 3);
    text +=
        llvm::formatv("%k{0} = mul i32 %t, {1}\n%n{0} = add i32 %k{0}, {0}\n"
                      "%p{0} = getelementptr i32, ptr addrspace(1) %in, "
                      "i32 %n{0}\n",
                      i, arguments.size());
    const bool isBit = arguments[i] == "i1";
    text +=
        llvm::formatv("%{0}{1} = load {2}, ptr addrspace(1) %p{1}, align 4\n",
                      isBit ? "w" : "a", i, isBit ? "i32" : arguments[i]);
    if (isBit)
      text += llvm::formatv("%a{0} = trunc i32 %w{0} to i1\n", i);
    return llvm::formatv("{0} %a{1}", arguments[i], i);
  }

  void store(size_t i, std::string &text) const {
    if (results[i] == "void")
      return;
    std::string result = "%r", type = results[i];
    if (results.size() > 1) {
      text +=
          llvm::formatv("%e{0} = extractvalue {1} %r, {0}\n", i, resultType());
      result = llvm::formatv("%e{0}", i);
    }
    if (type == "i1" || type == "i16" || type == "bfloat") {
      std::string integer = type;
      if (type == "bfloat") {
        text += llvm::formatv("%b{0} = bitcast bfloat {1} to i16\n", i, result);
        result = llvm::formatv("%b{0}", i);
        integer = "i16";
      }
      text +=
          llvm::formatv("%z{0} = zext {1} {2} to i32\n", i, integer, result);
      result = llvm::formatv("%z{0}", i);
      type = "i32";
    }
    text +=
        llvm::formatv("%l{0} = mul i32 %t, {1}\n%m{0} = add i32 %l{0}, {0}\n"
                      "%q{0} = getelementptr i32, ptr addrspace(1) %out, "
                      "i32 %m{0}\nstore {2} {3}, ptr addrspace(1) %q{0}, "
                      "align 4\n",
                      i, results.size(), type, result);
  }
};

Words randomWords(size_t count, uint32_t seed) {
  std::mt19937 random(seed);
  Words words(count);
  std::generate(words.begin(), words.end(), std::ref(random));
  return words;
}

constexpr const char *full = "i32 = -1";

TEST(OperationsTest, Shuffle) {
  const Words values = randomWords(warpSize, 1);
  const std::pair<const char *, int> modes[] = {
      {"up", -3}, {"down", 3}, {"bfly", 0}, {"idx", 0}};
  for (const auto &[mode, distance] : modes) {
    const bool isUp = std::string(mode) == "up";
    const CalledOperation operation{
        llvm::formatv("llvm.nvvm.shfl.sync.{0}.i32p", mode),
        {"i32", "i1"},
        {full, "i32", "i32 = 3", isUp ? "i32 = 0" : "i32 = 31"}};
    Words in(4 * warpSize);
    for (uint32_t lane = 0; lane < warpSize; ++lane)
      in[4 * lane + 1] = values[lane];
    const Words out = operation.run(in);
    EXPECT_EQ(operation.said, "");
    for (int lane = 0; lane < int(warpSize); ++lane) {
      const int source = distance                      ? lane + distance
                         : std::string(mode) == "bfly" ? lane ^ 3
                                                       : 3;
      const bool inRange = source >= 0 && source < int(warpSize);
      EXPECT_EQ(out[2 * lane], values[inRange ? source : lane]) << mode << lane;
      EXPECT_EQ(out[2 * lane + 1], uint32_t(inRange));
    }
  }
}

TEST(OperationsTest, Vote) {
  auto vote = [](const std::string &name, const std::string &result,
                 uint32_t predicates) {
    const CalledOperation operation{
        "llvm.nvvm.vote." + name + ".sync", {result}, {full, "i1"}};
    Words in(2 * warpSize);
    for (uint32_t lane = 0; lane < warpSize; ++lane)
      in[2 * lane + 1] = predicates >> lane & 1;
    const Words out = operation.run(in);
    EXPECT_EQ(operation.said, "");
    EXPECT_THAT(out, testing::Each(out[0]));
    return out[0];
  };
  EXPECT_EQ(vote("ballot", "i32", 0xF00F1234), 0xF00F1234);
  EXPECT_EQ(vote("all", "i1", ~0u), 1u);
  EXPECT_EQ(vote("all", "i1", ~1u), 0u);
  EXPECT_EQ(vote("any", "i1", 8), 1u);
  EXPECT_EQ(vote("any", "i1", 0), 0u);
  EXPECT_EQ(vote("uni", "i1", 0), 1u);
  EXPECT_EQ(vote("uni", "i1", 8), 0u);
}

TEST(OperationsTest, Reduce) {
  const Words values = randomWords(warpSize, 3);
  auto reduce = [&](const std::string &name) {
    const CalledOperation operation{
        "llvm.nvvm.redux.sync." + name, {"i32"}, {"i32", full}};
    Words in(2 * warpSize);
    for (uint32_t lane = 0; lane < warpSize; ++lane)
      in[2 * lane] = values[lane];
    const Words out = operation.run(in);
    EXPECT_EQ(operation.said, "");
    return out[warpSize - 1];
  };
  uint32_t sum = 0, all = ~0u, any = 0, odd = 0;
  int32_t least = INT32_MAX, most = INT32_MIN;
  for (uint32_t value : values) {
    sum += value;
    all &= value;
    any |= value;
    odd ^= value;
    least = std::min(least, int32_t(value));
    most = std::max(most, int32_t(value));
  }
  EXPECT_EQ(reduce("add"), sum);
  EXPECT_EQ(reduce("and"), all);
  EXPECT_EQ(reduce("or"), any);
  EXPECT_EQ(reduce("xor"), odd);
  EXPECT_EQ(reduce("min"), uint32_t(least));
  EXPECT_EQ(reduce("max"), uint32_t(most));
}

TEST(OperationsTest, LanesOutsideOfTheMaskAreFound) {
  const CalledOperation operation{
      "llvm.nvvm.vote.ballot.sync", {"i32"}, {"i32 = 65535", "i1"}};
  operation.run(Words(2 * warpSize));
  EXPECT_THAT(operation.said, HasSubstr("thread (16, 0, 0): lane 16 is not in "
                                        "its mask, 0xffff"));
}

TEST(OperationsTest, LoadMatrices) {
  for (Checks checks : {Checks::None, Checks::All}) {
    Device device;
    const auto to = device.buffer<uint32_t>("to", 4 * warpSize);
    const auto module = loaded(kernelText("ldmatrix.ll"), checks);
    EXPECT_EQ(device.launch(*module, {"load", {}, {warpSize, 1, 1}}), "");
    for (uint32_t i = 0; i < to.size(); ++i)
      EXPECT_EQ(to[i], i);
    EXPECT_EQ(toString(device.memory.hostReads(to.data(), to.size_bytes())),
              "");
  }
  const std::string code =
      replaced(kernelText("ldmatrix.ll"), "p3(ptr addrspace(3) %row)",
               "p3(ptr addrspace(3) getelementptr (i8, ptr addrspace(3) "
               "@tile, i32 512))");
  for (Checks checks : {Checks::None, Checks::All}) {
    Device device;
    device.buffer<uint32_t>("to", 4 * warpSize);
    EXPECT_THAT(
        device.launch(*loaded(code, checks), {"load", {}, {warpSize, 1, 1}}),
        HasSubstr("row of lane 0: out of bounds: read of 16 bytes at "
                  "byte 512 of tile, which has 512"));
  }
}

/// Elements of operands: small integers, which all types have.
struct Products {
  explicit Products(size_t depth) : depth(depth), a(16 * depth), b(depth * 8) {
    std::mt19937 random(7);
    for (auto *matrix : {&a, &b})
      for (int &element : *matrix)
        element = int(random() % 17) - 8;
  }

  size_t depth;
  std::vector<int> a, b;
};

uint32_t bitsOf(OperandType type, int value) {
  const auto word = std::bit_cast<uint32_t>(float(value));
  return type == OperandType::TF32   ? word
         : type == OperandType::BF16 ? word >> 16
                                     : std::bit_cast<uint16_t>(_Float16(value));
}

void expectProduct(const std::string &form, OperandType type, size_t depth,
                   const std::string &registerType) {
  const size_t registers = depth * bytesOf(type) / 8, count = perRegister(type);
  const Products products(depth);
  Types arguments(registers + registers / 2, registerType);
  arguments.insert(arguments.end(), 4, "float");
  const CalledOperation operation{"llvm.nvvm.mma." + form, Types(4, "float"),
                                  arguments};
  Words in(arguments.size() * warpSize);
  for (size_t lane = 0; lane < warpSize; ++lane) {
    uint32_t *words = &in[lane * arguments.size()];
    for (size_t i = 0; i < registers; ++i)
      for (size_t part = 0; part < count; ++part) {
        const Place inA = placeInA(type, lane, i, part);
        words[i] |= bitsOf(type, products.a[inA.row * depth + inA.column])
                    << 16 * part;
        if (i >= registers / 2)
          continue;
        const Place inB = placeInB(type, lane, i, part);
        words[registers + i] |=
            bitsOf(type, products.b[inB.row * 8 + inB.column]) << 16 * part;
      }
    for (size_t i = 0; i < 4; ++i)
      words[registers * 3 / 2 + i] = std::bit_cast<uint32_t>(float(i));
  }
  const Words out = operation.run(in);
  ASSERT_EQ(operation.said, "") << form;
  for (size_t lane = 0; lane < warpSize; ++lane)
    for (size_t i = 0; i < 4; ++i) {
      const Place place = placeInC(lane, i);
      int sum = int(i);
      for (size_t k = 0; k < depth; ++k)
        sum += products.a[place.row * depth + k] *
               products.b[k * 8 + place.column];
      EXPECT_EQ(std::bit_cast<float>(out[lane * 4 + i]), float(sum)) << form;
    }
}

TEST(OperationsTest, Multiply) {
  expectProduct("m16n8k16.row.col.f32.f32", OperandType::F16, 16, "<2 x half>");
  expectProduct("m16n8k8.row.col.f32.f32", OperandType::F16, 8, "<2 x half>");
  expectProduct("m16n8k16.row.col.bf16", OperandType::BF16, 16, "i32");
  expectProduct("m16n8k8.row.col.bf16", OperandType::BF16, 8, "i32");
  expectProduct("m16n8k8.row.col.tf32", OperandType::TF32, 8, "i32");
  expectProduct("m16n8k4.row.col.tf32", OperandType::TF32, 4, "i32");
}

/// Of positive numbers.
void expectFunction(const std::string &name, double (*function)(double),
                    double most) {
  const CalledOperation operation{name, {"float"}, {"float"}};
  Words in(warpSize);
  for (uint32_t lane = 0; lane < warpSize; ++lane)
    in[lane] = std::bit_cast<uint32_t>(0.125f + float(lane) * 0.25f);
  const Words out = operation.run(in);
  EXPECT_EQ(operation.said, "");
  for (uint32_t lane = 0; lane < warpSize; ++lane) {
    const double exact = function(std::bit_cast<float>(in[lane]));
    EXPECT_NEAR(std::bit_cast<float>(out[lane]), exact,
                most * std::max(1.0, std::fabs(exact)))
        << name;
  }
}

TEST(OperationsTest, Functions) {
  constexpr double near = 1e-6, exact = 1e-7;
  const std::string nvvm = "llvm.nvvm.";
  expectFunction(nvvm + "ex2.approx.ftz.f32", std::exp2, near);
  expectFunction(nvvm + "ex2.approx.f32", std::exp2, near);
  expectFunction(nvvm + "lg2.approx.ftz.f", std::log2, near);
  expectFunction(
      nvvm + "rsqrt.approx.ftz.f", [](double x) { return 1 / std::sqrt(x); },
      near);
  expectFunction(nvvm + "sqrt.approx.f", std::sqrt, near);
  expectFunction(
      nvvm + "rcp.approx.ftz.f", [](double x) { return 1 / x; }, near);
  expectFunction(nvvm + "sqrt.rn.f", std::sqrt, exact);
  expectFunction(nvvm + "rcp.rn.f", [](double x) { return 1 / x; }, exact);
  expectFunction(nvvm + "fabs.f32", std::fabs, 0);
  expectFunction("__nv_expf", std::exp, exact);
  expectFunction("__nv_erff", std::erf, exact);
  expectFunction("__nv_logf", std::log, exact);
}

TEST(OperationsTest, Conversions) {
  Words in(2 * warpSize, std::bit_cast<uint32_t>(1.5f));
  in[0] = std::bit_cast<uint32_t>(-3.0f);
  const CalledOperation two{
      "llvm.nvvm.ff2bf16x2.rn", {"<2 x bfloat>"}, {"float", "float"}};
  EXPECT_EQ(two.run(in)[0], 0xC0403FC0u); // the first is the upper
  const CalledOperation relu{
      "llvm.nvvm.ff2f16x2.rn.relu", {"<2 x half>"}, {"float", "float"}};
  EXPECT_EQ(relu.run(in)[0], 0x00003E00u);
  const CalledOperation one{"llvm.nvvm.f2bf16.rn", {"bfloat"}, {"float"}};
  EXPECT_EQ(one.run(in)[0], 0xC040u);
  const CalledOperation tf32{"llvm.nvvm.f2tf32.rna", {"i32"}, {"float"}};
  EXPECT_EQ(tf32.run(Words(warpSize, 0x3F801000))[0], 0x3F802000u);
}

TEST(OperationsTest, UnknownOnesAreNamedAndRefused) {
  const CalledOperation mask{"llvm.nvvm.activemask", {"i32"}, {}};
  EXPECT_EQ(refusal(mask.code()),
            "not known to the simulator:\n  llvm.nvvm.activemask");
  const CalledOperation other{"printf_of_mine", {"i32"}, {"i32"}};
  EXPECT_EQ(refusal(other.code()),
            "not known to the simulator:\n  printf_of_mine");
  const CalledOperation clock{"llvm.nvvm.read.ptx.sreg.clock", {"i32"}, {}};
  EXPECT_EQ(refusal(clock.code()),
            "not known to the simulator:\n  special register clock");
  EXPECT_EQ(refusal(R"(
target triple = "nvptx64-nvidia-cuda"
define ptx_kernel void @f(ptr %x) {
  call void asm sideeffect "st.global.b32 [$0], 0;", "l"(ptr %x)
  %v = call i32 @llvm.nvvm.activemask()
  ret void
})"),
            "not known to the simulator:\n  llvm.nvvm.activemask\n  "
            "st.global.b32 [$0], 0;");
}

TEST(OperationsTest, OtherCodeIsRefused) {
  EXPECT_THAT(refusal("target triple = \"x86_64-linux-gnu\""),
              HasSubstr("not for nvptx64"));
  EXPECT_THAT(refusal("nonsense"), HasSubstr("error: expected top-level"));
}

} // namespace
