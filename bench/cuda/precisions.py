"""What CUDA packages can compute in: gnetc's --precision."""

PRECISIONS = ("fp32", "tf32", "bf16", "fp16")
# How far outputs may be from those in float32, of the largest.
TOLERANCE = {"fp32": 1e-4, "tf32": 1e-2, "bf16": 0.15, "fp16": 2e-2}
