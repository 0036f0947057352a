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


def generation():
    """As `Zen 4`, of AMD's, whose model names are alike; None of others."""
    if field("/proc/cpuinfo", "vendor_id") != "AuthenticAMD":
        return None
    family, model = (int(field("/proc/cpuinfo", name))
                     for name in ("cpu family", "model\t"))
    if family == 25:
        is_fourth = model in range(0x10, 0x20) or model >= 0x60
        return "Zen 4" if is_fourth else "Zen 3"
    return {23: "Zen 2" if model >= 0x30 else "Zen", 26: "Zen 5"}.get(family)


def vectors():
    flags = (field("/proc/cpuinfo", "flags") or "").split()
    for flag, name in ("avx512f", "AVX-512"), ("avx2", "AVX2"), ("avx", "AVX"):
        if flag in flags:
            return name
    return platform.machine()


def description():
    """As `AMD EPYC (Zen 4), AVX-512, 2 cores, 8 GiB, Linux 6.1`."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = ".".join(platform.release().split(".")[:2])
    model = f"{cpu_model()} ({generation()})" if generation() else cpu_model()
    return (f"{model}, {vectors()}, {os.cpu_count()} cores, "
            f"{memory / 2**30:.0f} GiB, {platform.system()} {system}")


def results():
    """The folder of what is measured here, as `results/amd-epyc-zen4-avx512`."""
    text = re.sub(r"\(R\)|\(TM\)|@.*|\bCPU\b|\bProcessor\b", " ", cpu_model())
    parts = [text, (generation() or "").replace(" ", ""), vectors().replace("-", "")]
    words = re.findall(r"\w+", " ".join(parts).lower())
    return RESULTS / "-".join(words)
