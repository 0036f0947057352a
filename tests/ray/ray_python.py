"""The Python with ray for the tests: this one, or that of build/ray
(python3 -m venv build/ray && build/ray/bin/pip install 'ray[data,serve]' pyarrow
pillow psutil simplejpeg). Without it they say so and exit with 77."""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "ray"
DIGITS = ROOT / "training" / "lenet5" / "digits"


def find():
    try:
        import ray
    except ImportError as missing:
        own = ROOT / "build/ray/bin/python"
        if own.exists() and pathlib.Path(sys.prefix) != own.parents[1]:
            os.execv(own, [str(own), *sys.argv])
        print(f"skipped: {missing} (see {pathlib.Path(__file__).name} for what it needs)")
        sys.exit(77)


def install_lenet5(gnetc, folder):
    """LeNet-5's wheel into the folder, for this process and those that it starts."""
    subprocess.run([gnetc, ROOT / "specs" / "lenet5.gn", "--emit=wheel", "--batch=16",
                    f"--weights={ROOT / 'training/lenet5/lenet5.safetensors'}", "-o", folder],
                   check=True)
    wheel, = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
                    f"--target={folder}", wheel], check=True)
    os.environ["PYTHONPATH"] = str(folder)
    sys.path.insert(0, str(folder))


def scratch():
    """A folder whose name is short enough for Ray's sockets."""
    folder = tempfile.TemporaryDirectory(prefix="ray")
    os.environ["RAY_TMPDIR"] = folder.name
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    return folder
