"""GoogLeNet as an ONNX model, written from the paper and not from our spec.

Szegedy et al., "Going Deeper with Convolutions", CVPR 2015, Table 1, in the
form that BVLC's Caffe model gives it: ceil-rounded max pooling, LRN after
pool1 and before pool2, ReLU after every convolution. The weights are random.
"""

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

# Row: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection.
INCEPTION = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


class Graph:
    """Nodes and weights as they are added; values are named by their nodes."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.nodes, self.weights = [], {}

    def add(self, kind, inputs, name, **attributes):
        self.nodes.append(
            helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def parameters(self, path, *shape, scale=1):
        """A weight of He's variance times `scale`, and a bias."""
        weight = self.random.normal(0, scale * np.sqrt(2 / np.prod(shape[1:])), shape)
        bias = self.random.normal(0, 0.1, shape[0])
        self.weights[f"{path}.weight"] = weight.astype("f4")
        self.weights[f"{path}.bias"] = bias.astype("f4")
        return f"{path}.weight", f"{path}.bias"

    def conv(self, x, path, inputs, outputs, kernel, stride=1):
        parameters = self.parameters(path, outputs, inputs, kernel, kernel)
        y = self.add("Conv", [x, *parameters], path,
                     kernel_shape=[kernel] * 2, strides=[stride] * 2,
                     pads=[kernel // 2] * 4)
        return self.add("Relu", [y], f"{path}.relu")

    def max_pool(self, x, name, stride, pad=0):
        return self.add("MaxPool", [x], name, kernel_shape=[3, 3],
                        strides=[stride] * 2, pads=[pad] * 4, ceil_mode=1)

    def lrn(self, x, name):
        return self.add("LRN", [x], name, size=5, alpha=1e-4, beta=0.75, bias=1.0)

    def inception(self, x, name, inputs):
        n1, n3_reduce, n3, n5_reduce, n5, projection = INCEPTION[name]
        path = f"inception_{name}"
        branches = [
            self.conv(x, f"{path}.b1", inputs, n1, 1),
            self.conv(self.conv(x, f"{path}.b2.conv1x1", inputs, n3_reduce, 1),
                      f"{path}.b2.conv3x3", n3_reduce, n3, 3),
            self.conv(self.conv(x, f"{path}.b3.conv1x1", inputs, n5_reduce, 1),
                      f"{path}.b3.conv5x5", n5_reduce, n5, 5),
            self.conv(self.max_pool(x, f"{path}.b4.max_pool3x3", 1, 1),
                      f"{path}.b4.conv1x1", inputs, projection, 1),
        ]
        return self.add("Concat", branches, path, axis=1), n1 + n3 + n5 + projection


def googlenet(batch, seed):
    """The serialized model, and its weights by the names that our spec gives."""
    g = Graph(seed)
    x = g.conv("image", "conv1", 3, 64, 7, 2)
    x = g.lrn(g.max_pool(x, "pool1", 2), "norm1")
    x = g.conv(x, "conv2.conv1x1", 64, 64, 1)
    x = g.lrn(g.conv(x, "conv2.conv3x3", 64, 192, 3), "norm2")
    x, channels = g.max_pool(x, "pool2", 2), 192
    for name in INCEPTION:
        if name in ("4a", "5a"):
            x = g.max_pool(x, "pool3" if name == "4a" else "pool4", 2)
        x, channels = g.inception(x, name, channels)
    x = g.add("GlobalAveragePool", [x], "pool5")
    x = g.add("Flatten", [x], "flatten")
    # Scores of He's size would saturate the softmax: any two engines agree on
    # one 1 and 999 zeros.
    parameters = g.parameters("classifier", 1000, channels, scale=1 / 64)
    x = g.add("Gemm", [x, *parameters], "classifier", transB=1)
    x = g.add("Softmax", [x], "prob", axis=1)
    return serialized(g, x, batch), g.weights


def serialized(g, output, batch):
    graph = helper.make_graph(
        g.nodes, "googlenet",
        [helper.make_tensor_value_info(
            "image", TensorProto.FLOAT, [batch, 3, 224, 224])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, 1000])],
        [numpy_helper.from_array(value, name) for name, value in g.weights.items()])
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    return model.SerializeToString()
