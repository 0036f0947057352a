#!/usr/bin/env python3
"""ONNX models as specs, and those compiled, against onnxruntime.

The models are those of the onnx package: real networks whose weights are all
0.02, with a stored output each. That shows little of a network, so that most
run with random weights, too, without the softmax, which hides differences.
Random networks of gnetc's own follow: their models, imported, give in double
precision what the networks gave. So do local response normalisations of the
nodes that PyTorch's exporters write, also rounded by onnxruntime's quantiser.

    onnx_import.py GNETC GNET_REFERENCE GNET_RANDOM_SPEC
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
from onnxruntime import quantization

import safetensors
from package import Package

LIGHT = pathlib.Path(onnx.__file__).parent / "backend/test/data/light"
TOLERANCE = 1e-4  # of the largest output

# Learned numbers as published; batch norm's statistics are none.
PARAMETERS = {
    "bvlc_alexnet": 60965224,
    "densenet121": None,
    "inception_v1": 6998552,
    "inception_v2": None,
    "resnet50": 25557032,
    "squeezenet": 1235496,
    "vgg19": 143667240,
    "zfnet512": None,
}
# The others have hundreds of megabytes of weights.
RANDOM = ["densenet121", "inception_v1", "inception_v2", "resnet50", "squeezenet"]
MODULES = {"inception_v1": "table inception", "inception_v2": "table inception",
           "resnet50": "module res_identity", "squeezenet": "table fire"}
RANDOM_NETWORKS = 40
# The importer knows neither the nodes of rbf nor an average of a padded image.
ONE_WAY = ["/row' (Reshape)", "padded by a node of its own"]
# Of the largest output, where a quantiser rounds the model's weights and results.
ROUNDED = 0.05
UNSAYABLE = {"shufflenet": "node 'n7' (Reshape)"}


def run_gnetc(gnetc, *arguments):
    return subprocess.run([gnetc, *arguments], capture_output=True, text=True)


def imported(gnetc, model, folder):
    """The spec's text and the package's folder."""
    spec, weights = folder / "net.gn", folder / "net.safetensors"
    package = folder / "package"
    for arguments in (
            ["import", model, "-o", spec, f"--weights-out={weights}"],
            [spec, "--target=cpu", f"--weights={weights}", "-o", package]):
        result = run_gnetc(gnetc, *arguments)
        if result.returncode:
            raise RuntimeError(result.stderr)
    return spec.read_text(), package


def shape_of(model):
    initialisers = {tensor.name for tensor in model.graph.initializer}
    value = next(v for v in model.graph.input if v.name not in initialisers)
    return [dim.dim_value for dim in value.type.tensor_type.shape.dim]


def package_output(package, x):
    package = Package(package, "net")
    package.input[:] = x
    package.run()
    result = package.output.copy()
    package.close()
    return result


def stored_output(name):
    tensor = onnx.TensorProto()
    tensor.ParseFromString((LIGHT / f"light_{name}_output_0.pb").read_bytes())
    return numpy_helper.to_array(tensor)


def random_weights(model):
    """The model with initialisers in place of its constant nodes."""
    random = np.random.default_rng(1)
    shapes = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    variances = {node.input[4] for node in model.graph.node
                 if node.op_type == "BatchNormalization"}
    factors = {node.input[1] for node in model.graph.node
               if node.op_type == "BatchNormalization"}
    wide = {node.output[0]: node.input[0] for node in model.graph.node
            if node.op_type == "Unsqueeze"}
    factors |= {wide[node.input[1]] for node in model.graph.node
                if node.op_type == "Mul"}
    nodes = list(model.graph.node)
    del model.graph.node[:]
    for node in nodes:
        if node.op_type != "ConstantOfShape":
            model.graph.node.append(node)
            continue
        name, shape = node.output[0], shapes[node.input[0]]
        if name in variances | factors:
            values = random.uniform(0.5, 1.5, shape)
        elif len(shape) == 1:
            values = random.normal(0, 0.1, shape)
        else:
            values = random.normal(0, (2 / np.prod(shape[1:])) ** 0.5, shape)
        model.graph.initializer.append(
            numpy_helper.from_array(values.astype("f4"), name))


def drop_softmax(model):
    last = model.graph.node[-1]
    if last.op_type == "Softmax":
        del model.graph.node[-1]
        del model.graph.output[:]
        model.graph.output.add().name = last.input[0]


def onnxruntime_output(path, x):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options,
                                           providers=["CPUExecutionProvider"])
    given = next(v.name for v in session.get_inputs())
    return session.run(None, {given: x})[0]


def learned(folder):
    tensors = safetensors.read(folder / "net.safetensors")
    return sum(values.size for name, values in tensors.items()
               if not name.endswith((".running_mean", ".running_var")))


class Checks:
    def __init__(self):
        self.worst, self.failures = 0, 0

    def require(self, holds, message):
        if not holds:
            self.failures += 1
            print(message)

    def outputs(self, what, result, expected, tolerance=TOLERANCE):
        result = result.reshape(expected.shape)
        largest = abs(expected).max()
        error = abs(result - expected).max() / (largest if largest > 0 else 1)
        if tolerance == TOLERANCE:
            self.worst = max(self.worst, error)
        self.require(error < tolerance,
                     f"{what}: differs by {error:.2e} of the largest output")


def check_stored(checks, gnetc, name, folder):
    path = LIGHT / f"light_{name}.onnx"
    text, package = imported(gnetc, path, folder)
    shape = shape_of(onnx.load(path))
    x = (np.arange(np.prod(shape)) / np.prod(shape)).reshape(shape).astype("f4")
    checks.outputs(f"{name}, stored", package_output(package, x),
                   stored_output(name))
    if PARAMETERS[name]:
        checks.require(learned(folder) == PARAMETERS[name],
                       f"{name}: {learned(folder)} parameters, not "
                       f"{PARAMETERS[name]}")
    checks.require(MODULES.get(name, "") in text,
                   f"{name}: no '{MODULES.get(name)}' in\n{text}")


def check_random(checks, gnetc, name, folder):
    model = onnx.load(LIGHT / f"light_{name}.onnx")
    random_weights(model)
    drop_softmax(model)
    path = folder / "random.onnx"
    onnx.save(model, path)
    _, package = imported(gnetc, path, folder)
    x = np.random.default_rng(2).normal(0, 1, shape_of(model)).astype("f4")
    checks.outputs(f"{name}, random", package_output(package, x),
                   onnxruntime_output(path, x))


def reference_output(program, spec, weights, x, folder):
    given, result = folder / "x.npy", folder / "y.npy"
    np.save(given, x)
    subprocess.run([program, spec, f"--weights={weights}", f"--input={given}",
                    f"--output={result}"], check=True, stderr=subprocess.DEVNULL)
    return np.load(result)


def check_comes_back(checks, programs, seed, folder):
    """Whether there was anything to compare."""
    gnetc, reference, random_spec = programs
    spec, again = folder / "net.gn", folder / "again.gn"
    model, weights = folder / "net.onnx", folder / "again.safetensors"
    spec.write_text(subprocess.run([random_spec, str(seed)], check=True,
                                   capture_output=True, text=True).stdout)
    made = f"random:{seed}"
    subprocess.run([gnetc, spec, "--emit=onnx", f"--weights={made}", "-o", model],
                   check=True)
    result = run_gnetc(gnetc, "import", model, "-o", again,
                       f"--weights-out={weights}")
    if any(reason in result.stderr for reason in ONE_WAY):
        return False
    if result.returncode:
        checks.require(False, f"seed {seed}: {result.stderr}")
        return False
    shape = shape_of(onnx.load(model))
    x = np.random.default_rng(seed).normal(0, 1, shape).astype("f4")
    checks.outputs(f"seed {seed}",
                   reference_output(reference, again, weights, x, folder),
                   reference_output(reference, spec, made, x, folder))
    return True


class TorchNetwork:
    """Convolutions with the nodes behind them that PyTorch's exporters make of
    nn.LocalResponseNorm: the present one, or the older one, which asks for
    sizes, turns the padding around and squeezes on a condition."""

    def __init__(self, older):
        self.older, self.nodes, self.weights = older, [], []
        self.random = np.random.default_rng(3)

    def add(self, op, *inputs, **attributes):
        output = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [output], output, **attributes))
        return output

    def constant(self, values, kind="i8"):
        self.weights.append(numpy_helper.from_array(np.array(values, kind),
                                                    f"c{len(self.weights)}"))
        return self.weights[-1].name

    def conv(self, x, given, channels):
        weight = self.random.normal(0, (2 / given / 9) ** 0.5, (channels, given, 3, 3))
        bias = self.random.normal(0, 0.3, channels)
        x = self.add("Conv", x, self.constant(weight, "f4"), self.constant(bias, "f4"),
                     kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        return self.add("Relu", x)

    def pads(self, around):
        if not self.older:
            return self.constant([0, 0, around, 0, 0] * 2)
        filled = self.add("ConstantOfShape", self.constant([4]),
                          value=numpy_helper.from_array(np.zeros(1, "i8")))
        pads = self.add("Concat", self.constant([0, 0, 0, 0, around, around]), filled,
                        axis=0)
        pads = self.add("Reshape", pads, self.constant([-1, 2]))
        pads = self.add("Slice", pads, self.constant([-1]), self.constant([-2**63 + 1]),
                        self.constant([0]), self.constant([-1]))
        pads = self.add("Transpose", pads, perm=[1, 0])
        return self.add("Cast", self.add("Reshape", pads, self.constant([-1])),
                        to=onnx.TensorProto.INT64)

    def squeeze(self, x):
        one = self.constant([1])
        if not self.older:
            return self.add("Squeeze", x, one)
        size = self.add("Gather", self.add("Shape", x), one, axis=0)
        branches = {}
        for branch, op, inputs in (("then_branch", "Squeeze", [x, one]),
                                   ("else_branch", "Identity", [x])):
            result = f"{op}_{x}"
            branches[branch] = helper.make_graph(
                [helper.make_node(op, inputs, [result])], branch, [],
                [helper.make_tensor_value_info(result, onnx.TensorProto.FLOAT, None)])
        return self.add("If", self.add("Equal", size, one), **branches)

    def norm(self, x, channels, size, alpha, beta, k):
        sizes = [channels, 8, 8]
        means = self.add("Reshape", self.add("Mul", x, x), self.constant([-1, 1] + sizes))
        means = self.add("Pad", means, self.pads(size // 2))
        means = self.squeeze(self.add("AveragePool", means, kernel_shape=[size, 1, 1],
                                      strides=[1, 1, 1], count_include_pad=1))
        if self.older:
            means = self.add("Reshape", means, self.constant([-1] + sizes))
        weighted = self.add("Mul", means, self.constant(alpha, "f4"))
        power = self.add("Pow", self.add("Add", weighted, self.constant(k, "f4")),
                         self.constant(beta, "f4"))
        return self.add("Div", x, power)

    def model(self):
        x = self.norm(self.conv("x", 3, 16), 16, 5, 0.5, 0.75, 1.0)
        y = self.norm(self.conv(x, 16, 12), 12, 3, 2.0, 0.5, 2.0)
        values = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT,
                                                [1, channels, 8, 8])
                  for name, channels in (("x", 3), (y, 12))]
        graph = helper.make_graph(self.nodes, "torch", values[:1], values[1:],
                                  self.weights)
        return helper.make_model(graph, ir_version=8,
                                 opset_imports=[helper.make_opsetid("", 17)])


class Inputs(quantization.CalibrationDataReader):
    def __init__(self, inputs):
        self.inputs = iter([{"x": x} for x in inputs])

    def get_next(self):
        return next(self.inputs, None)


def check_torch_norms(checks, gnetc, older, folder):
    model, rounded = folder / "torch.onnx", folder / "rounded.onnx"
    onnx.save(TorchNetwork(older).model(), model)
    x = np.random.default_rng(4).normal(0, 1, (8, 1, 3, 8, 8)).astype("f4")
    quantization.quantize_static(model, rounded, Inputs(x),
                                 quant_format=quantization.QuantFormat.QDQ)
    expected = onnxruntime_output(model, x[0])
    for path, tolerance in (model, TOLERANCE), (rounded, ROUNDED):
        what = f"{path.name}, older: {older}"
        text, package = imported(gnetc, path, folder)
        for norm in "lrn 5 { alpha: 0.5 }", "lrn 3 { alpha: 2, beta: 0.5, k: 2 }":
            checks.require(norm in text, f"{what}: no '{norm}' in\n{text}")
        checks.outputs(what, package_output(package, x[0]), expected, tolerance)


def main():
    gnetc, checks = sys.argv[1], Checks()
    with tempfile.TemporaryDirectory() as folder:
        compared = sum(check_comes_back(checks, sys.argv[1:4], seed,
                                        pathlib.Path(folder))
                       for seed in range(RANDOM_NETWORKS))
    checks.require(compared > RANDOM_NETWORKS // 2,
                   f"only {compared} random networks could be imported")
    for check, names in (check_stored, PARAMETERS), (check_random, RANDOM):
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                check(checks, gnetc, name, pathlib.Path(folder))
    for older in False, True:
        with tempfile.TemporaryDirectory() as folder:
            check_torch_norms(checks, gnetc, older, pathlib.Path(folder))
    for name, node in UNSAYABLE.items():
        with tempfile.TemporaryDirectory() as folder:
            spec = pathlib.Path(folder) / "net.gn"
            result = run_gnetc(gnetc, "import", LIGHT / f"light_{name}.onnx",
                               "-o", spec)
            checks.require(result.returncode and node in result.stderr and
                           not spec.exists(),
                           f"{name}: the error does not name {node}:\n"
                           f"{result.stderr}")
    print(f"{len(PARAMETERS) + compared + 2} models differ by {checks.worst:.2e} of the largest "
          f"output at most, {TOLERANCE:.0e} allowed; {checks.failures} failures")
    sys.exit(checks.failures > 0)


if __name__ == "__main__":
    main()
