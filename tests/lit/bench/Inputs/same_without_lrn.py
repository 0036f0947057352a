"""Says what a model's lrn becomes, and that its outputs stay."""

import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

sys.path.insert(0, str(pathlib.Path(__file__).parents[4] / "bench"))
import torch_lrn


def output(file):
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    source = session.get_inputs()[0]
    x = 3 * np.random.default_rng(1).standard_normal(source.shape)
    return session.run(None, {source.name: x.astype("f4")})[0]


file = sys.argv[1]
expected = output(file)
torch_lrn.decompose(file)
print(*(node.op_type for node in onnx.load(file).graph.node))
difference = abs(output(file) - expected).max() / abs(expected).max()
print("the same" if difference < 1e-6 else f"differs by {difference}")
