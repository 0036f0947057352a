#!/usr/bin/env python3
"""How many of the test pictures an installed wheel recognises.

    build/bin/gnetc examples/train/googlenet_32.gn --emit=wheel --batch=16 \\
        --weights=out/googlenet_32.safetensors -o out
    pip install out/googlenet_32-*.whl
    examples/train/accuracy.py googlenet_32
"""

import gzip
import importlib
import pathlib
import sys

import numpy as np

DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")


def read(name, offset):
    data = gzip.decompress((DATA / f"t10k-{name}-ubyte.gz").read_bytes())
    return np.frombuffer(data, np.uint8, offset=offset)


def main():
    package = importlib.import_module(sys.argv[1])
    pictures = np.pad(read("images-idx3", 16).reshape(-1, 28, 28), ((0, 0), (2, 2), (2, 2)))
    with package.Model() as model:
        found = model(list(pictures)).argmax(1)
    right = int((found == read("labels-idx1", 8)).sum())
    print(f"{package.__name__}: {right} of {len(found)} test pictures right, "
          f"{right / len(found):.2%}")


main()
