"""Random weights whose scores do not saturate the softmax.

Scores of the size that random weights give make a 1 and zeros of every input,
on which any two engines agree.
"""

import numpy as np
import onnx
import onnxruntime

import safetensors

LARGEST_SCORE = 3
KEEP_A_FACTOR = {"AveragePool", "Flatten", "GlobalAveragePool", "MaxPool", "Mul",
                 "Relu", "Reshape"}


def softmax_of(graph):
    """The softmax that gives the output, or None."""
    by_output = {node.output[0]: node for node in graph.node}
    node = by_output[graph.output[0].name]
    while node.op_type in ("Flatten", "Identity"):
        node = by_output[node.input[0]]
    return node if node.op_type == "Softmax" else None


def scores(model, name, x):
    """The value `name` of the model at input x."""
    del model.graph.output[:]
    model.graph.output.add().name = name
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: x})[0]


def last_weights(graph, name):
    """The weights and biases that the value `name` is linear in, if any."""
    by_output = {node.output[0]: node for node in graph.node}
    node = by_output[name]
    while node.op_type in KEEP_A_FACTOR:
        if node.input[0] not in by_output:  # The network's input.
            return []
        node = by_output[node.input[0]]
    if node.op_type in ("Gemm", "Conv", "BatchNormalization"):
        return node.input[1:3]
    return []


def moderate(file, x, weights):
    """Scales the last layer's weights in the safetensors file `weights`."""
    model = onnx.load(file)
    softmax = softmax_of(model.graph)
    if softmax is None:
        return
    names = last_weights(model.graph, softmax.input[0])
    if not names:
        return
    largest = abs(scores(model, softmax.input[0], x)).max()
    tensors = safetensors.read(weights)
    for name in names:
        tensors[name] = tensors[name] * np.float32(LARGEST_SCORE / largest)
    safetensors.write(weights, tensors)
