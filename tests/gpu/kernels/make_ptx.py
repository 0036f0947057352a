#!/usr/bin/env python3
"""make_ptx GNETC FOLDER SPEC...: the PTX of each spec's kernels in every precision, for
the tests that read it."""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "bench"))
from cuda.assembly import ARCHS, make_ptx
from cuda.precisions import PRECISIONS

gnetc, folder, *specs = sys.argv[1:]
shutil.rmtree(folder, ignore_errors=True)
pathlib.Path(folder).mkdir(parents=True)
for spec in specs:
    for precision in PRECISIONS:
        # The other's code of fp16 is that of bf16 but for the type.
        archs = ARCHS[:1] if precision == "fp16" else ARCHS
        make_ptx(gnetc, spec, precision, folder, archs)
