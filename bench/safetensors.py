"""Numpy arrays in float32 as a safetensors file, and back."""

import json
import pathlib

import numpy as np


def write(path, tensors):
    header, data = {}, bytearray()
    for name, value in tensors.items():
        start = len(data)
        data += value.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": value.shape,
                        "data_offsets": (start, len(data))}
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    pathlib.Path(path).write_bytes(len(text).to_bytes(8, "little") + text + data)


def read(path):
    file = pathlib.Path(path).read_bytes()
    data = 8 + int.from_bytes(file[:8], "little")
    tensors = {}
    for name, entry in json.loads(file[8:data]).items():
        start, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(
            file[data + start:data + end], "<f4").reshape(entry["shape"])
    return tensors
