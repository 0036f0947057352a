// The descriptions of layers and the operations of gn say the same, key by key.
#include "ir/gn/LayerAttributes.h"
#include "ir/gn/GnDialect.h"
#include "mlir/IR/MLIRContext.h"
#include <gtest/gtest.h>
#include <set>

using namespace gnet;

namespace {

class LayerAttributes : public testing::Test {
protected:
  LayerAttributes() { context.loadDialect<gn::GnDialect>(); }

  mlir::MLIRContext context;
};

/// What passes add to an operation, which no spec can say.
std::set<std::string> addedByPasses(const std::string &word) {
  std::set<std::string> added = {"activation", "operandSegmentSizes"};
  if (word == "add")
    added.insert("factors");
  return added;
}

TEST_F(LayerAttributes, AreThoseOfTheOperation) {
  for (const LayerKind &kind : layerKinds()) {
    SCOPED_TRACE(kind.word);
    auto operation = mlir::RegisteredOperationName::lookup(
        std::string("gn.") + kind.word, &context);
    ASSERT_TRUE(operation);
    std::set<std::string> declared;
    for (mlir::StringAttr name : operation->getAttributeNames())
      declared.insert(name.str());
    std::set<std::string> described = addedByPasses(kind.word);
    for (llvm::StringRef name : gn::attributeNamesOf(kind)) {
      EXPECT_TRUE(declared.count(name.str())) << name.str();
      described.insert(name.str());
    }
    for (const std::string &name : declared)
      EXPECT_TRUE(described.count(name)) << name;
  }
}

TEST_F(LayerAttributes, EveryLayerOfTheDialectIsDescribed) {
  const std::set<std::string> others = {"parameter",      "constant",
                                        "connect_weight", "fold_weight",
                                        "fold_bias",      "head"};
  for (mlir::RegisteredOperationName operation :
       context.getRegisteredOperationsByDialect("gn")) {
    const std::string word = operation.stripDialect().str();
    EXPECT_NE(findLayerKind(word) != nullptr, others.count(word) > 0) << word;
  }
}

TEST_F(LayerAttributes, GiveTheLayerBack) {
  const LayerOp layers[] = {
      MaxPool{{3, 2}, {2, 1}, {0, 1, 1, 0}, Rounding::Ceil},
      AvgPool{{3, 3}, {1, 1}, {1, 1, 1, 1}, Rounding::Floor, true},
      Lrn{.size = 7, .alpha = 2e-4, .beta = 0.5, .k = 2},
      BatchNorm{.epsilon = 1e-3},
      Scale{.factors = {0.5, 2}, .offsets = {-1, 0}},
      LeakyRelu{.slope = 0.2},
      Tanh{.amplitude = 1.7159, .slope = 0.5},
      Dropout{.rate = 0.4},
      Softmax{}};
  mlir::Builder builder(&context);
  for (const LayerOp &layer : layers) {
    mlir::NamedAttrList attributes = gn::attributesOf(builder, layer);
    auto again = gn::layerOf(
        kindOf(layer),
        [&](llvm::StringRef name) { return attributes.get(name); },
        std::nullopt);
    ASSERT_TRUE(mlir::succeeded(again)) << kindOf(layer).word;
    EXPECT_EQ(*again, layer) << kindOf(layer).word;
  }
}

} // namespace
