"""The Python environment that holds the engines: build/peers."""

import ast
import importlib.metadata
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "peers"
BASE = ["numpy", "onnx", "onnxruntime"]  # What the comparison itself needs.


def requirements(peer):
    """Of the peer's module, which cannot be imported before they are there."""
    source = (ROOT / "bench" / "peers" / f"{peer}.py").read_text()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and \
                statement.targets[0].id == "REQUIREMENTS":
            return ast.literal_eval(statement.value)
    raise ValueError(f"peers/{peer}.py has no REQUIREMENTS")


def install(peers):
    """Each engine for itself: one that pip has not for this machine does not
    keep the others out."""
    if not (FOLDER / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
    pip = [FOLDER / "bin" / "pip", "install", "--disable-pip-version-check"]
    subprocess.run([*pip, *BASE], check=True)
    for peer in peers:
        wanted = requirements(peer)
        if wanted and subprocess.run([*pip, *wanted]).returncode:
            print(f"{peer}: not installed", file=sys.stderr)


def enter():
    """Runs this program again in build/peers, or without it in build/python."""
    for folder in FOLDER, ROOT / "build" / "python":
        if pathlib.Path(sys.prefix) == folder:
            return
        python = folder / "bin" / "python"
        if python.exists():
            os.execv(python, [python, *sys.argv])


def versions(peer):
    """`name version` of each package of the peer, joined; None if one lacks."""
    names = [re.match(r"[\w-]+", wanted)[0] for wanted in requirements(peer)]
    try:
        return ", ".join(f"{name} {importlib.metadata.version(name)}"
                         for name in names)
    except importlib.metadata.PackageNotFoundError:
        return None
