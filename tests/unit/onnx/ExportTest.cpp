#include "ExportedModel.h"
#include <gmock/gmock.h>

namespace gnet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Conv conv3x3(int64_t channels) {
  Conv conv;
  conv.channels = channels;
  conv.kernel = {3, 3};
  conv.padding = {1, 1, 1, 1};
  return conv;
}

/// conv -> relu -> linear -> softmax.
Network classifier() {
  return chain({{conv3x3(3), {3, 4, 4}},
                {Relu{}, {3, 4, 4}},
                {Linear{5, true}, {5, 1, 1}},
                {Softmax{}, {5, 1, 1}}});
}

TEST_F(Export, NamesFollowThePathsAndTheParameters) {
  Network network = classifier();
  network.paper = "Us, 2026";
  const onnx::ModelProto model = exported(network, {.batch = 7});
  EXPECT_THAT(nodes(model),
              ElementsAre("Conv s1(image, s1.weight, s1.bias)", "Relu s2(s1)",
                          "Flatten s3/flatten(s2)",
                          "Gemm s3(s3/flatten, s3.weight, s3.bias)",
                          "Softmax s4(s3)"));
  Names initialisers;
  for (const onnx::TensorProto &each : model.graph().initializer())
    initialisers.push_back(each.name());
  EXPECT_THAT(initialisers,
              ElementsAre("s1.weight", "s1.bias", "s3.weight", "s3.bias"));
  EXPECT_EQ(model.graph().name(), "small");
  EXPECT_EQ(model.doc_string(), "Us, 2026");
  EXPECT_EQ(model.producer_name(), "gnetc");
  EXPECT_EQ(model.opset_import(0).version(), 17);
  EXPECT_EQ(model.graph().input(0).name(), "image");
  EXPECT_THAT(dims(model.graph().input(0)), ElementsAre(7, 2, 4, 4));
  EXPECT_EQ(model.graph().output(0).name(), "s4");
  EXPECT_THAT(dims(model.graph().output(0)), ElementsAre(7, 5));
}

TEST_F(Export, SaysHowAPictureBecomesAnInput) {
  Network network = classifier();
  network.input.order = ChannelOrder::Bgr;
  network.input.mean = {104, 117.5};
  network.input.stddev = {1, 0.225};
  const onnx::ModelProto model = exported(network);
  ASSERT_EQ(model.metadata_props_size(), 1);
  EXPECT_EQ(model.metadata_props(0).key(), "preprocessing");
  EXPECT_EQ(model.metadata_props(0).value(),
            "order: bgr, scale: 1, mean: [104, 117.5], std: [1, 0.225]");
}

TEST_F(Export, LeavesTrainingOut) {
  Network network = chain({{Relu{}, {2, 4, 4}},
                           {Linear{3, true}, {3, 1, 1}},
                           {Dropout{}, {2, 4, 4}},
                           {Sigmoid{}, {2, 4, 4}}});
  network.heads = {{"aux", 0, 1, 0.3, {}}};
  network.headOf[1] = 0;
  network.layers[2].inputs = {0};
  EXPECT_THAT(nodes(exported(network)),
              ElementsAre("Relu s1(image)", "Sigmoid s4(s1)"));
}

TEST_F(Export, AnOutputIsNoInput) {
  Network network = chain({{Dropout{}, {2, 4, 4}}});
  EXPECT_THAT(nodes(exported(network)), ElementsAre("Identity output(image)"));
  network.input.shape = network.layers[0].output = {2, 1, 1};
  const onnx::ModelProto model = exported(network);
  EXPECT_THAT(nodes(model), ElementsAre("Flatten output(image)"));
  EXPECT_THAT(dims(model.graph().output(0)), ElementsAre(1, 2));
}

// The value is read by another layer too: every reader gets its new name.
TEST_F(Export, AFinalImageOfOnePixelIsAVectorOfTheSameName) {
  Network network =
      chain({{GlobalAvgPool{}, {2, 1, 1}}, {Softmax{}, {2, 1, 1}}});
  network.output = 0;
  const onnx::ModelProto model = exported(network);
  ASSERT_EQ(model.graph().node_size(), 3);
  EXPECT_EQ(model.graph().node(0).output(0), "s1/result");
  EXPECT_EQ(model.graph().node(1).input(0), "s1/result");
  EXPECT_EQ(model.graph().node(2).op_type(), "Flatten");
  EXPECT_EQ(model.graph().output(0).name(), "s1");
  EXPECT_THAT(dims(model.graph().output(0)), ElementsAre(1, 2));
}

