#!/usr/bin/env python3
"""Quantised models, from gnetc to onnxruntime and back.

What `gnetc --precision=int8 --emit=onnx` writes is run by onnxruntime, with and
without its optimisations, and has the results of the package with the same
calibration. Models of onnxruntime's quantiser, and ones in the form of NNCF's
(weights in float32 that nodes round), are imported with their ranges, and the
packages have the models' results.

    onnx_quantized.py GNETC
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "training/lenet5")]
sys.dont_write_bytecode = True

import numpy as np
import onnx
import onnxruntime
from onnxruntime import quantization

import accuracy
from package import Package

# Both round the same numbers, and sum in another order: now and then one is
# rounded to the next integer. So the package is to be much nearer to the model
# than float32 is.
SHARE = 0.4
PICTURES = 24

# What LeNet-5 lacks. It is short: rounded otherwise once, many sums differ later.
LAYERS = """network layers {
  input image: 3x24x24 { order: rgb }
  defaults conv { pad: same, activation: relu }
  stem: conv 3x3 16 { norm: batch_norm }
  pool: max_pool 2x2/2
  join: concat {
    a: conv 1x1 16 { bias: false }
    b: conv 3x3 16
    c: max_pool 3x3/1 { pad: same } -> conv 1x1 16 { activation: none }
  }
  sum: add {
    a: conv 1x1 48 { activation: none }
    b: from input
  } -> relu
  depthwise: conv 3x3 48 { groups: 48, norm: batch_norm, activation: hard_swish }
}
"""

# Where onnxruntime's quantiser rounds just as often.
CHAIN = """network chain {
  input image: 3x24x24 { order: rgb }
  defaults conv { pad: same, activation: relu }
  stem: conv 3x3 16 { norm: batch_norm }
  pool: max_pool 2x2/2
  wide: conv 1x1 32 { bias: false, activation: none }
  depthwise: conv 3x3 32 { groups: 32, norm: batch_norm }
  scores: linear 10
}
"""


def scores_spec(folder):
    """LeNet-5 up to its scores: probabilities hide what differs."""
    text = (ROOT / "specs/lenet5.gn").read_text()
    text = text.replace("  prob: softmax\n", "").replace('  labels "labels/digits.txt"\n', "")
    path = folder / "lenet5.gn"
    path.write_text(text)
    return path


def session_of(model, level, **options):
    """Of a level of optimisation."""
    wanted = onnxruntime.SessionOptions()
    wanted.graph_optimization_level = getattr(onnxruntime.GraphOptimizationLevel, level)
    for name, value in options.items():
        setattr(wanted, name, value)
    return onnxruntime.InferenceSession(model, wanted, providers=["CPUExecutionProvider"])


def runtime_scores(model, pictures, optimised):
    session = session_of(model, "ORT_ENABLE_ALL" if optimised else "ORT_DISABLE_ALL")
    name = session.get_inputs()[0].name
    return np.concatenate([session.run(None, {name: picture[None]})[0] for picture in pictures])


def error(expected, scores):
    """The root mean square over that of the expected."""
    return np.linalg.norm(expected - scores.reshape(expected.shape)) / np.linalg.norm(expected)


def rounded_as_output(model, scores):
    """As the model rounds what it gives, which packages do not."""
    graph = onnx.load(model).graph
    makers = {name: node for node in graph.node for name in node.output}
    last = makers[graph.output[0].name]
    if last.op_type != "DequantizeLinear":
        return scores
    values = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    scale, zero = (values[name] for name in last.input[1:])
    limits = np.iinfo(zero.dtype)
    return (np.clip(np.rint(scores / scale) + zero, limits.min, limits.max) - zero) * scale


def integer_nodes(model):
    return sum(node.op_type == "QuantizeLinear" for node in onnx.load(model).graph.node)


class Network:
    def __init__(self, gnetc, folder, spec, weights, pictures):
        self.gnetc, self.spec, self.weights, self.pictures = gnetc, spec, weights, pictures
        self.name = spec.stem
        self.folder = folder / self.name
        self.folder.mkdir()
        np.save(self.folder / "pictures.npy", pictures)
        self.float_scores = runtime_scores(self.float_model(), pictures, True)

    def run(self, *arguments):
        subprocess.run([self.gnetc, *map(str, arguments)], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL)

    def compile(self, name, *arguments):
        self.run(*arguments, "--target=cpu", "-o", self.folder / name)
        package = Package(self.folder / name, pathlib.Path(arguments[0]).stem)
        scores = []
        for picture in self.pictures:
            package.input[:] = picture
            package.run()
            scores.append(package.output.copy())
        return np.concatenate(scores)

    def check(self, what, model, package, optimised=False):
        expected = runtime_scores(model, self.pictures, optimised)
        own, of_float = (error(expected, rounded_as_output(model, scores))
                         for scores in (package, self.float_scores))
        print(f"{self.name} {what}: {own:.2e}, float32 {of_float:.2e}")
        if not 0 < of_float < 0.3 or not own <= SHARE * of_float:
            sys.exit(f"{self.name} {what} does not have the model's results")

    def check_export(self):
        self.run("calibrate", self.spec, f"--weights={self.weights}", "--images=pictures.npy",
                 "-o", "calibration.json")
        options = [self.spec, f"--weights={self.weights}", "--precision=int8",
                   "--calibration=calibration.json"]
        model = self.folder / "exported.onnx"
        self.run(*options, "--emit=onnx", "-o", model)
        if integer_nodes(model) == 0:
            sys.exit(f"{self.name}: nothing is rounded")
        package = self.compile("int8", *options)
        for optimised in (False, True):
            self.check(f"exported, {'' if optimised else 'not '}optimised", model, package,
                       optimised)
        self.check_import("exported", model)

    def check_import(self, what, model):
        name = "imported_" + what
        self.run("import", model, "-o", name + ".gn", f"--weights-out={name}.safetensors",
                 f"--calibration-out={name}.json")
        package = self.compile(name, name + ".gn", f"--weights={name}.safetensors",
                               "--precision=int8", f"--calibration={name}.json")
        self.check(f"imported, {what}", model, package)

    def float_model(self):
        model = self.folder / "float.onnx"
        self.run(self.spec, f"--weights={self.weights}", "--emit=onnx", "-o", model)
        return model

    def check_static(self, what, **options):
        """onnxruntime's quantiser."""
        class Reader(quantization.CalibrationDataReader):
            pictures = iter(self.pictures)

            def get_next(reader):
                picture = next(reader.pictures, None)
                return None if picture is None else {name: picture[None]}

        # Norms folded, as its guide says.
        model = self.folder / "folded.onnx"
        session_of(self.float_model(), "ORT_ENABLE_BASIC", optimized_model_filepath=str(model))
        name = onnx.load(model).graph.input[0].name
        quantized = self.folder / f"static_{what}.onnx"
        quantization.quantize_static(
            model, quantized, Reader(), quant_format=quantization.QuantFormat.QDQ,
            weight_type=quantization.QuantType.QInt8, **options)
        self.check_import(what, quantized)

    def check_rounded_weights(self):
        """As NNCF exports: weights stay float32, and a pair of nodes rounds them."""
        model = onnx.load(self.float_model())
        graph = model.graph
        weights = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
        nodes, rounded = [], {}

        def constant(name, value):
            graph.initializer.append(onnx.numpy_helper.from_array(value, name))
            return name

        def pair(value, scale, zero, **axis):
            operands = [constant(value + "/s", scale), constant(value + "/z", zero)]
            nodes.append(onnx.helper.make_node("QuantizeLinear", [value, *operands], [value + "/q"], **axis))
            nodes.append(onnx.helper.make_node("DequantizeLinear", [value + "/q", *operands],
                                               [value + "/dq"], **axis))
            return value + "/dq"

        for node in list(graph.node):
            if node.op_type in ("Conv", "Gemm"):
                weight = weights[node.input[1]]
                scale = np.abs(weight).reshape(len(weight), -1).max(1).astype("float32") / 127
                node.input[1] = pair(node.input[1], scale, np.zeros(len(scale), "int8"), axis=0)
            for index, name in enumerate(node.input):
                node.input[index] = rounded.get(name, name)
            nodes.append(node)
            if node.op_type == "Relu":
                rounded[node.output[0]] = pair(node.output[0], np.float32(0.04), np.uint8(0))
        del graph.node[:]
        graph.node.extend(nodes)
        path = self.folder / "rounded.onnx"
        onnx.save(model, path)
        self.check_import("rounded", path)


