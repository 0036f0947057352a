#include "ExportedModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::ElementsAre;

double real(const onnx::NodeProto &node, const std::string &name) {
  for (const onnx::AttributeProto &attribute : node.attribute())
    if (attribute.name() == name)
      return attribute.f();
  return -1;
}

float number(const onnx::ModelProto &model, const std::string &name) {
  EXPECT_EQ(tensor(model, name).dims_size(), 0);
  return floats(tensor(model, name).raw_data()).at(0);
}

TEST_F(Export, ActivationsOfOneNode) {
  const onnx::ModelProto model = exported(chain({{Relu{}, {2, 4, 4}},
                                                 {Sigmoid{}, {2, 4, 4}},
                                                 {HardSwish{}, {2, 4, 4}},
                                                 {HardSigmoid{}, {2, 4, 4}},
                                                 {Relu6{}, {2, 4, 4}}}));
  EXPECT_THAT(nodes(model),
              ElementsAre("Relu s1(image)", "Sigmoid s2(s1)",
                          "HardSwish s3(s2)", "HardSigmoid s4(s3)",
                          "Clip s5(s4, s5/constant/min, s5/constant/max)"));
  EXPECT_EQ(number(model, "s5/constant/min"), 0);
  EXPECT_EQ(number(model, "s5/constant/max"), 6);
  const onnx::NodeProto &hard = model.graph().node(3);
  EXPECT_EQ(hard.op_type(), "HardSigmoid");
  EXPECT_FLOAT_EQ(real(hard, "alpha"), 1.0F / 6);
  EXPECT_FLOAT_EQ(real(hard, "beta"), 0.5F);
}

TEST_F(Export, ActivationsOfSeveralNodes) {
  const onnx::ModelProto model =
      exported(chain({{Silu{}, {2, 4, 4}}, {Gelu{}, {2, 4, 4}}}));
  EXPECT_THAT(
      nodes(model),
      ElementsAre(
          "Sigmoid s1/sigmoid(image)", "Mul s1(image, s1/sigmoid)",
          "Div s2/divided(s1, s2/constant/sqrt2)", "Erf s2/erf(s2/divided)",
          "Add s2/sum(s2/erf, s2/constant/one)", "Mul s2/product(s1, s2/sum)",
          "Mul s2(s2/product, s2/constant/half)"));
  EXPECT_FLOAT_EQ(number(model, "s2/constant/sqrt2"), 1.41421356F);
  EXPECT_EQ(number(model, "s2/constant/one"), 1);
  EXPECT_EQ(number(model, "s2/constant/half"), 0.5);
}

TEST_F(Export, AGateThatIsAVectorBecomesAnImage) {
  Network network = chain({{Linear{2, false}, {2, 1, 1}},
                           {Multiply{}, {2, 4, 4}},
                           {Multiply{}, {2, 4, 4}}});
  network.layers[1].inputs = {networkInput, 0};
  network.layers[2].inputs = {1, networkInput};
  EXPECT_THAT(nodes(exported(network)),
              testing::IsSupersetOf(
                  {"Reshape s2/image_2(s1, s2/constant/image_2_shape)",
                   "Mul s2(image, s2/image_2)", "Mul s3(s2, image)"}));
}

} // namespace
} // namespace gnet
