#!/usr/bin/env python3
"""Packages whose outputs are inner results, held against onnxruntime.

    inner_outputs.py GNETC GNET_RUN
"""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = 1e-4  # of an output's largest value
IMAGES = 3  # of which the package takes two at a time

import numpy as np
import onnxruntime

# A spec, what is asked of it, and how the package is made.
CASES = [
    ("lenet5", ["conv1"], []),
    ("lenet5", ["pool2", "fc2", "conv1", "prob"], []),
    ("lenet5", ["pool2", "fc2", "conv1", "prob"], ["--cpu-kernels=onednn"]),
    ("googlenet", ["inception_3a", "pool1", "inception_3b.b2"], []),
    ("resnet18", ["pool1", "conv3"], []),
]


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def given_by_package(gnet_run, package, outputs, images, folder):
    np.save(folder / "x.npy", images)
    run(gnet_run, "raw", package, f"--input={folder / 'x.npy'}",
        f"--output={folder / 'y.npy'}")
    if len(outputs) == 1:
        return [np.load(folder / "y.npy")]
    return [np.load(folder / f"y.{output}.npy") for output in outputs]


def check(gnetc, gnet_run, spec, outputs, options, folder):
    common = [ROOT / "specs" / f"{spec}.gn", "--weights=random:1",
              "--output=" + ",".join(outputs)]
    run(gnetc, *common, "--emit=onnx", f"--batch={IMAGES}", "-o",
        folder / "model.onnx")
    run(gnetc, *common, "--target=cpu", "--batch=2", *options, "-o",
        folder / "package")
    session = onnxruntime.InferenceSession(
        folder / "model.onnx", providers=["CPUExecutionProvider"])
    (image,) = session.get_inputs()
    images = np.random.default_rng(1).standard_normal(
        image.shape, dtype=np.float32)
    expected = session.run(None, {image.name: images})
    given = given_by_package(gnet_run, folder / "package", outputs, images,
                             folder)
    assert len(expected) == len(given) == len(outputs)
    for output, ours, theirs in zip(outputs, given, expected):
        assert ours.shape == theirs.shape, (output, ours.shape, theirs.shape)
        error = np.abs(ours - theirs).max() / np.abs(theirs).max()
        assert error < TOLERANCE, f"{spec} {output}: {error}"
        print(f"{spec} {output} {ours.shape}: {error:.1e}")


def main():
    gnetc, gnet_run = sys.argv[1:]
    for spec, outputs, options in CASES:
        with tempfile.TemporaryDirectory() as folder:
            check(gnetc, gnet_run, spec, outputs, options,
                  pathlib.Path(folder))


if __name__ == "__main__":
    main()
