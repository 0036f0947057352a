"""check_bf16_instructions.py GNETC CLANG BUILD: the code for processors with
AVX512-BF16, run where there are none: it gives what the code for AVX2 gives, but
for the order of sums.
"""
import pathlib
import sys
import tempfile

import numpy

from replaced_instructions import HERE, Tools, has_avx2

OPTIONS = ["--batch=2", "--precision=bf16"]

# By spec: its text, options, how far outputs may be apart. What one layer sums up is float32, and equal but for the order. Through several
# layers a value half way between two of bf16 may be rounded the other way.
SPECS = {
    "conv": ("network net {\n  input image: 40x9x7\n  max_pool 1x1 -> conv 3x3 37 { pad: same }\n}\n", ["--exact"], 1e-6),
    # Which is rounded where what it gives is bf16.
    "picture": ("network net {\n  input image: 3x19x23\n  conv 7x7/2 40 { pad: same } -> max_pool 1x1\n}\n", ["--exact"], 2.0**-7),
    # Winograd's products are of rounded numbers, and those for AVX2 are not.
    "winograd": ("network net {\n  input image: 192x7x7\n  max_pool 1x1 -> conv 3x3 128 { pad: same }\n}\n", [], 1e-2),
    "strided": ("network net {\n  input image: 64x9x7\n  max_pool 1x1 -> conv 3x3/2 32 { groups: 2 }\n}\n", ["--exact"], 1e-6),
    "linear": ("network net {\n  input image: 5x7x9\n  max_pool 1x1 -> linear 45\n}\n", ["--exact"], 1e-6),
    "every_kernel": (None, ["--exact", "--output=scores"], 2.0**-7),
}


def main():
    gnetc, clang, build = sys.argv[1:]
    if not has_avx2():
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tools = Tools(gnetc, clang, build, folder)
        for spec, (text, options, tolerance) in SPECS.items():
            path = HERE / "every_kernel.gn"
            if text:
                path = folder / "net.gn"
                path.write_text(text)
            check(tools, path, spec, OPTIONS + options, tolerance)


def check(tools, path, spec, options, tolerance):
    tools.make_input(path, batch=2)
    tools.make_program(path, options, "x86-64-v3")
    expected = tools.run_program()
    counts = tools.make_program(path, options, "znver4", is_replaced=True)
    actual = tools.run_program()
    assert counts["vdpbf16ps"] > 0, counts
    error = numpy.abs(actual - expected).max() / numpy.abs(expected).max()
    print(f"{spec}: {counts['vdpbf16ps']} products, {error:.1e}")
    assert error < tolerance, f"{spec}: {error}"


main()
