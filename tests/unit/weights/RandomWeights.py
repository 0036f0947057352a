#!/usr/bin/env python3
"""The random weights of compiler/weights, written down a second time.

Prints the bits that RandomWeightsTest.cpp expects for seed 42.
"""

import math
import struct

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def fnv1a(name):
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return h


def words(seed, name):
    state = mix((seed + GOLDEN) & MASK) ^ fnv1a(name)
    while True:
        state = (state + GOLDEN) & MASK
        yield mix(state)


def normals(seed, name):
    stream = words(seed, name)
    while True:
        sixteens = [w >> s & 0xFFFF for w in (next(stream), next(stream), next(stream))
                    for s in (0, 16, 32, 48)]
        yield sum(sixteens) - 6 * 0xFFFF


def uniforms(seed, name):
    for word in words(seed, name):
        yield word & 0xFFFF


def bits(unit, offset, stream, index):
    for _ in range(index):
        next(stream)
    value = unit * (offset + next(stream))
    return "0x%08x" % struct.unpack("<I", struct.pack("<f", value))


fan_in = 2 * 3 * 3
he = math.sqrt(2.0 / fan_in) / 65536
print("conv.weight[0]     ", bits(he, 0, normals(42, "conv.weight"), 0))
print("conv.weight[71]    ", bits(he, 0, normals(42, "conv.weight"), 71))
print("norm.weight[1]     ", bits(0.1 / 65536, 655360, normals(42, "norm.weight"), 1))
print("norm.running_var[3]", bits(1 / 65536, 32768, uniforms(42, "norm.running_var"), 3))
