"""scale_weights IN NAME FACTOR OUT: one tensor of a safetensors file, multiplied."""

import json
import struct
import sys

import numpy

source, name, factor, target = sys.argv[1:]
with open(source, "rb") as file:
    data = file.read()
size = struct.unpack("<Q", data[:8])[0]
header = json.loads(data[8:8 + size])
begin, end = (8 + size + offset for offset in header[name]["data_offsets"])
scaled = numpy.frombuffer(data[begin:end], "<f4") * numpy.float32(factor)
with open(target, "wb") as file:
    file.write(data[:begin] + scaled.tobytes() + data[end:])
