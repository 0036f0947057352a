"""Arrays that show a mistake in order, type or rounding."""
import numpy as np

TYPES = ["float16", "float32", "float64", "int8", "int16", "int32", "int64",
         "uint8", "uint16", "uint32", "uint64", "bool"]


def sample(type_name, shape=(2, 3)):
    """Values that the type has: of both signs, uneven, at its ends."""
    count = int(np.prod(shape, dtype=np.int64))
    if type_name == "bool":
        return (np.arange(count) % 3 == 1).reshape(shape)
    dtype = np.dtype(type_name)
    if dtype.kind == "f":
        values = np.linspace(-2.7, 3.3, count).astype(dtype)
        if count > 2:
            values[0], values[1] = np.finfo(dtype).smallest_subnormal, -0.0
    else:
        ends = np.iinfo(dtype)
        values = np.linspace(ends.min // 3, ends.max // 2, count).astype(dtype)
        if count > 2:
            values[0], values[-1] = ends.min, ends.max
    return values.reshape(shape)


def bfloat16_bits(values):
    """Of float32 numbers that a bfloat16 holds exactly."""
    bits = np.asarray(values, np.float32).view(np.uint32)
    assert not (bits & 0xFFFF).any()
    return (bits >> 16).astype(np.uint16)
