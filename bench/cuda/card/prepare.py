"""The folder that `bench/cuda_card run` measures from."""

import fnmatch
import json
import pathlib
import shutil
import subprocess
import tarfile
import tempfile

import numpy as np

import moderate_weights
import safetensors
from cuda.card import weights
from package import Package

BENCH = pathlib.Path(__file__).resolve().parents[2]
ROOT = BENCH.parent
INPUTS = 4  # different ones; a batch repeats them
RUN = """#!/bin/sh
# run RESULTS [--seconds=540]
folder=$(cd "$(dirname "$0")" && pwd)
exec python3 "$folder/bench/cuda_card" run "$folder" "$@"
"""


class Preparation:
    def __init__(self, args, folder, scratch):
        self.args, self.folder, self.scratch = args, folder, scratch
        self.plan = {"card": args.card, "networks": {}, "rows": []}
        self.expected = {}
        self.packages = tarfile.open(folder / "packages.tar.xz", "w:xz")

    def gnetc(self, name, *options):
        subprocess.run([self.args.gnetc, ROOT / "specs" / f"{name}.gn", *options],
                       check=True)

    def tensors_of(self, name):
        """The network's weights, as they are made there, and its ONNX model's
        scores moderated by them."""
        first, onnx = self.scratch / "first.safetensors", self.scratch / "net.onnx"
        file = self.scratch / f"{name}.safetensors"
        self.gnetc(name, "--emit=weights", "--weights=random:1", "-o", first)
        summaries = weights.summary(safetensors.read(first))
        before = weights.made(summaries)
        safetensors.write(file, before)
        self.gnetc(name, "--emit=onnx", f"--weights={file}", "-o", onnx)
        shape = input_shape(onnx)
        moderate_weights.moderate(onnx, weights.pictures(shape, 1), file)
        factors = {tensor: factor(value, before[tensor])
                   for tensor, value in safetensors.read(file).items()}
        factors = {tensor: value for tensor, value in factors.items() if value != 1}
        # Those that will be there, to the last bit.
        safetensors.write(file, weights.made(summaries, factors))
        return file, {"tensors": summaries, "factors": factors, "input": shape}

    def add_network(self, name):
        """Its weights and the outputs of the CPU's package."""
        if name in self.plan["networks"]:
            return
        file, network = self.tensors_of(name)
        package = self.scratch / "cpu"
        self.gnetc(name, "--target=cpu", "-o", package)
        on_cpu = Package(package, name, weights=file)
        outputs = []
        for picture in weights.pictures(network["input"], INPUTS):
            on_cpu.input[0] = picture
            on_cpu.run()
            outputs.append(on_cpu.output[0].ravel().copy())
        on_cpu.close()
        self.expected[name] = np.stack(outputs)
        self.plan["networks"][name] = network

    def add_row(self, kind, name, precision, batch, launches="early"):
        self.add_network(name)
        label = f"{name}.{precision}.{batch}.{launches}"
        package = self.scratch / label
        options = [f"--cuda-arch={self.args.arch}", f"--precision={precision}",
                   f"--batch={batch}", f"--cuda-card={self.args.card}",
                   "--target=cuda"]
        self.gnetc(name, *options, f"--cuda-launches={launches}", "-o", package)
        report = self.scratch / "report.txt"
        self.gnetc(name, *options, "--emit=kernels", "-o", report)
        self.packages.add(package / "lib" / f"lib{name}.so",
                          f"{label}/lib/lib{name}.so")
        shutil.rmtree(package)
        self.plan["rows"].append({
            "kind": kind, "label": label, "network": name, "precision": precision,
            "batch": batch, "launches": launches} | predicted(report.read_text()))
        print(f"{kind}: {label}", flush=True)

    def write(self):
        self.packages.close()
        np.savez_compressed(self.folder / "expected.npz", **self.expected)
        (self.folder / "plan.json").write_text(json.dumps(self.plan, indent=1))


def factor(value, before):
    at = np.argmax(abs(before))
    return float(value.flat[at] / before.flat[at]) if before.flat[at] else 1.0


def input_shape(file):
    import onnx

    dims = onnx.load(file).graph.input[0].type.tensor_type.shape.dim
    return [dim.dim_value for dim in dims][1:]


def predicted(report):
    """Of --emit=kernels: each step's microseconds, none for those that are joined
    with the one before, and the graph's."""
    lines = report.split("\n\n")[0].splitlines()
    edges = [i for i, char in enumerate(lines[1]) if char == "-" and
             (i == 0 or lines[1][i - 1] == " ")] + [None]
    names = lines[0].split()
    at = names.index("us")
    steps = []
    for line in lines[2:]:
        cells = [line[begin:end].strip()
                 for begin, end in zip(edges, edges[1:])]
        steps.append([cells[0], float(cells[at]) if cells[at] else None])
    graph = report.split(" us as a graph")[0].split()[-1]
    return {"steps": steps, "predicted_us": float(graph)}


def copy_programs(folder):
    bench = folder / "bench"
    shutil.copytree(BENCH / "cuda", bench / "cuda",
                    ignore=shutil.ignore_patterns("__pycache__"))
    for name in "cuda_card", "cuda_peers", "package.py", "safetensors.py":
        shutil.copy2(BENCH / name, bench / name)
    shutil.copytree(ROOT / "tests" / "gpu" / "golden", folder / "golden")
    (folder / "run").write_text(RUN)
    (folder / "run").chmod(0o755)


def main(args):
    folder = args.folder.resolve()
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    copy_programs(folder)
    networks, precisions = args.networks.split(","), args.precisions.split(",")
    batches = [int(batch) for batch in args.batches.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        made = Preparation(args, folder, pathlib.Path(scratch))
        for batch in batches:
            for name in networks:
                for precision in precisions:
                    made.add_row("bench", name, precision, batch)
                    if batch == batches[0]:
                        made.add_row("bench", name, precision, batch, "late")
        specs = sorted(spec.stem for spec in (ROOT / "specs").glob("*.gn"))
        for name in fnmatch.filter(specs, args.specs):
            made.add_row("check", name, "fp32", 2)
        made.write()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size / 2**20:.1f} MiB")
