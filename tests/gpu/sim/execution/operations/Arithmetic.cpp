#include "gpu/sim/Convert.h"
#include "gpu/sim/execution/Operation.h"
#include "llvm/ADT/StringMap.h"
#include <algorithm>
#include <bit>
#include <cmath>

namespace gnet::gpu::sim {

namespace {

Operation computing(std::function<void(Call &)> compute) {
  return Operation::ofThread([=](Thread &, Call &call) -> llvm::Error {
    compute(call);
    return llvm::Error::success();
  });
}

template <typename Value> Operation unary(Value (*function)(Value)) {
  return computing(
      [=](Call &call) { call.setResult(function(call.argument<Value>(0))); });
}

template <typename Value> Operation binary(Value (*function)(Value, Value)) {
  return computing([=](Call &call) {
    call.setResult(function(call.argument<Value>(0), call.argument<Value>(1)));
  });
}

Operation approximating(Approximation function, bool flushes) {
  return computing([=](Call &call) {
    call.setResult(approximate(function, call.argument<uint32_t>(0), flushes));
  });
}

float flush(float value) {
  return std::fpclassify(value) == FP_SUBNORMAL ? std::copysign(0.0f, value)
                                                : value;
}

/// The larger, or the smaller, of which a NaN is none; -0 is below +0.
float larger(float x, float y) {
  return x == y ? (std::signbit(x) ? y : x) : std::fmax(x, y);
}
float smaller(float x, float y) {
  return x == y ? (std::signbit(x) ? x : y) : std::fmin(x, y);
}
float largerOrNaN(float x, float y) {
  return std::isnan(x) || std::isnan(y) ? std::nanf("") : larger(x, y);
}
float smallerOrNaN(float x, float y) {
  return std::isnan(x) || std::isnan(y) ? std::nanf("") : smaller(x, y);
}

float saturate(float x) { return larger(0, smaller(x, 1)); }

/// FUNCTION.approx[.ftz][.f]
std::optional<Operation> findApproximation(llvm::StringRef name) {
  static const llvm::StringMap<Approximation> functions = {
      {"ex2", Approximation::Ex2},
      {"lg2", Approximation::Lg2},
      {"rsqrt", Approximation::Rsqrt},
      {"sqrt", Approximation::Sqrt},
      {"rcp", Approximation::Rcp}};
  const auto [word, form] = name.split('.');
  const auto function = functions.find(word);
  if (function == functions.end())
    return std::nullopt;
  if (form == "approx" || form == "approx.f" || form == "approx.f32")
    return approximating(function->second, false);
  if (form == "approx.ftz" || form == "approx.ftz.f" ||
      form == "approx.ftz.f32")
    return approximating(function->second, true);
  return std::nullopt;
}

/// Rounded to nearest, as the host rounds.
std::optional<Operation> findExact(llvm::StringRef name) {
  static const llvm::StringMap<Operation> operations = [] {
    llvm::StringMap<Operation> map;
    map["add.rn.f"] = binary<float>([](float x, float y) { return x + y; });
    map["mul.rn.f"] = binary<float>([](float x, float y) { return x * y; });
    map["div.rn.f"] = binary<float>([](float x, float y) { return x / y; });
    map["add.rn.d"] = binary<double>([](double x, double y) { return x + y; });
    map["mul.rn.d"] = binary<double>([](double x, double y) { return x * y; });
    map["div.rn.d"] = binary<double>([](double x, double y) { return x / y; });
    map["div.full"] = map["div.approx.f"] = map["div.rn.f"];
    map["div.full.ftz"] = map["div.approx.ftz.f"] = map["div.rn.ftz.f"] =
        binary<float>(
            [](float x, float y) { return flush(flush(x) / flush(y)); });
    map["rcp.rn.f"] = unary<float>([](float x) { return 1 / x; });
    map["sqrt.rn.f"] = unary<float>([](float x) { return std::sqrt(x); });
    map["fmax.f"] = binary<float>(larger);
    map["fmin.f"] = binary<float>(smaller);
    map["fmax.nan.f"] = binary<float>(largerOrNaN);
    map["fmin.nan.f"] = binary<float>(smallerOrNaN);
    map["fabs"] = unary<float>([](float x) { return std::fabs(x); });
    map["floor.f"] = unary<float>([](float x) { return std::floor(x); });
    map["ceil.f"] = unary<float>([](float x) { return std::ceil(x); });
    map["saturate.f"] = unary<float>(saturate);
    map["fma.rn.f"] = computing([](Call &call) {
      call.setResult(std::fma(call.argument<float>(0), call.argument<float>(1),
                              call.argument<float>(2)));
    });
    map["fma.rn.d"] = computing([](Call &call) {
      call.setResult(std::fma(call.argument<double>(0),
                              call.argument<double>(1),
                              call.argument<double>(2)));
    });
    return map;
  }();
  const auto found = operations.find(name);
  if (found == operations.end())
    return std::nullopt;
  return found->second;
}

Operation converting(Half type, bool relu) {
  return computing([=](Call &call) {
    call.setResult(toHalf(type, call.argument<uint32_t>(0), relu));
  });
}

Operation convertingTwo(Half type, bool relu) {
  return computing([=](Call &call) {
    call.setResult(toHalves(type, call.argument<uint32_t>(0),
                            call.argument<uint32_t>(1), relu));
  });
}

/// f2bf16.rn[.relu], ff2bf16x2.rn[.relu], likewise f16, f2tf32.{rn, rna}
std::optional<Operation> findConversion(llvm::StringRef name) {
  if (name == "f2tf32.rn" || name == "f2tf32.rna") {
    const Ties ties = name == "f2tf32.rn" ? Ties::Even : Ties::Away;
    return computing([=](Call &call) {
      call.setResult(toTF32(call.argument<uint32_t>(0), ties));
    });
  }
  const bool relu = name.consume_back(".relu");
  if (name == "f2bf16.rn")
    return converting(Half::BF16, relu);
  if (name == "f2f16.rn")
    return converting(Half::F16, relu);
  if (name == "ff2bf16x2.rn")
    return convertingTwo(Half::BF16, relu);
  if (name == "ff2f16x2.rn")
    return convertingTwo(Half::F16, relu);
  return std::nullopt;
}

/// Functions of libdevice that were not linked in.
std::optional<Operation> findLibrary(llvm::StringRef name) {
  static const llvm::StringMap<Operation> operations = [] {
    llvm::StringMap<Operation> map;
    map["expf"] = unary<float>([](float x) { return std::exp(x); });
    map["exp2f"] = unary<float>([](float x) { return std::exp2(x); });
    map["logf"] = unary<float>([](float x) { return std::log(x); });
    map["log2f"] = unary<float>([](float x) { return std::log2(x); });
    map["log1pf"] = unary<float>([](float x) { return std::log1p(x); });
    map["tanhf"] = unary<float>([](float x) { return std::tanh(x); });
    map["erff"] = unary<float>([](float x) { return std::erf(x); });
    map["sqrtf"] = unary<float>([](float x) { return std::sqrt(x); });
    map["rsqrtf"] = unary<float>([](float x) { return 1 / std::sqrt(x); });
    map["fabsf"] = unary<float>([](float x) { return std::fabs(x); });
    map["floorf"] = unary<float>([](float x) { return std::floor(x); });
    map["ceilf"] = unary<float>([](float x) { return std::ceil(x); });
    map["powf"] =
        binary<float>([](float x, float y) { return std::pow(x, y); });
    map["fmaxf"] = binary<float>(larger);
    map["fminf"] = binary<float>(smaller);
    return map;
  }();
  const auto found = operations.find(name);
  if (found == operations.end())
    return std::nullopt;
  return found->second;
}

} // namespace

std::optional<Operation> findArithmetic(const Callee &callee) {
  llvm::StringRef name = callee.name;
  if (callee.isAssembly)
    return std::nullopt;
  if (name.consume_front("__nv_"))
    return findLibrary(name);
  const bool isOfFloats = callee.types.empty() || callee.types == ".f32";
  if (!isOfFloats || !name.consume_front("llvm.nvvm."))
    return std::nullopt;
  for (auto find : {findApproximation, findExact, findConversion})
    if (auto operation = find(name))
      return operation;
  return std::nullopt;
}

} // namespace gnet::gpu::sim
