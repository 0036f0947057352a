"""The Python environments that hold the engines: build/peers for the CPU's,
build/cuda_peers for a GPU's."""

import ast
import dataclasses
import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def constant(module, name):
    """Of a module's source, which cannot be imported before what it needs is
    there."""
    for statement in ast.parse(module.read_text()).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == name:
            return ast.literal_eval(statement.value)
    raise ValueError(f"{module} has no {name}")


@dataclasses.dataclass(frozen=True)
class Environment:
    folder: pathlib.Path
    modules: pathlib.Path  # one an engine
    base: tuple  # what the comparison itself needs

    def constant(self, engine, name):
        return constant(self.modules / f"{engine}.py", name)

    def install(self, engines):
        """Each engine for itself: one that pip has not for this machine does not
        keep the others out."""
        if not (self.folder / "bin" / "python").exists():
            subprocess.run([sys.executable, "-m", "venv", self.folder],
                           check=True)
        pip = [self.folder / "bin" / "pip", "install",
               "--disable-pip-version-check"]
        subprocess.run([*pip, *self.base], check=True)
        for engine in engines:
            wanted = self.constant(engine, "REQUIREMENTS")
            if wanted and subprocess.run([*pip, *wanted]).returncode:
                print(f"{engine}: not installed", file=sys.stderr)

    def enter(self):
        """Runs this program again in it, or without it in build/python."""
        for folder in self.folder, ROOT / "build" / "python":
            if pathlib.Path(sys.prefix) == folder:
                return
            python = folder / "bin" / "python"
            if python.exists():
                os.execv(python, [python, *sys.argv])

    def versions(self, engine):
        """`name version` of each package of the engine, joined; None if one
        lacks."""
        names = [re.match(r"[\w-]+", wanted)[0]
                 for wanted in self.constant(engine, "REQUIREMENTS")]
        try:
            return ", ".join(f"{name} {importlib.metadata.version(name)}"
                             for name in names)
        except importlib.metadata.PackageNotFoundError:
            return None


CPU = Environment(ROOT / "build" / "peers", ROOT / "bench" / "peers",
                  ("numpy", "onnx", "onnxruntime"))
CUDA = Environment(ROOT / "build" / "cuda_peers",
                   ROOT / "bench" / "cuda" / "engines",
                   ("numpy", "onnx", "onnxruntime-gpu"))
