"""Says what a safetensors file has: tensors, and where their data begins."""

import json
import struct
import sys

with open(sys.argv[1], "rb") as file:
    (size,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(size))
header.pop("__metadata__", None)
print(f"{len(header)} tensors, data at {(8 + size) % 64} mod 64")
for name, tensor in sorted(header.items()):
    print(name, tensor["dtype"])
