"""check_amx_instructions.py GNETC CLANG BUILD PRECISION: the code for processors
with AMX, run where there are none: in int8 it gives what the code for AVX2 gives,
in bf16 but for the order of sums.

Layers are as they come, by seed: channels that fill no block, pixels that fill no
tile, strides, paddings, dilations, addends, branches that are joined.
"""
import pathlib
import random
import sys
import tempfile

import numpy

from replaced_instructions import Tools, has_avx2

PRODUCTS = {"bf16": "tdpbf16ps", "int8": "tdpbusd"}


def conv(chance, channels=None, kernel=None):
    height, width = kernel or (chance.randint(1, 4), chance.randint(1, 4))
    pads = [chance.randint(0, extent - 1) for extent in (height, width, height, width)]
    dilation = chance.choice(["", "", ", dilation: 2"]) if not kernel else ""
    return (f"conv {height}x{width}/{chance.randint(1, 2)}x{chance.randint(1, 3)} {channels or chance.randint(20, 90)} "
            f"{{ pad: {pads}{dilation}, bias: {chance.choice(['true', 'false'])}, activation: {chance.choice(['none', 'relu'])} }}")


def image(chance, least=8):
    return f"{chance.randint(20, 200)}x{chance.randint(least, 20)}x{chance.randint(least, 20)}"


def spec(body, shape):
    return f"network net {{\n  input image: {shape}\n{body}}}\n"


def single(chance):
    return spec(f"  max_pool 1x1 -> {conv(chance)}\n", image(chance))


def pointwise(chance):
    return spec(f"  max_pool 1x1 -> {conv(chance, channels=chance.randint(100, 200), kernel=(1, 1))}\n",
                f"{chance.randint(100, 300)}x{chance.randint(12, 20)}x{chance.randint(12, 30)}")


def picture(chance):
    """Which bf16 reads as it is, in nchw, if what it gives is bf16."""
    kernel = (chance.randint(3, 7), chance.randint(3, 7))
    return spec(f"  {conv(chance, channels=chance.randint(30, 70), kernel=kernel)} -> max_pool 1x1\n",
                f"{chance.randint(1, 4)}x{chance.randint(40, 60)}x{chance.randint(40, 60)}")


def linear(chance):
    return spec(f"  max_pool 1x1 -> linear {chance.randint(30, 100)} {{ bias: {chance.choice(['true', 'false'])} }}\n",
                f"{chance.choice([4, 8, 20])}x{chance.randint(5, 9)}x{chance.randint(5, 9)}")


def deep(chance):
    """So many inputs that weights are more than what is read."""
    return spec(f"  max_pool 1x1 -> conv 3x3 {chance.randint(60, 130)} {{ pad: same }}\n", f"{chance.randint(250, 400)}x7x7")


def residual(chance):
    channels = chance.choice([32, 64, 80])
    return spec(f"  max_pool 1x1\n  add {{\n    residual: conv 3x3 {channels} {{ pad: same, activation: relu }} -> conv 3x3 {channels} {{ pad: same }}\n"
                "    shortcut: from input\n  } -> relu\n",
                f"{channels}x{chance.randint(5, 15)}x{chance.randint(5, 15)}")


def joined(chance):
    branches = [f"    b{i}: conv {i}x{i} {chance.choice([16, 48, 64])} {{ pad: same, activation: relu }}\n" for i in (1, 3, 5)]
    return spec(f"  max_pool 1x1\n  concat {{\n{''.join(branches)}  }}\n  {conv(chance, kernel=(3, 3))}\n", image(chance))


KINDS = {single: 5, pointwise: 4, picture: 3, linear: 4, deep: 1, residual: 1, joined: 2}


def main():
    gnetc, clang, build, precision = sys.argv[1:]
    if not has_avx2():
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tools = Tools(gnetc, clang, build, folder)
        for kind, count in KINDS.items():
            used = 0
            for seed in range(count):
                chance = random.Random(f"{kind.__name__} {seed}")
                path = folder / "net.gn"
                path.write_text(kind(chance))
                used += check(tools, path, precision, f"{kind.__name__} {seed}", chance)
            # Of the smallest layers, and of a picture's runs of bytes, the model has it that vectors are faster.
            if kind is picture and precision == "int8":
                continue
            assert used * 3 >= count * 2, f"{kind.__name__}: only {used} of {count} use tiles"


def check(tools, path, precision, what, chance):
    """Whether the code uses tiles."""
    # A batch is cut into tiles of as many images.
    batch = chance.choice([16, 30, 48] if what.startswith("linear") else [1, 1, 2, 3])
    print(f"{what}, batch {batch}\n{path.read_text()}", flush=True)
    values = tools.make_input(path, batch)
    options = [f"--batch={batch}", f"--precision={precision}", "--exact"]
    if precision == "int8":
        options.append(f"--calibration={tools.calibrate(path, values)}")
    tools.make_program(path, options, "x86-64-v3")
    expected = tools.run_program()
    assert len(numpy.unique(expected)) > 9, "too few different numbers to tell anything"
    counts = tools.make_program(path, options, "sapphirerapids", is_replaced=True)
    assert counts["ldtilecfg"] == counts["tilerelease"], counts
    for threads in 1, 3:
        actual = tools.run_program(threads)
        error = numpy.abs(actual - expected).max() / numpy.abs(expected).max()
        print(f"{threads} threads: {counts[PRODUCTS[precision]]} products, {error:.1e}", flush=True)
        # What is rounded twice may be rounded the other way.
        tolerance = 0 if precision == "int8" else 2.0**-7 if what.startswith(("residual", "joined", "picture")) else 4e-6
        assert error <= tolerance, error
    fewer = batch - batch // 3
    assert (tools.run_program(threads=2, images=fewer) == actual[: actual.size // batch * fewer]).all(), f"{fewer} images"
    return counts[PRODUCTS[precision]] > 0


main()
