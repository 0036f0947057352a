"""Wheels as their users have them: made by gnetc, installed without a network
into an empty virtual environment."""

import pathlib
import subprocess
import sys
import sysconfig
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPECS = pathlib.Path(__file__).resolve().parent / "specs"
LENET5 = ROOT / "specs" / "lenet5.gn"
LENET5_WEIGHTS = ROOT / "training" / "lenet5" / "lenet5.safetensors"
DIGITS = ROOT / "training" / "lenet5" / "digits"
# What a wheel needs, and what its extra does; nothing else of the tests' own.
NUMPY = ("numpy", "numpy.libs")
PILLOW = ("PIL", "pillow.libs")


def make_wheel(gnetc, spec, folder, *options, weights="random:1"):
    """The file."""
    command = [gnetc, spec, "--emit=wheel", "-o", folder, *options]
    if weights:
        command.append(f"--weights={weights}")
    subprocess.run(command, check=True)
    return max(pathlib.Path(folder).glob("*.whl"), key=lambda file: file.stat().st_mtime_ns)


class Environment:
    """A virtual environment with wheels in it."""

    def __init__(self, folder, wheels, packages=NUMPY + PILLOW):
        folder = pathlib.Path(folder)
        venv.create(folder, symlinks=True)
        self.python = folder / "bin" / "python"
        own = pathlib.Path(sysconfig.get_path("platlib"))
        self.site = next(folder.glob("lib/python*/site-packages"))
        for name in packages:
            if (own / name).exists():
                (self.site / name).symlink_to(own / name)
        if wheels:
            subprocess.run(
                [sys.executable, "-m", "pip", f"--python={self.python}", "install", "--quiet",
                 "--disable-pip-version-check", "--no-index", "--no-deps", *wheels], check=True)

    def run(self, *arguments, **options):
        """`python arguments`, with its output as text."""
        return subprocess.run([self.python, "-I", *arguments], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
