"""model_test.py GNETC: networks used from Python, held against onnxruntime.

What is to be done with the wheels is in model_cases.py, which runs where they
are installed.
"""

import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import numpy as np
import onnxruntime

from installed import DIGITS, LENET5, LENET5_WEIGHTS, SPECS, Environment, make_wheel

CASES = pathlib.Path(__file__).with_name("model_cases.py")


def onnx_outputs(gnetc, spec, weights, folder, images, *options):
    """Random images, and each output for them."""
    model = folder / "model.onnx"
    subprocess.run([gnetc, spec, f"--weights={weights}", "--emit=onnx", "-o", model, *options],
                   check=True)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    source = session.get_inputs()[0]
    x = np.random.default_rng(1).normal(0, 1, (images, *source.shape[1:])).astype("f4")
    y = [session.run(None, {source.name: x[i : i + 1]}) for i in range(images)]
    return x, *map(np.concatenate, zip(*y))


def main():
    gnetc = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wheels, arrays = [], {}
        for spec, weights, options in (
            (LENET5, LENET5_WEIGHTS, ("--batch=4",)),
            (SPECS / "colour.gn", "random:1", ("--batch=3", "--cpu=portable")),
            (SPECS / "edges.gn", "random:1", ("--embed-weights",)),
            (SPECS / "whole.gn", "random:1", ("--batch=4", "--cpu-kernels=onednn")),
        ):
            wheels.append(make_wheel(gnetc, spec, folder, *options, weights=weights))
            arrays[f"{spec.stem}_x"], arrays[f"{spec.stem}_y"] = onnx_outputs(
                gnetc, spec, weights, folder, images=10)
        inner = SPECS / "inner.gn"
        features = "--output=conv1,scores"
        wheels.append(make_wheel(gnetc, inner, folder, features, "--batch=2"))
        arrays["inner_x"], arrays["conv1_y"], arrays["scores_y"] = onnx_outputs(
            gnetc, inner, "random:1", folder, 5, features)
        np.savez(folder / "expected.npz", **arrays)
        environment = Environment(folder / "env", wheels)
        done = subprocess.run([environment.python, "-I", CASES, folder / "expected.npz", DIGITS])
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
