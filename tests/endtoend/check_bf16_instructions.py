"""check_bf16_instructions.py GNETC CLANG BUILD: the code for processors with
AVX512-BF16, run where there are none. What gnetc emits for one, --emit=llvm, is
compiled for AVX2 with its instructions replaced by their definition, and gives
what the code for AVX2 gives, but for the order of sums.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

HERE = pathlib.Path(__file__).parent
INTRINSICS = {"dpbf16ps": "vdpbf16ps", "cvtneps2bf16": "vcvtneps2bf16"}
OPTIONS = ["--batch=2", "--precision=bf16"]

# By spec: its text, options, how far outputs may be apart. What one layer sums up is float32, and equal but for the order. Through several
# layers a value half way between two of bf16 may be rounded the other way.
SPECS = {
    "conv": ("network net {\n  input image: 40x9x7\n  max_pool 1x1 -> conv 3x3 37 { pad: same }\n}\n", ["--exact"], 1e-6),
    "picture": ("network net {\n  input image: 3x19x23\n  conv 7x7/2 40 { pad: same }\n}\n", ["--exact"], 1e-6),
    # Winograd's products are of rounded numbers, and those for AVX2 are not.
    "winograd": ("network net {\n  input image: 40x16x16\n  max_pool 1x1 -> conv 3x3 64 { pad: same }\n}\n", [], 1e-2),
    "strided": ("network net {\n  input image: 64x9x7\n  max_pool 1x1 -> conv 3x3/2 32 { groups: 2 }\n}\n", ["--exact"], 1e-6),
    "linear": ("network net {\n  input image: 5x7x9\n  max_pool 1x1 -> linear 45\n}\n", ["--exact"], 1e-6),
    "every_kernel": (None, ["--exact", "--output=scores"], 2.0**-7),
}


def run(*words, **how):
    return subprocess.run([str(word) for word in words], check=True, **how)


def replace_instructions(text):
    """The program for AVX2, and how often each instruction is in it."""
    counts = {}
    for intrinsic, name in INTRINSICS.items():
        symbol = f"@llvm.x86.avx512bf16.{intrinsic}.512"
        text = re.sub(rf"^declare .*{re.escape(symbol)}\(.*\n", "", text, flags=re.M)
        counts[name] = len(re.findall(rf"call .*{re.escape(symbol)}\(", text))
        text = text.replace(symbol, f"@{name}")
    text = text.replace('"target-cpu"="x86-64-v4"', '"target-cpu"="x86-64-v3"')
    text = text.replace('"target-features"="+avx512bf16"', "")
    text, found = re.subn(r'\[\d+ x i8\] c"avx512bf16,[^"]*"', '[5 x i8] c"avx2\\00"', text)
    assert found == 1, "the features that the program asks for"
    return text + (HERE / "bf16_instructions.ll").read_text(), counts


def main():
    gnetc, clang, build = sys.argv[1:]
    if " avx2 " not in pathlib.Path("/proc/cpuinfo").read_text():
        print("this machine has not AVX2")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run(clang, "-I", f"{build}/include", HERE / "run_package.c", "-ldl", "-o", folder / "run")
        for spec, (text, options, tolerance) in SPECS.items():
            path = HERE / "every_kernel.gn"
            if text:
                path = folder / "net.gn"
                path.write_text(text)
            check(gnetc, clang, build, folder, path, spec, options, tolerance)


def outputs(gnetc, clang, build, folder, path, options, cpu, change):
    text = run(gnetc, path, *OPTIONS, *options, f"--cpu={cpu}", "--emit=llvm", capture_output=True, text=True).stdout
    text, counts = change(text)
    (folder / "program.ll").write_text(text)
    run(clang, "-O1", "-Wno-override-module", "-fPIC", "-shared", folder / "program.ll",
        f"{build}/lib/gnet/gnet_runtime_generated.o", "-lm", "-o", folder / "libnet.so")
    run(folder / "run", folder / "libnet.so", "gnet", 1, folder / "weights", folder / "input", folder / "output")
    return numpy.fromfile(folder / "output", numpy.float32), counts


def check(gnetc, clang, build, folder, path, spec, options, tolerance):
    run(gnetc, path, "--weights=random:1", "--emit=weights", "-o", folder / "weights")
    shape = re.search(r"input image: (\d+)x(\d+)x(\d+)", path.read_text())
    count = 2 * numpy.prod([int(extent) for extent in shape.groups()])
    values = numpy.random.default_rng(1).uniform(-1, 1, count).astype(numpy.float32)
    # Of bf16, which a picture is rounded to before it is multiplied.
    (values.view(numpy.uint32) & 0xFFFF0000).tofile(folder / "input")
    expected, _ = outputs(gnetc, clang, build, folder, path, options, "x86-64-v3", lambda text: (text, {}))
    actual, counts = outputs(gnetc, clang, build, folder, path, options, "znver4", replace_instructions)
    assert counts["vdpbf16ps"] > 0, counts
    error = numpy.abs(actual - expected).max() / numpy.abs(expected).max()
    print(f"{spec}: {counts}, {error:.1e}")
    assert error < tolerance, f"{spec}: {error}"


main()
