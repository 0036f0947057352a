#!/usr/bin/env python3
"""What the trained network loses in bf16 and int8.

    apt-get install dataset-fashion-mnist
    pip install numpy
    examples/train/precisions.py build/bin examples/train/googlenet_32.safetensors -o out

Compiles it in float32, bf16 and int8, and in int8 with the layers in float32 that
`gnetc calibrate --sensitivity` proposes; counts the test pictures that each
recognises, and holds their scores against those in float32. The ranges for int8
are found in training pictures that train.py leaves out.
"""

import argparse
import gzip
import json
import pathlib
import re
import subprocess

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
SPEC = HERE / "googlenet_32.gn"
CALIBRATION = slice(12_000, 12_500)  # train.py learns those before.
SCORES = "classifier"  # Those from before softmax.
ERROR = 0.0075  # Of the scores, for which some layers are kept in float32.


def pictures(name):
    """As the network takes them: 28x28 with a border of two, (value / 255 - mean) / std."""
    data = gzip.decompress((DATA / f"{name}-images-idx3-ubyte.gz").read_bytes())
    values = np.frombuffer(data, np.uint8, offset=16).reshape(-1, 1, 28, 28)
    values = np.pad(values, ((0, 0), (0, 0), (2, 2), (2, 2)))
    return (values / np.float32(255) - np.float32(0.25)) / np.float32(0.35)


def classes(name):
    data = gzip.decompress((DATA / f"{name}-labels-idx1-ubyte.gz").read_bytes())
    return np.frombuffer(data, np.uint8, offset=8)


class Tools:
    def __init__(self, programs, weights, folder):
        self.programs, self.folder = programs, folder
        self.network = [SPEC, f"--weights={weights}"]
        self.ranges = folder / "googlenet_32.calibration.json"

    def run(self, program, *arguments):
        return subprocess.run([self.programs / program, *arguments], check=True,
                              stdout=subprocess.PIPE, text=True).stdout

    def calibrate(self):
        """Finds the ranges, and tells which layers to keep in float32."""
        said = self.run("gnetc", "calibrate", *self.network, "-o", self.ranges,
                        f"--images={self.folder / 'calibration.npy'}",
                        "--sensitivity", f"--error={ERROR}")
        return re.search("^--keep=.*$", said, re.MULTILINE)[0]

    def compile(self, name, *options):
        package = self.folder / name
        self.run("gnetc", *self.network, "--target=cpu", "--batch=16", f"--output={SCORES}",
                 *options, "-o", package)
        return package

    def right(self, package):
        """How many test pictures it recognises."""
        scores = self.folder / "scores.npy"
        self.run("gnet-run", "raw", package, f"--input={self.folder / 'test.npy'}",
                 f"--output={scores}")
        found = np.load(scores).reshape(10_000, -1).argmax(1)
        return int((found == classes("t10k")).sum())

    def compare(self, exact, package):
        said = self.run("gnet-run", "compare", exact, package, "--json",
                        f"--images={self.folder / 'test.npy'}")
        return json.loads(said)["outputs"][0]


def measure(tools):
    """A row for each precision: what `gnet-run compare` says, and how many are right."""
    keep = tools.calibrate()
    int8 = ["--precision=int8", f"--calibration={tools.ranges}"]
    exact = tools.compile("fp32")
    for name, options in (("float32", []), ("bf16", ["--precision=bf16"]), ("int8", int8),
                          (f"int8, {keep.count(',') + 1} layers kept", [*int8, keep])):
        package = tools.compile(name.split(",")[0], *options) if options else exact
        yield {"precision": name, "right": tools.right(package), **tools.compare(exact, package)}


def print_table(rows):
    print("| | right | top 1 | top 5 | mean error | worst error |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in rows:
        print(f"| {row['precision']} | {row['right']:,} | {row['top1']:.2%} | {row['top5']:.2%} "
              f"| {row['mean_error']:.2%} | {row['worst_error']:.2%} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=pathlib.Path, help="the folder of gnetc and gnet-run")
    parser.add_argument("weights", type=pathlib.Path)
    parser.add_argument("-o", dest="folder", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    np.save(options.folder / "calibration.npy", pictures("train")[CALIBRATION])
    np.save(options.folder / "test.npy", pictures("t10k"))
    rows = list(measure(Tools(options.programs, options.weights, options.folder)))
    (options.folder / "googlenet_32_precisions.json").write_text(json.dumps(rows, indent=1))
    print_table(rows)


if __name__ == "__main__":
    main()
