"""One package on the GPU, in a process of its own: its outputs held against the
CPU's, its times, and those of its steps."""

import ctypes
import pathlib
import time

import numpy as np

from cuda import times
from cuda.card import weights
from cuda.driver import Driver
from cuda.engines import gnetc
from cuda.precisions import TOLERANCE


class Model:
    def __init__(self, request):
        self.package = pathlib.Path(request["package"])
        self.name, self.weights = request["network"], request["weights"]


def profiled(engine, x, seconds):
    """The least microseconds of each step."""
    package = engine.package
    package.input[:] = x
    steps = (ctypes.c_double * package.info.layer_count)()
    least = np.inf
    until = time.perf_counter() + seconds
    while np.isinf(least).any() or time.perf_counter() < until:
        package._call("run_profiled", *package._arguments[:3], steps)
        least = np.minimum(least, 1e6 * np.array(steps))
    return [round(float(value), 2) for value in least]


def measured(request):
    expected = np.load(request["expected"])[request["network"]]
    batch = request["batch"]
    inputs = weights.pictures(request["input"], len(expected))
    of = np.arange(batch) % len(expected)
    driver = Driver()
    x = inputs[of]
    engine = gnetc.load(driver, Model(request), request["precision"], "", x)
    engine.run()
    driver.wait(engine.stream)
    actual, right = engine.output().reshape(batch, -1), expected[of]
    found = {"error": float(abs(actual - right).max() / abs(right).max())}
    if not found["error"] < TOLERANCE[request["precision"]]:
        return {"failure": f"its output differs by {found['error']:.1e}"}
    if request["kind"] == "check":
        return found
    found |= times.measured(driver, engine, batch, request["seconds"])
    return found | {"profile_us": profiled(engine, x, request["seconds"] / 4)}
