"""The machine that a figure was measured on, without its name."""

import os
import pathlib
import platform
import re


RESULTS = pathlib.Path(__file__).resolve().parent / "results"


def field(file, name):
    for line in pathlib.Path(file).read_text().splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return None


def cpu_model():
    return field("/proc/cpuinfo", "model name") or platform.machine()


def vectors():
    flags = (field("/proc/cpuinfo", "flags") or "").split()
    for flag, name in ("avx512f", "AVX-512"), ("avx2", "AVX2"), ("avx", "AVX"):
        if flag in flags:
            return name
    return platform.machine()


def description():
    """As `AMD EPYC, AVX-512, 2 cores, 8 GiB, Linux 6.1`."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = ".".join(platform.release().split(".")[:2])
    return (f"{cpu_model()}, {vectors()}, {os.cpu_count()} cores, "
            f"{memory / 2**30:.0f} GiB, {platform.system()} {system}")


def results():
    """The folder of what is measured here, as `results/amd-epyc-avx2`."""
    text = re.sub(r"\(R\)|\(TM\)|@.*|\bCPU\b|\bProcessor\b", " ", cpu_model())
    words = re.findall(r"\w+", f"{text} {vectors().replace('-', '')}".lower())
    return RESULTS / "-".join(words)
