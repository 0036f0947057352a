#include "OnnxModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::HasSubstr;

TEST(ImportErrors, NameTheNode) {
  Model unknown;
  unknown.node("Erf", "x", "y").set_name("gelu");
  EXPECT_THAT(unknown.error(),
              HasSubstr("net.onnx: node 'gelu' (Erf): the language has no "
                        "layer for it"));

  Model unnamed;
  set(unnamed.node("Transpose", "x", "y"), "perm", {0, 2, 3, 1});
  EXPECT_THAT(unnamed.error(), HasSubstr("the Transpose node that gives 'y'"));

  Model attribute;
  set(attribute.node("Relu", "x", "y"), "beyond", int64_t{1});
  EXPECT_THAT(attribute.error(), HasSubstr("its attribute 'beyond'"));

  Model missing;
  missing.node("Relu", "nothing", "y");
  EXPECT_THAT(missing.error(), HasSubstr("its input 'nothing' is no input"));

  Model twice;
  twice.node("Relu", "x", "y");
  twice.node("Relu", "x", "y");
  EXPECT_THAT(twice.error(), HasSubstr("'y' is given a second time"));

  Model softmax;
  set(softmax.node("Softmax", "x", "y"), "axis", int64_t{-1});
  EXPECT_THAT(softmax.error(), HasSubstr("its axis is -1"));

  Model old({1, 3, 8, 8}, 12);
  old.node("Softmax", "x", "y");
  EXPECT_THAT(old.error(), HasSubstr("goes over rows and columns"));

  Model sums;
  sums.counted("w", {3, 3, 3, 3});
  sums.node("Conv", "x w", "a");
  sums.node("Add", "a x", "y");
  EXPECT_THAT(sums.error(), HasSubstr("different shapes"));
}

TEST(ImportErrors, OfTheModel) {
  EXPECT_THAT(Model({4, 3, 8, 8}).error(), HasSubstr("is of batch 4"));
  EXPECT_THAT(Model({1, 3, 0, 8}).error(),
              HasSubstr("its dimension 2 must be"));
  EXPECT_THAT(Model({1, 3, 8}).error(), HasSubstr("has 3 dimensions"));
  EXPECT_THAT(Model({1, 3, 8, 8}, 6).error(), HasSubstr("operator set is 6"));

  Model none;
  none.graph().add_output()->set_name("x");
  EXPECT_THAT(none.error(), HasSubstr("its output is its input"));

  Model two;
  two.node("Relu", "x", "a");
  two.node("Relu", "a", "b");
  two.graph().add_output()->set_name("a");
  two.graph().add_output()->set_name("b");
  EXPECT_THAT(two.error(), HasSubstr("has 2 outputs"));

  auto bytes = importOnnxBytes("no model", "net.onnx", "net");
  ASSERT_FALSE(static_cast<bool>(bytes));
  EXPECT_THAT(llvm::toString(bytes.takeError()), HasSubstr("no ONNX model"));
}

TEST(ImportErrors, OfWeights) {
  Model counts;
  counts.floats("w", {4, 3, 3, 3}, {1, 2, 3});
  counts.node("Conv", "x w", "y");
  EXPECT_THAT(counts.error(), HasSubstr("3 values, where its sizes ask for "
                                        "108"));

  Model huge;
  huge.integers("shape", {1 << 20, 3, 64, 64});
  huge.node("ConstantOfShape", "shape", "w");
  huge.node("Conv", "x w", "y");
  EXPECT_THAT(huge.error(), testing::AnyOf(HasSubstr("larger than its padded"),
                                           HasSubstr("does not hold")));

  Model leaves;
  auto &tensor = leaves.floats("w", {4, 3, 1, 1}, {});
  tensor.set_data_location(onnx::TensorProto_DataLocation_EXTERNAL);
  auto *entry = tensor.add_external_data();
  entry->set_key("location");
  entry->set_value("../secret");
  leaves.node("Conv", "x w", "y");
  EXPECT_THAT(leaves.error(), HasSubstr("../secret"));
}

TEST(ImportErrors, MissingFile) {
  auto spec = importOnnx("/nowhere/net.onnx", "net");
  ASSERT_FALSE(static_cast<bool>(spec));
  EXPECT_THAT(llvm::toString(spec.takeError()), HasSubstr("/nowhere/net.onnx"));
}

} // namespace
} // namespace gnet
