#!/usr/bin/env python3
"""How many of the held-out digits a compiled LeNet-5 recognises.

    build/bin/gnetc specs/lenet5.gn --target=cpu \\
        --weights=training/lenet5/lenet5.safetensors
    training/lenet5/accuracy.py lenet5-cpu

Runs the package through `gnet-run raw`. Needs nothing but Python.
"""

import argparse
import array
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
    """All pictures as one array of values from 0 to 1, and their digits."""
    digits = [int(line) for line in (HERE / "held_out.txt").read_text().split()]
    width, _, pixels = gray_png.read(HERE / "held_out.png")
    columns = width // SIZE
    values = array.array("f")
    for i in range(len(digits)):
        corner = (i // columns * width + i % columns) * SIZE
        for row in range(corner, corner + SIZE * width, width):
            values.extend(pixel / 255 for pixel in pixels[row : row + SIZE])
    return values, digits


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


def scores(gnet_run, package, pictures, count):
    """Ten scores a picture, one after another."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "x.npy"), pathlib.Path(folder, "y.npy")
        write_npy(source, (count, 1, SIZE, SIZE), pictures)
        subprocess.run([gnet_run, "raw", package, f"--input={source}",
                        f"--output={target}"], check=True, stdout=subprocess.DEVNULL)
        return read_npy(target)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package", type=pathlib.Path)
    parser.add_argument("--gnet-run", default=ROOT / "build" / "bin" / "gnet-run")
    args = parser.parse_args()

    pictures, digits = held_out()
    try:
        found = scores(args.gnet_run, args.package, pictures, len(digits))
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"accuracy.py: {error}")
    right = 0
    for i, digit in enumerate(digits):
        ten = found[10 * i : 10 * i + 10]
        right += ten.index(max(ten)) == digit
    print(f"{right} of {len(digits)} held-out digits recognised: "
          f"{100 * right / len(digits):.2f} %")


if __name__ == "__main__":
    main()
