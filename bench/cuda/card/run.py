"""All that a prepared folder has, on the GPU of this machine, as far as the time
goes; what is there is written after each row."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

import safetensors
from cuda import times
from cuda.card import weights
from cuda.driver import Driver, NoGpu
from cuda.rows import in_own_process

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "cuda_card"
ROW_S = 60  # what a row may take
GOLDEN_S, PEERS_S = 45, 30  # the least that is left for these
GROUPS = ("matrix_moves mma_sync wgmma_layouts wgmma_offsets wgmma_numbers tiles "
          "im2col tensor_stores copies mbarrier conversions warp").split()
COLUMNS = """
| network | precision | batch | launches | predicted us | min ms | median ms | p99 ms | host median ms | back to back ms | images/s | outputs differ by | clocks |
|---|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---|
"""


class Session:
    def __init__(self, args, description):
        self.folder, self.results = args.folder, args.results
        self.end = time.monotonic() + args.seconds
        self.each = args.each
        self.description = description
        self.plan = json.loads((args.folder / "plan.json").read_text())
        self.rows = []
        self.results.mkdir(parents=True, exist_ok=True)

    def left(self):
        return self.end - time.monotonic()

    def write(self):
        text = f"# Packages of gnetc on {self.description.split(',')[0]}\n\n" \
               f"{self.description}.\nMade by `bench/cuda_card`. Outputs are " \
               "compared first with the CPU's, the difference given as a part of " \
               "the\nlargest output. Predicted is the graph's time by the model " \
               f"of {self.plan['card']}. Latency: events around one run.\n"
        benched = [row for row in self.rows if row["kind"] == "bench"]
        text += COLUMNS + "".join(
            times.line([row[key] for key in ("network", "precision", "batch",
                                             "launches", "predicted_us")],
                       row, "images_per_s", row.get("clocks")) for row in benched)
        checked = [row for row in self.rows if row["kind"] == "check"]
        if checked:
            text += "\n## Outputs of every spec, float32, two images\n\n"
            text += "| network | differs by |\n|---|---:|\n"
            text += "".join(f"| {row['network']} | {verdict(row)} |\n"
                            for row in checked)
        (self.results / "card.md").write_text(text)
        (self.results / "card.json").write_text(json.dumps(
            {"card": self.description, "rows": self.rows}, indent=1) + "\n")

    def measure_packages(self):
        with tempfile.TemporaryDirectory() as scratch:
            self.measure_from(pathlib.Path(scratch))

    def measure_from(self, scratch):
        with tarfile.open(self.folder / "packages.tar.xz") as packages:
            packages.extractall(scratch, filter="data")
        last = {row["network"]: row for row in self.plan["rows"]}
        for row in self.plan["rows"]:
            if self.left() < ROW_S / 4:
                return
            network = self.plan["networks"][row["network"]]
            file = scratch / f"{row['network']}.safetensors"
            if not file.exists():
                safetensors.write(file, weights.made(network["tensors"],
                                                     network["factors"]))
            request = row | {
                "package": str(scratch / row["label"]), "weights": str(file),
                "input": network["input"], "seconds": self.each,
                "expected": str(self.folder / "expected.npz")}
            found = in_own_process([sys.executable, PROGRAM, "row",
                                    json.dumps(request)],
                                   min(ROW_S, self.left()))
            if last[row["network"]] is row:
                file.unlink()
            self.rows.append(row | found)
            print(row["label"], found.get("failure") or found.get("median_ms")
                  or f"{found['error']:.1e}", flush=True)
            self.write()

    def record_golden(self):
        """On this GPU, beside the files that are there."""
        nvcc = shutil.which("nvcc") or "/usr/local/cuda/bin/nvcc"
        if not pathlib.Path(nvcc).exists() or self.left() < GOLDEN_S:
            return
        golden, out = self.folder / "golden", self.results / "golden"
        out.mkdir(exist_ok=True)
        record = out / "record"
        subprocess.run([nvcc, "-std=c++20", "-O1",
                        "-gencode=arch=compute_90a,code=sm_90a",
                        golden / "record.cu", "-o", record], timeout=self.left())
        if not record.exists():
            return
        for group in GROUPS:
            if self.left() < 5:
                break
            file = out / f"{group}.golden"
            subprocess.run([record, group, file], timeout=self.left())
            known = golden / "h200" / file.name
            same = file.exists() and cases(file) == cases(known)
            print(f"golden {group}: {'as recorded' if same else 'differs'}",
                  flush=True)
        record.unlink()
        with tarfile.open(self.results / "golden.tar.xz", "w:xz") as all_of_them:
            all_of_them.add(out, "golden")
        shutil.rmtree(out)

    def measure_peers(self):
        if self.left() < PEERS_S:
            return
        subprocess.run([sys.executable, self.folder / "bench" / "cuda_peers",
                        f"--seconds={self.left() - 10:.0f}",
                        f"--compile-seconds={self.left() / 2:.0f}",
                        f"--results={self.results}"], timeout=self.left() + 5)


def verdict(row):
    return row.get("failure") or f"{row['error']:.1e}"


def cases(file):
    """But for where they were recorded."""
    return re.sub(r"^#.*\n", "", file.read_text(), flags=re.MULTILINE)


def main(args):
    try:
        description = Driver().description()
    except NoGpu as error:
        sys.exit(f"cuda_card: {error}")
    session = Session(args, description)
    parts = {"packages": session.measure_packages,
             "golden": session.record_golden, "peers": session.measure_peers}
    for name in args.parts.split(","):
        try:
            parts[name]()
        except (OSError, subprocess.SubprocessError) as error:
            print(f"{name}: {error}", file=sys.stderr)
    failed = [row["label"] for row in session.rows if "failure" in row]
    if failed:
        sys.exit(f"cuda_card: failed: {', '.join(failed)}")
