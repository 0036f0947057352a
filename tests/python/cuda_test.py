"""cuda_test.py GNETC DRIVER: a CUDA package's wheel on the simulated GPU of the
stand-in driver in the folder DRIVER."""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import numpy as np

from installed import SPECS, Environment, make_wheel
from model_test import onnx_outputs

CASES = pathlib.Path(__file__).with_name("cuda_cases.py")


def main():
    gnetc, driver = sys.argv[1:]
    spec = SPECS / "colour.gn"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wheel = make_wheel(gnetc, spec, folder, "--target=cuda", "--batch=4")
        code = folder / "colour.ll"
        subprocess.run([gnetc, spec, "--target=cuda", "--batch=4", "--emit=device-llvm",
                        "-o", code], check=True)
        x, y = onnx_outputs(gnetc, spec, "random:1", folder, images=5)
        np.savez(folder / "expected.npz", x=x, y=y)
        environment = Environment(folder / "env", [wheel])
        done = subprocess.run(
            [environment.python, "-I", CASES, folder / "expected.npz"],
            env=dict(os.environ, LD_LIBRARY_PATH=driver, GNET_SIM_DEVICE_CODE=str(code)))
        if done.returncode == 0:
            told = environment.run("-c", "import colour; colour.Model()", env={
                name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"})
            if "colour._errors.Error: " not in told.stderr:
                sys.exit(f"without a driver: {told.stderr}")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
