#!/usr/bin/env python3
"""check_tidy CLANG_TIDY BUILD: clang-tidy finds nothing in our sources that need
neither MLIR nor GoogleTest. (With them one source takes half a minute.)

Most of what it takes for a source is the source's headers. So sources of a
library that name nothing alike are looked through as one; where they do not
compile as one, each by itself.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "cmake"))
from join_sources import Units

SOURCES = re.compile(r"(compiler/(network|language|report|lsp|weights|quantization|onnx|pytorch)|runtime)/.*\.(c|cpp)")
OURS = r"/(compiler|runtime|tests|examples)/.*\.(h|hpp|cpp)$"
TOGETHER = 16

def commands_of(build, root):
    """By source: (library, compilation). Packages for other machines compile some
    a second time: once is enough here."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = pathlib.Path(entry["file"])
        if not file.is_relative_to(root) or " -o tests/" in entry["command"]:
            continue
        if SOURCES.fullmatch(str(file.relative_to(root))):
            words = shlex.split(entry["command"])
            output = words.index("-o")
            library = words[output + 1].partition(".dir/")[0]
            commands.setdefault(file, (library, words[:output]))
    return commands


def units_of(commands):
    """(command, sources) of each translation unit that is looked through."""
    joined, units = {}, {}
    for file, how in commands.items():
        key = (how[0], *how[1], file.suffix)
        together = TOGETHER if file.suffix == ".cpp" else 1
        place = joined.setdefault(key, Units(together)).place(file.read_text())
        units.setdefault((key, place), (how[1], []))[1].append(file)
    return list(units.values())


class Tidy:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, command, file):
        """What is found, or nothing."""
        done = subprocess.run(
            [self.program, "-quiet", f"-header-filter={OURS}", file, "--", *command[1:]],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.stdout if done.returncode else ""

    def check(self, unit):
        command, files = unit
        if len(files) == 1:
            return self.run(command, files[0])
        first = files[0].relative_to(pathlib.Path.cwd())
        joined = self.folder / str(first).replace("/", "_")
        joined.write_text("".join(f'#include "{file}" // NOLINT\n' for file in files))
        found = self.run(command, joined)
        if "clang-diagnostic-error" in found:
            return "".join(self.run(command, file) for file in files)
        return found


def main():
    program, build = sys.argv[1], pathlib.Path(sys.argv[2])
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    units = units_of(commands_of(build, pathlib.Path.cwd()))
    # Long ones first.
    units.sort(key=lambda unit: -len(unit[1]))
    tidy = Tidy(program, folder)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = "".join(pool.map(tidy.check, units))
    print(found)
    print(f"{sum(len(files) for _, files in units)} sources in {len(units)} units")
    sys.exit(found != "")


if __name__ == "__main__":
    main()