TEST_F(Export, AVectorBecomesAnImageWhereALayerNeedsOne) {
  Conv conv;
  conv.channels = 4;
  Network network = chain({{Linear{3, false}, {3, 1, 1}},
                           {conv, {4, 1, 1}},
                           {Concat{}, {7, 1, 1}}});
  network.layers[2].inputs = {1, 0};
  const onnx::ModelProto model = exported(network);
  EXPECT_THAT(nodes(model),
              testing::IsSupersetOf(
                  {"Reshape s2/image(s1, s2/constant/image_shape)",
                   "Conv s2(s2/image, s2.weight, s2.bias)",
                   "Reshape s3/image_2(s1, s3/constant/image_2_shape)",
                   "Flatten s3(s3/result)"}));
  EXPECT_THAT(dims(model.graph().output(0)), ElementsAre(1, 7));
}

TEST_F(Export, ConnectionsBecomeZeros) {
  Conv conv;
  conv.channels = 2;
  conv.bias = false;
  conv.connections = {{1}, {0, 1}};
  const Network network = chain({{conv, {2, 4, 4}}});
  const onnx::ModelProto model = exported(network);
  const std::vector<float> own = randomWeights(network, 1)[0].values;
  ASSERT_EQ(own.size(), 3u);
  EXPECT_THAT(tensor(model, "s1.weight").dims(), ElementsAre(2, 2, 1, 1));
  EXPECT_THAT(floats(tensor(model, "s1.weight").raw_data()),
              ElementsAre(0, own[0], own[1], own[2]));
}

TEST_F(Export, ConstantsThatDoNothingAreLeftOut) {
  const Network network = chain({{Tanh{}, {2, 4, 4}},
                                 {Tanh{1.7159, 0.5}, {2, 4, 4}},
                                 {Scale{}, {2, 4, 4}},
                                 {Scale{{0.25}, {0}}, {2, 4, 4}},
                                 {Scale{{1}, {3, 4}}, {2, 4, 4}},
                                 {Scale{{2, 3}, {5}}, {2, 4, 4}}});
  const onnx::ModelProto model = exported(network);
  EXPECT_THAT(
      nodes(model),
      ElementsAre(
          "Tanh s1(image)", "Mul s2/scaled(s1, s2/constant/slope)",
          "Tanh s2/tanh(s2/scaled)", "Mul s2(s2/tanh, s2/constant/amplitude)",
          "Mul s4(s2, s4/constant/factor)", "Add s5(s4, s5/constant/offset)",
          "Mul s6/scaled(s5, s6/constant/factor)",
          "Add s6(s6/scaled, s6/constant/offset)"));
  EXPECT_EQ(tensor(model, "s4/constant/factor").dims_size(), 0);
  EXPECT_THAT(tensor(model, "s5/constant/offset").dims(), ElementsAre(2, 1, 1));
  EXPECT_THAT(floats(tensor(model, "s5/constant/offset").raw_data()),
              ElementsAre(3, 4));
}

TEST_F(Export, ANormWithoutScaleOrShiftHasConstants) {
  BatchNorm norm;
  norm.scale = norm.shift = false;
  const onnx::ModelProto model = exported(chain({{norm, {2, 4, 4}}}));
  EXPECT_THAT(
      nodes(model),
      ElementsAre(
          "BatchNormalization s1(image, s1/constant/scale, s1/constant/shift, "
          "s1.running_mean, s1.running_var)"));
  EXPECT_THAT(floats(tensor(model, "s1/constant/scale").raw_data()),
              ElementsAre(1, 1));
  EXPECT_THAT(floats(tensor(model, "s1/constant/shift").raw_data()),
              ElementsAre(0, 0));
}

TEST_F(Export, CeilModeIsUsedWhereItIsPlain) {
  MaxPool pool;
  pool.kernel = {3, 3};
  pool.stride = {2, 2};
  pool.rounding = Rounding::Ceil;
  onnx::ModelProto model = exported(chain({{pool, {2, 2, 2}}}));
  EXPECT_THAT(integers(model.graph().node(0), "pads"), ElementsAre(0, 0, 0, 0));
  EXPECT_EQ(integer(model.graph().node(0), "ceil_mode"), 1);
  // A third row of windows would start past the image and is dropped.
  pool.kernel = {2, 3};
  pool.padding = {0, 0, 1, 0};
  pool.stride = {4, 2};
  model = exported(chain({{pool, {2, 1, 2}}}));
  EXPECT_THAT(integers(model.graph().node(0), "pads"), ElementsAre(0, 0, 1, 1));
  EXPECT_EQ(integer(model.graph().node(0), "ceil_mode"), 0);
}

