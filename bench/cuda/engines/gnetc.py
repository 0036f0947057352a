"""The package that gnetc makes, by run_async."""

import ctypes

import numpy as np

from package import Package

REQUIREMENTS = []
WAYS = ("package",)


class Engine:
    def __init__(self, driver, model, x):
        self.driver = driver
        self.package = Package(model.package, model.name,
                               weights=getattr(model, "weights", None))
        self.stream = driver.stream()
        self.images = x.shape[0]
        self.input = driver.memory(x)
        self.output_address = driver.memory(self.package.output)
        self.function = self.package.library[f"{model.name}_run_async"]

    def run(self):
        if self.function(self.package.context, ctypes.c_void_p(self.stream),
                         ctypes.c_void_p(self.input),
                         ctypes.c_void_p(self.output_address),
                         ctypes.c_int32(self.images),
                         ctypes.byref(self.package.error)):
            raise RuntimeError(self.package.error.message.decode())

    def output(self):
        found = np.empty_like(self.package.output)
        self.driver.read(self.output_address, found, self.stream)
        return found


def load(driver, model, precision, way, x):
    return Engine(driver, model, np.ascontiguousarray(x, np.float32))
