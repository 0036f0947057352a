#!/usr/bin/env python3
"""Classifies a folder of pictures, or Parquet files of them, with Ray Data.

    pip install 'ray[data]' pyarrow pillow simplejpeg googlenet-1.0-*.whl
    examples/ray/classify.py googlenet PICTURES OUT --workers=2

The pictures are divided into parts: so many files, or a row group of a Parquet
file with the columns `path` and `bytes`. A part's predictions are one file of
OUT, which appears whole or not at all. So a part whose worker dies is done again
by another one, and the same command after an interruption does what is missing;
nothing is lost or there twice.

Each worker is an actor with a model of its own on one thread. The weights are
mapped: the workers of a machine share one copy of them.
"""

import argparse
import importlib
import json
import os
import pathlib
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import ray

import pictures

ENDINGS = {".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"}
SCHEMA = pa.schema({"path": pa.string(), "class": pa.int32(), "label": pa.string(),
                    "score": pa.float32(), "error": pa.string()})


def parts_of(source, size):
    """Each a list: paths of `size` files, or a Parquet file's and a number of a row group."""
    tables = sorted(source.rglob("*.parquet")) if source.is_dir() else [source]
    if tables:
        return [[str(table), group] for table in tables
                for group in range(pq.ParquetFile(table).num_row_groups)]
    files = sorted(str(file) for file in source.rglob("*") if file.suffix.lower() in ENDINGS)
    return [files[at : at + size] for at in range(0, len(files), size)]


def as_text(path):
    """A name may have bytes that are no UTF-8, which Parquet has no text for: as `\\udcff`."""
    return path and path.encode("utf-8", "backslashreplace").decode()


def read(part):
    """The paths of a part's pictures, and their bytes or why they could not be read."""
    if isinstance(part[-1], int):
        table = pq.ParquetFile(part[0]).read_row_group(part[1], columns=["path", "bytes"])
        yield from zip(table["path"].to_pylist(), table["bytes"].to_pylist())
        return
    for path in part:
        try:
            yield path, pathlib.Path(path).read_bytes()
        except OSError as error:
            yield path, error


class Classifier:
    """A worker: parts to files of predictions."""

    def __init__(self, package, out):
        self.package = importlib.import_module(package)
        self.model = self.package.Model()
        self.out = pathlib.Path(out)

    def predictions(self, part):
        rows, decoded = [], []
        for path, data in read(part):
            row = dict.fromkeys(SCHEMA.names) | {"path": as_text(path)}
            rows.append(row)
            try:
                if isinstance(data, OSError):
                    raise data
                if data is None:
                    raise ValueError("there are no bytes")
                decoded.append((row, pictures.decode(self.package, data, self.model.input_shape)))
            except (OSError, ValueError) as error:
                row["error"] = str(error)
        if decoded:
            scores = self.model([pixels for _, pixels in decoded])
            for (row, _), of in zip(decoded, scores):
                best = self.model.best(of, 1)[0]
                row.update({"class": best.index, "label": best.label, "score": best.score})
        return pa.Table.from_pylist(rows, SCHEMA)

    def __call__(self, batch):
        for number, part in zip(batch["number"], batch["part"]):
            table = self.predictions(json.loads(part))
            path = file_of(self.out, number)
            unfinished = path.with_suffix(f".{os.getpid()}")
            pq.write_table(table, unfinished)
            os.replace(unfinished, path)
        return {"count": [len(table)]}


def file_of(out, number):
    return out / f"part-{number:06d}.parquet"


def plan(out, parts):
    """The parts that are to do. OUT remembers which pictures it is of."""
    out.mkdir(parents=True, exist_ok=True)
    written, text = out / "parts.json", json.dumps(parts)
    if not written.exists():
        unfinished = out / "parts.new"
        unfinished.write_text(text)
        os.replace(unfinished, written)
    elif written.read_text() != text:
        sys.exit(f"classify.py: {out} has predictions of other pictures; choose another folder")
    for unfinished in out.glob("part-*.[0-9]*"):
        unfinished.unlink()
    return [{"number": number, "part": json.dumps(part)} for number, part in enumerate(parts)
            if not file_of(out, number).exists()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package", help="the wheel's module")
    parser.add_argument("pictures", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--part", type=int, default=256, help="files of a part (256)")
    options = parser.parse_args()
    parts = parts_of(options.pictures.resolve(), options.part)
    if not parts:
        sys.exit(f"classify.py: no pictures are in {options.pictures}")
    todo = plan(options.out, parts)
    if not todo:
        print("all predictions are there")
        return
    ray.init(include_dashboard=False, num_cpus=options.workers + 1)
    done = ray.data.from_items(todo, override_num_blocks=len(todo)).map_batches(
        Classifier, fn_constructor_args=(options.package, str(options.out.resolve())),
        batch_size=1, compute=ray.data.ActorPoolStrategy(size=options.workers), num_cpus=1)
    counts, times = [], []
    for row in done.iter_rows():
        counts.append(row["count"])
        times.append(time.monotonic())
    print(f"{sum(counts)} pictures", end="")
    if len(counts) > 1:  # From the first part's end: without the start of Ray.
        print(f", {sum(counts[1:]) / (times[-1] - times[0]):.1f} a second "
              f"with {options.workers} workers", end="")
    print()


if __name__ == "__main__":
    main()