def main():
    gnetc = pathlib.Path(sys.argv[1]).resolve()
    digits = np.array(accuracy.held_out()[0], "float32").reshape(-1, 1, 32, 32)[:PICTURES]
    # Integers over 32, of which the model's input has all, so that it loses nothing.
    noise = np.random.default_rng(1).normal(0, 32, (PICTURES, 3, 24, 24)).round().clip(-128, 127)
    noise[0, 0, 0, :2] = -128, 127
    noise = (noise / 32).astype("float32")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        layers, chain = folder / "layers.gn", folder / "chain.gn"
        layers.write_text(LAYERS)
        chain.write_text(CHAIN)
        lenet5 = Network(gnetc, folder, scores_spec(folder),
                         ROOT / "training/lenet5/lenet5.safetensors", digits)
        lenet5.check_export()
        lenet5.check_rounded_weights()
        others = Network(gnetc, folder, layers, "random:1", noise)
        others.check_export()
        others.check_rounded_weights()
        in_row = Network(gnetc, folder, chain, "random:1", noise)
        unsigned, signed = quantization.QuantType.QUInt8, quantization.QuantType.QInt8
        in_row.check_static("unsigned", activation_type=unsigned, per_channel=True)
        in_row.check_static("signed", activation_type=signed, per_channel=True)
        # Where most channels' weights use a part of the integers.
        in_row.check_static("by_tensors", activation_type=unsigned)
        in_row.check_static("seven_bits", activation_type=unsigned, per_channel=True,
                            reduce_range=True)


main()
