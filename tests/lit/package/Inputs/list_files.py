"""Prints the path of every file below the working directory, sorted."""

import pathlib

for path in sorted(p for p in pathlib.Path(".").rglob("*") if not p.is_dir()):
    print(path.as_posix())
