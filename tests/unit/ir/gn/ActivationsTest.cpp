//===- ActivationsTest.cpp - The activations' operations and their list ---===//
#include "ir/gn/GnDialect.h"
#include "llvm/ADT/StringMap.h"
#include <gtest/gtest.h>
#include <set>

using namespace mlir;

namespace gnet::gn {
namespace {

struct Listed {
  StringRef word;
  int64_t number;
  bool hasAmplitude, hasSlope;
};

constexpr Listed list[] = {
#define ACTIVATION(NAME, Name, word, number, amplitude, slope, ...)            \
  {#word, number, amplitude, slope},
#include "abi/activations.def"
};

class ActivationsTest : public testing::Test {
protected:
  ActivationsTest() {
    context.loadDialect<GnDialect>();
    for (RegisteredOperationName operation :
         context.getRegisteredOperationsByDialect("gn"))
      if (operation.hasTrait<IsActivation>())
        operations.try_emplace(operation.stripDialect(), operation);
  }

  static bool hasAttribute(RegisteredOperationName operation, StringRef name) {
    return llvm::any_of(operation.getAttributeNames(), [&](StringAttr each) {
      return each.getValue() == name;
    });
  }

  MLIRContext context;
  llvm::StringMap<RegisteredOperationName> operations;
};

TEST_F(ActivationsTest, EachHasAnOperationWithItsNumbers) {
  EXPECT_EQ(operations.size(), std::size(list));
  for (const Listed &activation : list) {
    SCOPED_TRACE(activation.word.str());
    auto operation = operations.find(activation.word);
    ASSERT_NE(operation, operations.end());
    EXPECT_EQ(hasAttribute(operation->second, "amplitude"),
              activation.hasAmplitude);
    EXPECT_EQ(hasAttribute(operation->second, "slope"), activation.hasSlope);
  }
}

TEST_F(ActivationsTest, EachHasItsOwnNumber) {
  std::set<int64_t> numbers;
  for (const Listed &activation : list) {
    SCOPED_TRACE(activation.word.str());
    EXPECT_GT(activation.number, 0);
    EXPECT_TRUE(numbers.insert(activation.number).second);
    EXPECT_EQ(ActivationAttr::get(&context, activation.word).getNumber(),
              activation.number);
  }
}

} // namespace
} // namespace gnet::gn
