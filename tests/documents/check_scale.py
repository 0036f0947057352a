#!/usr/bin/env python3
"""check_scale: the figures of docs/scale.md are those that bench/pictures found.

Run in the repository's root.
"""

import pathlib
import sys

DOCUMENT = pathlib.Path("docs/scale.md")
MEASURED = pathlib.Path("bench/results/amd-epyc-zen4-avx512/pictures.md")


def table(path):
    """The lines of the first one."""
    lines = path.read_text().split("\n\n")
    return next(part.splitlines() for part in lines if part.startswith("|"))


def main():
    if table(DOCUMENT) != table(MEASURED):
        sys.exit(f"the first tables of {DOCUMENT} and {MEASURED} differ")


if __name__ == "__main__":
    main()
