"""What ptxas makes of a network's kernels."""

import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess

# Those of A100, and of H100 and H200.
ARCHS = ("sm_80", "sm_90a")

LAUNCH = re.compile(r"#gnk\.launch<@(\w+), grid \[[^]]*\](?:, images \d)?, "
                    r"block \[(\d+), 1, 1\](?:, shared (\d+))?>")
FIGURES = re.compile(
    r"Compiling entry function '(\w+)'.*?(\d+) bytes stack frame, (\d+) bytes "
    r"spill stores, (\d+) bytes spill loads.*?Used (\d+) registers"
    r"(?:[^\n]*?, (\d+) bytes smem)?", re.DOTALL)
WARNING = re.compile(r"^.*(?:warning|Potential Performance Loss).*$",
                     re.MULTILINE | re.IGNORECASE)


@dataclasses.dataclass
class Assembled:
    """A kernel for one architecture."""

    registers: int
    stack: int  # bytes of a thread, spills and arrays
    spilled: int  # bytes that are stored or loaded for want of registers
    shared: int  # bytes, static


@dataclasses.dataclass
class Kernel:
    name: str
    text: str  # as --emit=kernels names the choice
    layer: str  # the first that it computes
    threads: int
    shared: int  # bytes, dynamic
    layers: int = 1
    assembled: dict = dataclasses.field(default_factory=dict)  # by architecture


def find_ptxas():
    """Where gnetc looks; None if there is none."""
    toolkit = os.environ.get("CUDA_PATH", "/usr/local/cuda")
    path = [os.environ.get("PATH", ""), os.path.join(toolkit, "bin")]
    return shutil.which("ptxas", path=os.pathsep.join(path))


def version(ptxas):
    """As V13.0.88."""
    said = subprocess.run([ptxas, "--version"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    return re.search(r"V[\d.]+", said)[0]


def emitted(gnetc, spec, precision, stage, arch="sm_80"):
    command = [gnetc, spec, "--target=cuda", f"--precision={precision}",
               f"--cuda-arch={arch}", f"--emit={stage}"]
    return subprocess.run(command, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def ptx_file(folder, spec, precision, arch):
    return pathlib.Path(folder) / f"{pathlib.Path(spec).stem}.{precision}.{arch}.ptx"


def make_ptx(gnetc, spec, precision, folder, archs=ARCHS):
    """Writes the PTX for all architectures, and that of each of `archs` that has its
    own."""
    for arch in archs:
        if arch == ARCHS[0] or (f"gpu.module @kernels_{arch}"
                                in emitted(gnetc, spec, precision, "gpu", arch)):
            ptx_file(folder, spec, precision, arch).write_text(
                emitted(gnetc, spec, precision, "ptx", arch))


def ptx_of(folder, spec, precision, arch):
    """What a package's code for `arch` is assembled from."""
    own = ptx_file(folder, spec, precision, arch)
    return own if own.exists() else ptx_file(folder, spec, precision, ARCHS[0])


def steps(table):
    """(layer, kernel) of each line of --emit=kernels."""
    title, rule, *lines = table.split("\n\n")[0].splitlines()
    columns = [match.span() for match in re.finditer("-+", rule)]
    names = [title[begin:end].strip() for begin, end in columns]
    for line in lines:
        cells = dict(zip(names, (line[b:e].strip() for b, e in columns)))
        yield cells["layer"], cells["kernel"]


def launched(gnetc, spec, precision):
    """The kernels that a run launches, by name."""
    kernels = {}
    launches = [LAUNCH.findall(line)
                for line in emitted(gnetc, spec, precision, "gpu").splitlines()
                if "gnk.kernel = " in line]
    table = steps(emitted(gnetc, spec, precision, "kernels"))
    for (layer, text), of_step in zip(table, launches, strict=True):
        for name, threads, shared in of_step:
            if name in kernels:
                kernels[name].layers += 1
            else:
                kernels[name] = Kernel(name, text, layer, int(threads),
                                       int(shared or 0))
    return kernels


def assemble(ptxas, ptx, arch):
    """The kernels of the file `ptx` by name. Fails on what ptxas warns of."""
    said = subprocess.run([ptxas, "-v", f"-arch={arch}", ptx, "-o", os.devnull],
                          check=True, stderr=subprocess.PIPE, text=True).stderr
    if warning := WARNING.search(said):
        raise RuntimeError(f"ptxas, {arch}: {warning[0]}")
    return {name: Assembled(int(registers), int(stack),
                            int(stores) + int(loads), int(shared or 0))
            for name, stack, stores, loads, registers, shared
            in FIGURES.findall(said)}


def kernels_of(gnetc, spec, precision, ptxas, folder):
    """All kernels of a network, for every architecture, from the PTX in `folder`."""
    kernels = launched(gnetc, spec, precision)

    def made(arch):
        return assemble(ptxas, ptx_of(folder, spec, precision, arch), arch)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for arch, found in zip(ARCHS, pool.map(made, ARCHS)):
            for name, kernel in kernels.items():
                kernel.assembled[arch] = found[name]
    return list(kernels.values())
