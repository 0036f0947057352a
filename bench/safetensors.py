"""Writes numpy arrays as a safetensors file."""

import json
import pathlib


def write(path, tensors):
    header, data = {}, b""
    for name, value in tensors.items():
        start = len(data)
        data += value.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": value.shape,
                        "data_offsets": (start, len(data))}
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    pathlib.Path(path).write_bytes(len(text).to_bytes(8, "little") + text + data)
