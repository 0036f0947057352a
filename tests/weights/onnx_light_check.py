#!/usr/bin/env python3
"""Weights from the light models of the onnx package, against onnxruntime.

Each file is taken as it is, whose outputs are stored beside it, and with random
numbers in place of its constants, which are nearly all 0.02 and would hide a
tensor in the wrong place. The network itself comes from our spec.

    onnx_light_check.py GNETC
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
sys.dont_write_bytecode = True

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from models import relative_error
from package import Package

TOLERANCE = 1e-4
LIGHT = pathlib.Path(onnx.__file__).parent / "backend/test/data/light"
MAPS = ROOT / "specs/weights"

# Model, spec, whether it takes the colours in another order, weight map. Where
# the file computes something else with Caffe's weights than Caffe does, light/
# has a variant that does the same, for which the map has to be named.
MODELS = [
    ("inception_v1", "tests/weights/light/inception_v1.gn", False, "caffe/googlenet.map"),
    ("inception_v2", "tests/weights/light/inception_v2.gn", False, "caffe/googlenet_bn.map"),
    ("resnet50", "specs/resnet50.gn", True, None),
    ("vgg19", "specs/vgg_e.gn", False, None),
    ("zfnet512", "specs/zfnet512.gn", True, None),
    ("bvlc_alexnet", "tests/weights/light/bvlc_alexnet.gn", False, "onnx/caffe2.map"),
]


def package_output(gnetc, spec, weights, x, folder, weight_map):
    name = pathlib.Path(spec).stem
    out = folder / name
    options = [f"--weight-map={MAPS / weight_map}"] if weight_map else []
    subprocess.run([gnetc, ROOT / spec, "--target=cpu", f"--weights={weights}",
                    "-o", out, *options], check=True)
    package = Package(out, name)
    package.input[:] = x
    package.run()
    y = package.output.copy()
    package.close()
    return y


def random_values(name, dims, numbers):
    """Such that no layer is without effect and none grows beyond bounds."""
    if name.endswith(("_riv_0", "_var_0")):
        return numbers.uniform(0.5, 1.5, dims)
    if name.endswith(("_bn_s_0", "/bn_scale_0", "/sc_w_0")):
        return 1 + 0.1 * numbers.standard_normal(dims)
    if len(dims) > 1:
        fan_in = np.prod(dims) / (dims[0] if len(dims) == 4 and dims[0] > 1 else dims[-2])
        return numbers.standard_normal(dims) * np.sqrt(2 / fan_in)
    return 0.1 * numbers.standard_normal(dims)


def randomise(model, numbers):
    """Turns every constant of the model into a random initialiser."""
    graph = model.graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    constants = [node for node in graph.node if node.op_type == "ConstantOfShape"]
    floats = [(node.output[0], values[node.input[0]]) for node in constants]
    floats += [(tensor.name, tensor.dims) for tensor in graph.initializer
               if tensor.data_type == onnx.TensorProto.FLOAT]
    made = [numpy_helper.from_array(
        random_values(name, tuple(dims), numbers).astype(np.float32), name)
        for name, dims in floats]
    shapes = {node.input[0] for node in constants}
    kept = [tensor for tensor in graph.initializer
            if tensor.data_type != onnx.TensorProto.FLOAT and tensor.name not in shapes]
    for node in constants:
        graph.node.remove(node)
    del graph.initializer[:]
    graph.initializer.extend(kept + made)
    model.ir_version = 4  # From which on initialisers need not be inputs.
    data = [value for value in graph.input if value.name not in values]
    del graph.input[:]
    graph.input.extend(data)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3  # The models leave initialisers unused.
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def calm(model, path, x):
    """Scales the last layer so that the probabilities tell classes apart."""
    softmax = next(node for node in model.graph.node if node.op_type == "Softmax")
    output = helper.make_tensor_value_info(softmax.input[0], onnx.TensorProto.FLOAT, None)
    model.graph.output.append(output)
    onnx.save(model, path)
    runner = session(path)
    logits = runner.run(None, {runner.get_inputs()[0].name: x})[1]
    model.graph.output.pop()
    gemm = next(node for node in model.graph.node if softmax.input[0] in node.output)
    last = gemm.input[1].removesuffix("_w_0")
    reshaped = [node.input[0] for node in model.graph.node if gemm.input[1] in node.output]
    names = {gemm.input[1], gemm.input[2], last, *reshaped}
    for tensor in model.graph.initializer:
        if tensor.name in names:
            scaled = numpy_helper.to_array(tensor) / logits.std()
            tensor.CopyFrom(numpy_helper.from_array(scaled.astype(np.float32), tensor.name))
    onnx.save(model, path)


def check(gnetc, name, spec, is_reversed, weight_map, folder):
    path = LIGHT / f"light_{name}.onnx"
    x = (np.arange(3 * 224 * 224).reshape(1, 3, 224, 224) / (3 * 224 * 224)).astype(np.float32)
    stored = numpy_helper.to_array(onnx.load_tensor(LIGHT / f"light_{name}_output_0.pb"))
    ours = package_output(gnetc, spec, path, x[:, ::-1] if is_reversed else x, folder, weight_map)
    stored_error = relative_error(ours, stored)

    numbers = np.random.default_rng(1)
    model = onnx.load(path)
    randomise(model, numbers)
    random_path = folder / f"{name}.onnx"
    x = numbers.standard_normal(x.shape).astype(np.float32)
    calm(model, random_path, x)
    runner = session(random_path)
    theirs = runner.run(None, {runner.get_inputs()[0].name: x})[0]
    ours = package_output(gnetc, spec, random_path, x[:, ::-1] if is_reversed else x, folder,
                          weight_map)
    error = relative_error(ours, theirs)
    print(f"{name:14}{stored_error:12.1e}{error:12.1e}{theirs.max() / theirs.mean():10.1f}")
    random_path.unlink()
    return max(stored_error, error) < TOLERANCE and theirs.max() > 2 * theirs.mean()


def main():
    (gnetc,) = sys.argv[1:]
    print(f"{'model':14}{'stored':>12}{'random':>12}{'peak':>10}")
    with tempfile.TemporaryDirectory() as folder:
        passed = [check(gnetc, *model, pathlib.Path(folder)) for model in MODELS]
    sys.exit(0 if all(passed) else 1)


main()
