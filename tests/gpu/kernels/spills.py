#!/usr/bin/env python3
"""spills GNETC SPEC...: assembles the kernels of each spec with ptxas, and fails
where one of them keeps registers in memory.

Exits with 77, for a skipped test, where there is no ptxas.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FIGURES = re.compile(r"entry function '(\w+)'.*?(\d+) bytes spill stores, (\d+) bytes spill loads",
                     re.DOTALL)


def spilling(ptxas, gnetc, spec, precision, folder):
    ptx = pathlib.Path(folder, "kernels.ptx")
    subprocess.run([gnetc, spec, "--target=cuda", f"--precision={precision}", "--emit=ptx",
                    "-o", ptx], check=True)
    said = subprocess.run([ptxas, "-v", "-arch=sm_80", ptx, "-o", os.devnull], check=True,
                          stderr=subprocess.PIPE, text=True).stderr
    figures = FIGURES.findall(said)
    if not figures:
        sys.exit(f"{spec}: ptxas tells of no kernel")
    return [f"{spec}, {precision}: {name} spills {stores} and {loads} bytes"
            for name, stores, loads in figures if (stores, loads) != ("0", "0")]


def main():
    path = os.pathsep.join([os.environ["PATH"], "/usr/local/cuda/bin"])
    ptxas = shutil.which("ptxas", path=path)
    if not ptxas:
        print("skipped: there is no ptxas")
        sys.exit(77)
    gnetc, *specs = sys.argv[1:]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for spec in specs:
            for precision in ("fp32", "tf32", "bf16"):
                found += spilling(ptxas, gnetc, spec, precision, folder)
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
