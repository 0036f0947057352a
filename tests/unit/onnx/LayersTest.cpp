#include "onnx/layers/Layers.h"
#include "network/LayerNames.h"
#include <gtest/gtest.h>

namespace gnet {
namespace {

template <size_t index = 0> void expectExports(const LayerExports &exports) {
  if constexpr (index < std::variant_size_v<LayerOp>) {
    const LayerOp op(std::in_place_index<index>);
    EXPECT_TRUE(exports.has(op)) << layerName(op);
    expectExports<index + 1>(exports);
  }
}

TEST(OnnxLayers, EveryLayerIsWritten) { expectExports(onnxLayers().exports); }

TEST(OnnxLayers, OperatorsHaveTheirReaders) {
  for (const char *op : {"Conv", "MaxPool", "Gemm", "Relu", "Concat"})
    EXPECT_NE(onnxLayers().imports.readers.lookup(op), nullptr) << op;
  EXPECT_EQ(onnxLayers().imports.readers.lookup("LSTM"), nullptr);
}

} // namespace
} // namespace gnet
