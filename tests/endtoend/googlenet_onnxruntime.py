#!/usr/bin/env python3
"""GoogLeNet of gnetc against onnxruntime, with the same weights.

The package and the ONNX model that gnetc makes of specs/googlenet.gn are both
held against a graph written from the paper (googlenet_graph.py), not from the
spec.

    googlenet_onnxruntime.py GNETC
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
sys.dont_write_bytecode = True

import numpy as np
import onnxruntime

import googlenet_graph
import safetensors
from models import relative_error
from package import Package

SPEC = ROOT / "specs" / "googlenet.gn"
TOLERANCE = 1e-5  # of the largest output


def compile_spec(gnetc, weights, batch, *options):
    subprocess.run([gnetc, SPEC, f"--weights={weights}", f"--batch={batch}",
                    *options], check=True)


def onnx_output(model, x):
    session = onnxruntime.InferenceSession(
        model, providers=["CPUExecutionProvider"])
    return session.run(None, {"image": x})[0]


def package_output(folder, threads, x):
    package = Package(folder, "googlenet", threads)
    package.input[:] = x
    package.run()
    output = package.output.copy()
    package.close()
    return output


def errors(gnetc, folder, batch, threads):
    model, weights = googlenet_graph.googlenet(batch, seed=1)
    file = folder / "googlenet.safetensors"
    safetensors.write(file, weights)
    compile_spec(gnetc, file, batch, "--target=cpu", "-o", folder / "package")
    compile_spec(gnetc, file, batch, "--emit=onnx", "-o", folder / "spec.onnx")
    x = np.random.default_rng(batch).normal(0, 60, (batch, 3, 224, 224))
    x = x.astype("f4")
    expected = onnx_output(model, x)
    yield "package", relative_error(
        package_output(folder / "package", threads, x), expected)
    yield "ONNX", relative_error(onnx_output(folder / "spec.onnx", x), expected)


def main():
    wrong = False
    for batch, threads in (1, 1), (3, 2):
        with tempfile.TemporaryDirectory() as folder:
            for what, error in errors(
                    sys.argv[1], pathlib.Path(folder), batch, threads):
                print(f"{what}, batch {batch}, {threads} threads: differs by "
                      f"{error:.2e} of the largest output, {TOLERANCE:.0e} allowed")
                wrong |= not error < TOLERANCE
    sys.exit(wrong)


if __name__ == "__main__":
    main()
