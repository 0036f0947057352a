"""What gnetc emits for a processor, --emit=llvm, compiled for AVX2 with the
instructions that this machine need not have replaced by their definitions: those
of vectors in bf16_instructions.ll and vnni_instructions.ll, those of tiles in
amx_instructions.c.
"""
import pathlib
import re
import subprocess

import numpy

HERE = pathlib.Path(__file__).parent
VECTORS = {
    "avx512bf16.dpbf16ps.512": ("vdpbf16ps", "bf16_instructions.ll"),
    "avx512bf16.cvtneps2bf16.512": ("vcvtneps2bf16", "bf16_instructions.ll"),
    "avx512.vpdpbusd.512": ("vpdpbusd", "vnni_instructions.ll"),
    "avx512.vpdpwssd.512": ("vpdpwssd", "vnni_instructions.ll"),
}
TILES = ["ldtilecfg", "tilerelease", "tilezero", "tileloadd64", "tilestored64", "tdpbf16ps", "tdpbusd"]


def has_avx2():
    """Whether this machine can run what is made here; says so if not."""
    has = " avx2 " in pathlib.Path("/proc/cpuinfo").read_text()
    if not has:
        print("this machine has not AVX2")
    return has


def run(*words, **how):
    return subprocess.run([str(word) for word in words], check=True, **how)


def replace(text):
    """The program for AVX2, and how often each instruction is in it."""
    counts, files = {}, set()
    for intrinsic, (name, file) in VECTORS.items():
        symbol = f"@llvm.x86.{intrinsic}"
        text = re.sub(rf"^declare .*{re.escape(symbol)}\(.*\n", "", text, flags=re.M)
        counts[name] = len(re.findall(rf"call .*{re.escape(symbol)}\(", text))
        text = text.replace(symbol, f"@{name}")
        if counts[name]:
            files.add(file)
    for name in TILES:
        symbol = f"@llvm.x86.{name}("
        counts[name] = len(re.findall(rf"call .*{re.escape(symbol)}", text))
        text = text.replace(symbol, f"@{name}(")
    # The functions that the tiles' calls go to have no operands in their code.
    text = text.replace("i8 immarg", "i8")
    text = text.replace('"target-cpu"="x86-64-v4"', '"target-cpu"="x86-64-v3"')
    text = re.sub(r'"target-features"="[^"]*"', "", text)
    text, found = re.subn(r'\[\d+ x i8\] c"(amx|avx512)[^"]*,avx512f,[^"]*"', '[5 x i8] c"avx2\\00"', text)
    assert found == 1, "the features that the program asks for"
    return text + "".join((HERE / file).read_text() for file in sorted(files)), counts


class Tools:
    def __init__(self, gnetc, clang, build, folder):
        self.gnetc, self.clang, self.build, self.folder = gnetc, clang, build, folder
        run(clang, "-I", f"{build}/include", HERE / "run_package.c", "-ldl", "-o", folder / "run")
        run(clang, "-O2", "-mfma", "-fPIC", "-c", HERE / "amx_instructions.c", "-o", folder / "tiles.o")

    def make_input(self, path, batch):
        """Random weights for the spec at `path`, and a random input, of bf16: what a picture is rounded to before it is multiplied."""
        run(self.gnetc, path, "--weights=random:1", "--emit=weights", "-o", self.folder / "weights")
        shape = re.search(r"input image: (\d+)x(\d+)x(\d+)", path.read_text())
        shape = [batch] + [int(extent) for extent in shape.groups()]
        values = numpy.random.default_rng(1).uniform(-1, 1, shape).astype(numpy.float32)
        values = (values.view(numpy.uint32) & 0xFFFF0000).view(numpy.float32)
        values.tofile(self.folder / "input")
        return values

    def calibrate(self, path, values):
        """A calibration of the spec at `path` in `values`, with the weights at hand."""
        folder = self.folder
        numpy.save(folder / "images.npy", numpy.concatenate([values, -values, values]))
        run(self.gnetc, "calibrate", path, f"--weights={folder / 'weights'}", f"--images={folder / 'images.npy'}", "--method=min-max", "-o",
            folder / "calibration.json", stdout=subprocess.DEVNULL)
        return folder / "calibration.json"

    def make_program(self, path, options, cpu, is_replaced=False):
        """The code for `cpu`, for run_program; gives what `replace` counts in it."""
        text = run(self.gnetc, path, *options, f"--cpu={cpu}", "--emit=llvm", capture_output=True, text=True).stdout
        text, counts = replace(text) if is_replaced else (text, {})
        (self.folder / "program.ll").write_text(text)
        run(self.clang, "-O1", "-Wno-override-module", "-fPIC", "-shared", self.folder / "program.ll", self.folder / "tiles.o",
            f"{self.build}/lib/gnet/gnet_runtime_generated.o", "-lm", "-o", self.folder / "libnet.so")
        return counts

    def run_program(self, threads=1, images=None):
        """On the first `images` of the input, or all of them."""
        folder = self.folder
        run(folder / "run", folder / "libnet.so", "gnet", threads, folder / "weights", folder / "input", folder / "output",
            *([images] if images else []))
        return numpy.fromfile(folder / "output", numpy.float32)
