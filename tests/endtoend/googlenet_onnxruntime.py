#!/usr/bin/env python3
"""GoogLeNet as gnetc compiles it against onnxruntime, with the same weights.

The ONNX graph comes from the paper (bench/onnx_graph.py), not from the spec.

    googlenet_onnxruntime.py GNETC
"""

import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))
sys.dont_write_bytecode = True

import numpy as np
import onnxruntime

import googlenet

TOLERANCE = 1e-5  # of the largest output


def relative_error(gnetc, folder, batch, threads):
    package, model = googlenet.compiled(gnetc, folder, batch, threads)
    random = np.random.default_rng(batch)
    package.input[:] = random.normal(0, 60, package.input.shape)
    package.run()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    expected = session.run(None, {"image": package.input})[0]
    error = googlenet.relative_error(package.output, expected)
    package.close()
    return error


def main():
    gnetc = sys.argv[1]
    wrong = False
    for batch, threads in (1, 1), (3, 2):
        with tempfile.TemporaryDirectory() as folder:
            error = relative_error(gnetc, folder, batch, threads)
        print(f"batch {batch}, {threads} threads: differs by {error:.2e} "
              f"of the largest output, {TOLERANCE:.0e} allowed")
        wrong |= not error < TOLERANCE
    sys.exit(wrong)


if __name__ == "__main__":
    main()
