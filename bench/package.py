"""A compiled package through its C API, for numpy arrays."""

import ctypes
import pathlib

import numpy as np

API_VERSION = 4


class Error(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int), ("message", ctypes.c_char * 1024)]


class Options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("api_version", ctypes.c_uint32),
        ("threads", ctypes.c_int32),
        ("device", ctypes.c_int32),
        ("weights_path", ctypes.c_char_p),
        ("weights_data", ctypes.c_void_p),
        ("weights_size", ctypes.c_size_t),
        ("threads_pool", ctypes.c_void_p),
        ("parallel_for", ctypes.c_void_p),
        ("parallel_state", ctypes.c_void_p),
        ("cpu", ctypes.c_char_p),
    ]


class Info(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_char_p)
        for name in ("name", "compiler", "target", "cpu", "cpu_features")
    ] + [
        (name, ctypes.c_int32)
        for name in (
            "batch",
            "input_channels",
            "input_height",
            "input_width",
            "output_channels",
            "output_height",
            "output_width",
            "layer_count",
        )
    ] + [("parameters", ctypes.c_int64), ("macs", ctypes.c_int64)]


class Package:
    """One model and one context. `run` reads `input` and fills `output`."""

    def __init__(self, folder, name, threads=1, weights=None):
        folder = pathlib.Path(folder)
        self.library = ctypes.CDLL(str(folder / "lib" / f"lib{name}.so"))
        self.prefix = name
        self.error = Error()
        self.model = ctypes.c_void_p()
        self.context = ctypes.c_void_p()

        describe = self.library[f"{name}_describe"]
        describe.restype = ctypes.POINTER(Info)
        self.info = describe().contents

        options = Options()
        self.library[f"{name}_options_init"](ctypes.byref(options))
        if options.api_version != API_VERSION:
            raise RuntimeError(f"{folder}: API version {options.api_version}")
        options.threads = threads
        if weights:
            options.weights_path = str(weights).encode()
        self._call("model_open", ctypes.byref(options), ctypes.byref(self.model))
        self._call("context_create", self.model, None, ctypes.c_size_t(0),
                   ctypes.byref(self.context))

        i = self.info
        self.input = np.zeros(
            (i.batch, i.input_channels, i.input_height, i.input_width), np.float32)
        self.output = np.zeros(
            (i.batch, i.output_channels, i.output_height, i.output_width), np.float32)
        self._run = self.library[f"{name}_run"]
        self._arguments = (self.context, ctypes.c_void_p(self.input.ctypes.data),
                           ctypes.c_void_p(self.output.ctypes.data), None)

    def _call(self, function, *arguments):
        if self.library[f"{self.prefix}_{function}"](
                *arguments, ctypes.byref(self.error)):
            raise RuntimeError(f"{function}: {self.error.message.decode()}")

    def run(self):
        if self._run(*self._arguments):
            raise RuntimeError(f"{self.prefix}_run failed")

    def close(self):
        self.library[f"{self.prefix}_context_destroy"](self.context)
        self.library[f"{self.prefix}_model_close"](self.model)