TEST_F(Export, AnAverageIsWrittenWithoutCeilMode) {
  AvgPool pool;
  pool.kernel = {3, 3};
  pool.stride = {2, 2};
  pool.rounding = Rounding::Ceil;
  const onnx::ModelProto model = exported(chain({{pool, {2, 2, 2}}}));
  EXPECT_THAT(integers(model.graph().node(0), "pads"), ElementsAre(0, 0, 1, 1));
  EXPECT_EQ(integer(model.graph().node(0), "ceil_mode"), 0);
}

TEST_F(Export, PaddingThatCountsIsApartFromWhatHangsOverIt) {
  AvgPool pool;
  pool.kernel = {3, 3};
  pool.stride = {2, 2};
  pool.padding = {1, 1, 0, 1};
  pool.rounding = Rounding::Ceil;
  pool.countPadding = true;
  // Rows: 1 + 4 hold windows at 0 and 2. Columns: 1 + 4 + 1 hold those and one
  // more, which hangs over by one.
  const onnx::ModelProto model = exported(chain({{pool, {2, 2, 3}}}));
  EXPECT_THAT(nodes(model),
              ElementsAre("Pad s1/padded(image, s1/constant/pads)",
                          "AveragePool s1(s1/padded)"));
  const onnx::NodeProto &average = model.graph().node(2);
  EXPECT_THAT(integers(average, "pads"), ElementsAre(0, 0, 0, 1));
  EXPECT_EQ(integer(average, "count_include_pad"), 0);
}

TEST_F(Export, WeightsBesideLieOnPages) {
  const Network network = classifier();
  const onnx::ModelProto model = exported(network, {.weightsBeside = true});
  const std::string data = bytesOf(folder / "net.onnx.data");
  EXPECT_EQ(filesInFolder(), 2u);
  for (const WeightTensor &weight : randomWeights(network, 1)) {
    const onnx::TensorProto &own = tensor(model, weight.parameter.name);
    EXPECT_EQ(own.data_location(), onnx::TensorProto::EXTERNAL);
    EXPECT_FALSE(own.has_raw_data());
    ASSERT_EQ(own.external_data_size(), 3);
    EXPECT_EQ(own.external_data(0).value(), "net.onnx.data");
    const size_t offset = std::stoull(own.external_data(1).value());
    const size_t length = std::stoull(own.external_data(2).value());
    EXPECT_EQ(offset % 4096, 0u);
    ASSERT_LE(offset + length, data.size());
    EXPECT_EQ(floats(data.substr(offset, length)), weight.values);
  }
}

// Protobuf's two gigabytes, scaled down.
TEST_F(Export, WeightsGoBesideWhereAModelWouldBeTooLarge) {
  const Network network = classifier();
  exported(network);
  const uint64_t whole = fs::file_size(path);
  exported(network, {.largestModel = whole + 1000});
  EXPECT_EQ(filesInFolder(), 1u);
  exported(network, {.largestModel = whole - 1});
  EXPECT_EQ(filesInFolder(), 2u);
  EXPECT_LT(fs::file_size(path), whole);
}

TEST_F(Export, TheSameNetworkGivesTheSameBytes) {
  exported(classifier());
  const std::string first = bytesOf(path);
  exported(classifier()); // Over the old file.
  EXPECT_EQ(bytesOf(path), first);
  EXPECT_EQ(filesInFolder(), 1u);
}

TEST_F(Export, RefusesWeightsThatDoNotFit) {
  const Network network = classifier();
  Weights weights = randomWeights(network, 1);
  weights[2].values.pop_back();
  EXPECT_THAT(failure(network, weights, path), HasSubstr("s3.weight"));
  weights.erase(weights.begin() + 2);
  EXPECT_THAT(failure(network, weights, path), HasSubstr("lack s3.weight"));
  EXPECT_EQ(filesInFolder(), 0u);
}

TEST_F(Export, SaysWhyItCannotWrite) {
  const Network network = classifier();
  const Weights weights = randomWeights(network, 1);
  const fs::path missing = folder / "missing" / "net.onnx";
  EXPECT_THAT(failure(network, weights, missing), HasSubstr(missing.string()));
  const std::string message = failure(network, weights, folder);
  EXPECT_THAT(message, HasSubstr(folder.string()));
  EXPECT_TRUE(fs::is_directory(folder));
  EXPECT_EQ(filesInFolder(), 0u);
}

} // namespace
} // namespace gnet
