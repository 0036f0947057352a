"""Weights as few numbers say them: so they need not travel."""

import zlib

import numpy as np


def summary(tensors):
    """What `made` needs of each of the tensors."""
    def of(value):
        value = value.astype(np.float64)
        return {"shape": value.shape, "mean": value.mean(), "spread": value.std(),
                "least": value.min(), "most": value.max()}

    return {name: of(value) for name, value in tensors.items()}


def made(summaries, factors=None):
    """Tensors like those that were summed up; the same wherever it is done. Some
    are multiplied by a factor of their own."""
    tensors = {}
    for name, of in summaries.items():
        # Its numbers are those of every version of numpy.
        random = np.random.RandomState(zlib.crc32(name.encode()))
        value = random.standard_normal(of["shape"]) * of["spread"] + of["mean"]
        value = np.clip(value, of["least"], of["most"]).astype(np.float32)
        tensors[name] = value * np.float32((factors or {}).get(name, 1))
    return tensors


def pictures(shape, count):
    """So many inputs of that shape."""
    random = np.random.RandomState(1)
    return random.uniform(-2, 2, (count, *shape)).astype(np.float32)
