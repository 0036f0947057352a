"""What CUDA packages can compute in: gnetc's --precision."""

PRECISIONS = ("fp32", "tf32", "bf16", "fp16")
