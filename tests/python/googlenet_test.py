"""googlenet_test.py GNETC GNET_RUN: GoogLeNet's wheel against onnxruntime, on a
graph written from the paper, and against gnet-run."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import numpy as np
import onnxruntime

from installed import ROOT, Environment, make_wheel

sys.path += [str(ROOT / "bench"), str(ROOT / "tests" / "endtoend")]

import googlenet_graph
import safetensors

SPEC = ROOT / "specs" / "googlenet.gn"
PICTURE = ROOT / "examples" / "pictures" / "grace_hopper.jpg"
TOLERANCE = 1e-5  # Of the largest output.
RUN = """
import googlenet, numpy, sys
with googlenet.Model(threads=2) as model:
    numpy.save(sys.argv[2], model(numpy.load(sys.argv[1])))
"""


def check_outputs(environment, model, folder):
    x = np.random.default_rng(1).normal(0, 60, (3, 3, 224, 224)).astype("f4")
    np.save(folder / "x.npy", x)
    done = environment.run("-c", RUN, folder / "x.npy", folder / "y.npy")
    if done.returncode:
        sys.exit(done.stderr)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    expected = np.concatenate([session.run(None, {"image": x[i : i + 1]})[0] for i in range(3)])
    found = np.load(folder / "y.npy")
    error = np.abs(found - expected).max() / np.abs(expected).max()
    print(f"differs by {error:.2e} of the largest output, {TOLERANCE:.0e} allowed")
    if found.shape != expected.shape or not error < TOLERANCE:
        sys.exit(1)


def check_picture(environment, gnet_run, package):
    """Both decoders give about the same pixels."""
    shown = subprocess.run([gnet_run, "classify", package, PICTURE, "--top=5"], check=True,
                           stdout=subprocess.PIPE, text=True).stdout
    expected = {int(index): float(score)
                for score, index in re.findall(r"^ +([0-9.]+)  class (\d+)$", shown, re.M)}
    done = environment.run("-m", "googlenet", "classify", PICTURE, "--format=jsonl")
    found = {best["class"]: best["score"] for best in json.loads(done.stdout)["top"]}
    common = found.keys() & expected.keys()
    if len(common) < 4 or any(abs(found[i] - expected[i]) > 0.01 for i in common):
        sys.exit(f"gnet-run says {expected}, the wheel {found}")


def main():
    gnetc, gnet_run = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        model, weights = googlenet_graph.googlenet(1, seed=1)
        file = folder / "googlenet.safetensors"
        safetensors.write(file, weights)
        wheel = make_wheel(gnetc, SPEC, folder, "--batch=2", weights=file)
        subprocess.run([gnetc, SPEC, "--target=cpu", f"--weights={file}", "-o",
                        folder / "package"], check=True)
        environment = Environment(folder / "env", [wheel])
        check_outputs(environment, model, folder)
        check_picture(environment, gnet_run, folder / "package")


if __name__ == "__main__":
    main()
