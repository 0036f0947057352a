#!/usr/bin/env python3
"""How many of the held-out digits a compiled LeNet-5 recognises.

    build/bin/gnetc specs/lenet5.gn --target=cpu --batch=60 \\
        --weights=training/lenet5/lenet5.safetensors -o lenet5-cpu
    training/lenet5/accuracy.py lenet5-cpu

Runs the package through `gnet-run raw`, as many pictures at a time as its
batch. Needs nothing but Python.
"""

import argparse
import array
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import gray_png

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZE = 32


def held_out():
    """The pictures, each 32 x 32 values from 0 to 1, and their digits."""
    digits = [int(line) for line in (HERE / "held_out.txt").read_text().split()]
    width, _, pixels = gray_png.read(HERE / "held_out.png")
    columns = width // SIZE
    pictures = []
    for i in range(len(digits)):
        corner = (i // columns * width + i % columns) * SIZE
        picture = array.array("f")
        for row in range(corner, corner + SIZE * width, width):
            picture.extend(pixel / 255 for pixel in pixels[row : row + SIZE])
        pictures.append(picture)
    return pictures, digits


def write_npy(path, shape, values):
    text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(len(text) + 11) % 64) + "\n"
    header = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()
    if sys.byteorder == "big":
        values.byteswap()
    path.write_bytes(header + values.tobytes())


def read_npy(path):
    data = path.read_bytes()
    values = array.array("f")
    values.frombytes(data[10 + struct.unpack_from("<H", data, 8)[0] :])
    if sys.byteorder == "big":
        values.byteswap()
    return values


def scores(gnet_run, package, pictures, batch, folder):
    """Ten scores for each of the pictures, at most `batch` of them."""
    values = array.array("f")
    for picture in pictures:
        values.extend(picture)
    # A run takes a whole batch; black pictures fill the last one.
    values.extend([0] * (batch * SIZE * SIZE - len(values)))
    source, target = folder / "x.npy", folder / "y.npy"
    write_npy(source, (batch, 1, SIZE, SIZE), values)
    subprocess.run([gnet_run, "raw", package, f"--input={source}",
                    f"--output={target}"], check=True, stdout=subprocess.DEVNULL)
    flat = read_npy(target)
    return [flat[10 * i : 10 * i + 10] for i in range(len(pictures))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--gnet-run", default=ROOT / "build" / "bin" / "gnet-run")
    args = parser.parse_args()

    info = subprocess.run([args.gnet_run, "info", args.package, "--json"],
                          check=True, stdout=subprocess.PIPE).stdout
    batch = json.loads(info)["batch"]
    pictures, digits = held_out()
    right = 0
    with tempfile.TemporaryDirectory() as folder:
        for at in range(0, len(pictures), batch):
            found = scores(args.gnet_run, args.package, pictures[at : at + batch],
                           batch, pathlib.Path(folder))
            for ten, digit in zip(found, digits[at : at + batch]):
                right += max(range(10), key=ten.__getitem__) == digit
    print(f"{right} of {len(digits)} held-out digits recognised: "
          f"{100 * right / len(digits):.2f} %")


if __name__ == "__main__":
    main()
