#!/usr/bin/env python3
"""What `gnetc --emit=onnx` writes, in onnxruntime, against double precision.

Random networks, and a network for each layer that those may lack; the result
of each is held against gnet-reference with the same weights. Some specs of
specs/ follow, held against the package, which is much faster; and gnetc reads
the weights back from the model.

    onnx_export.py GNETC GNET_REFERENCE GNET_RANDOM_SPEC
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

import models
import safetensors
from package import Package

TOLERANCE = 1e-4  # of the largest output
RANDOM_NETWORKS = 60

# The input's shape, and the network's statements.
NETWORKS = {
    "pointwise": ("3x9x8", """
        a: affine -> tanh { amplitude: 1.7159, slope: 2/3 }
        b: from input -> scale [0.458, 0.448, 0.45] { offset: [-0.03, -0.088, 2] }
        c: scale 0.17 -> sigmoid
        d: affine { bias: false } -> scale 1 { offset: -0.2 } -> tanh
        two: add a, b
        three: add two, c, d
        leaky_relu { slope: 0.2 } -> scale 1 -> batch_norm { scale: false, shift: true }
        batch_norm { shift: false }
        """),
    "activations": ("3x9x8", """
        a: scale 5 -> relu6 -> silu
        b: from input -> scale 5 -> hard_sigmoid
        c: from input -> scale 5 -> hard_swish
        d: from input -> scale 2 -> gelu
        e: concat a, b, c, d
        linear 9 { activation: gelu } -> linear 8 { activation: silu }
        linear 7 { activation: relu6 } -> hard_swish -> linear 6 { activation: hard_sigmoid }
        """),
    "gates": ("6x5x7", """
        a: multiply {
          image: conv 3x3 8 { pad: same, activation: hard_swish }
          gate: global_avg_pool -> linear 3 { activation: relu } -> linear 8 { activation: sigmoid }
        }
        b: multiply {
          image: from input
          gate: global_avg_pool -> conv 1x1 8 { activation: hard_sigmoid }
        }
        c: multiply b, a
        v: linear 5
        w: sigmoid
        multiply v, w
        """),
    "depthwise": ("6x9x8", """
        conv 3x3 6 { pad: same, groups: 6, activation: relu6 }
        conv 5x5/2 12 { pad: same, groups: 6, bias: false, norm: batch_norm, activation: silu }
        """),
    "connected": ("4x8x9", """
        conv 3x2/2x1 3 { connections: [[0, 1], [1, 2], [0, 2, 3]], pad: [1, 0, 0, 1] }
        tanh -> rbf 5
        """),
    "rbf of a vector": ("2x3x3", "linear 7 -> sigmoid -> rbf 5 -> affine"),
    "vectors beside images": ("5x6x6", """
        v: linear 6 -> batch_norm -> affine -> scale [1, 2, 3, 4, 5, 6] -> tanh
        g: from input -> global_avg_pool -> conv 1x1 6
        sum: add v, g
        joined: concat g, sum, v
        flat: from v -> flatten
        all: concat joined, flat -> lrn 3 { alpha: 0.5 } -> max_pool 1x1
        """),
    "only vectors": ("5x2x2", """
        v: linear 6
        w: linear 6 -> relu
        joined: concat v, w -> softmax
        """),
    "an image of one pixel": ("5x4x4", "conv 4x4 3 -> leaky_relu -> softmax"),
    "no layer": ("2x3x3", "dropout 10%"),
    # The last window hangs over counted padding, or is dropped.
    "average with counted padding": ("2x7x8", """
        a: avg_pool 3x3/2 { rounding: ceil, pad: [1, 1, 0, 1], count_padding: true }
        avg_pool 2x3/3x2 { rounding: ceil, pad: [0, 1, 1, 1], count_padding: true }
        """),
    "dropped windows": ("2x9x9", """
        max_pool 2x2/4 { rounding: ceil, pad: [0, 0, 1, 1] }
        avg_pool 2x2/3 { rounding: ceil, pad: [0, 0, 1, 1], count_padding: false }
        """),
}

# A network of each family that is quick to run.
SPECS = ["lenet5", "lenet5_1998", "alexnet", "googlenet", "inception_v3_keras",
         "inception_resnet_v1", "resnet18"]
# ONNX has the weights of all connections, and zeros where there are none.
SPARSE_SPECS = ["lenet5_1998"]


class Programs:
    def __init__(self, gnetc, reference, random_spec):
        self.gnetc, self.reference, self.random_spec = gnetc, reference, random_spec

    def network(self, seed):
        return subprocess.run([self.random_spec, str(seed)], check=True,
                              capture_output=True, text=True).stdout

    def onnx(self, spec, weights, file, batch, beside):
        options = ["--weights-beside"] if beside else []
        subprocess.run([self.gnetc, spec, "--emit=onnx", f"--weights={weights}",
                        f"--batch={batch}", "-o", file, *options], check=True)
        onnx.checker.check_model(str(file), full_check=True)

    def weights_in(self, model, spec):
        file = model.with_name("read_back.safetensors")
        subprocess.run([self.gnetc, spec, "--emit=weights", f"--weights={model}",
                        "-o", file], check=True)
        return safetensors.read(file)

    def expected(self, spec, weights, x):
        given, result = spec.with_suffix(".x.npy"), spec.with_suffix(".y.npy")
        np.save(given, x)
        subprocess.run([self.reference, spec, f"--weights={weights}",
                        f"--input={given}", f"--output={result}"], check=True,
                       stderr=subprocess.DEVNULL)
        return np.load(result)


def session(file):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # It warns of names with slashes.
    return onnxruntime.InferenceSession(
        file, options, providers=["CPUExecutionProvider"])


def run(file, x):
    engine = session(file)
    names = [value.name for value in engine.get_inputs()]
    return engine.run(None, {names[0]: x})[0]


def shape_of(expected):
    """A vector is batch x features."""
    vector = expected.shape[2:] == (1, 1)
    return expected.shape[:2] if vector else expected.shape


class Checks:
    def __init__(self):
        self.worst, self.failures = 0, 0

    def outputs(self, what, result, expected):
        if result.shape != shape_of(expected):
            self.failures += 1
            print(f"{what}: the output is {result.shape}, not {shape_of(expected)}")
            return
        error = models.relative_error(result, expected.reshape(result.shape))
        self.worst = max(self.worst, error)
        if not error < TOLERANCE:
            self.failures += 1
            print(f"{what}: differs by {error:.2e} of the largest output")

    def weights(self, what, result, expected):
        if result.keys() != expected.keys() or not all(
                np.array_equal(result[name], expected[name]) for name in expected):
            self.failures += 1
            print(f"{what}: the model's weights are not those it was made of")


def against_reference(programs, checks, folder, what, text, seed):
    spec, model = folder / "net.gn", folder / "net.onnx"
    spec.write_text(text)
    weights = f"random:{seed}"
    programs.onnx(spec, weights, model, 1 + seed % 3, seed % 2)
    shape = session(model).get_inputs()[0].shape
    x = np.random.default_rng(seed).normal(0, 1, shape).astype("f4")
    checks.outputs(what, run(model, x), programs.expected(spec, weights, x))


def against_package(programs, checks, folder, name):
    spec = ROOT / "specs" / f"{name}.gn"
    model = models.made(programs.gnetc, spec, folder)
    onnx.checker.check_model(str(model.onnx), full_check=True)
    x = models.random_pictures(model.onnx)
    package = Package(model.package, model.name)
    package.input[:] = x
    package.run()
    checks.outputs(name, run(model.onnx, x), package.output)
    package.close()
    if name not in SPARSE_SPECS:
        checks.weights(name, programs.weights_in(model.onnx, spec),
                       safetensors.read(folder / "weights.safetensors"))


def main():
    programs, checks = Programs(*sys.argv[1:4]), Checks()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for seed in range(RANDOM_NETWORKS):
            against_reference(programs, checks, folder, f"seed {seed}",
                              programs.network(seed), seed)
        for seed, (what, (shape, body)) in enumerate(NETWORKS.items()):
            text = f"network net {{\n  input image: {shape}\n  {body}\n}}\n"
            against_reference(programs, checks, folder, what, text, seed)
    for name in SPECS:
        with tempfile.TemporaryDirectory() as folder:
            against_package(programs, checks, pathlib.Path(folder), name)
    print(f"{RANDOM_NETWORKS + len(NETWORKS) + len(SPECS)} networks differ by "
          f"{checks.worst:.2e} of the largest output at most, "
          f"{TOLERANCE:.0e} allowed; {checks.failures} failures")
    sys.exit(checks.failures > 0)


if __name__ == "__main__":
    main()
