"""How much of a multiprocessor blocks of threads can fill."""

import dataclasses

WARP_THREADS = 32
REGISTERS = 64 << 10  # of a multiprocessor
WARP_REGISTERS = 256  # given to a warp in multiples of it
WARPS_GIVEN = 4       # registers are given to warps in multiples of it
BLOCK_RESERVED = 1 << 10  # bytes of shared memory that CUDA takes for a block
SHARED_UNIT = 128


@dataclasses.dataclass(frozen=True)
class Multiprocessor:
    warps: int
    blocks: int
    shared: int  # bytes


# CUDA's programming guide, "Technical Specifications per Compute Capability".
MULTIPROCESSORS = {
    "sm_80": Multiprocessor(64, 32, 164 << 10),
    "sm_86": Multiprocessor(48, 16, 100 << 10),
    "sm_89": Multiprocessor(48, 24, 100 << 10),
    "sm_90a": Multiprocessor(64, 32, 228 << 10),
    "sm_100a": Multiprocessor(64, 32, 228 << 10),
}


def aligned(value, unit):
    return -(-value // unit) * unit


def blocks(arch, threads, registers, shared):
    """Blocks that are on a multiprocessor at a time, each of so many threads
    with so many registers, and of so many bytes of shared memory."""
    of = MULTIPROCESSORS[arch]
    warps = aligned(threads, WARP_THREADS) // WARP_THREADS
    of_warp = aligned(max(registers, 1) * WARP_THREADS, WARP_REGISTERS)
    by_registers = REGISTERS // of_warp // WARPS_GIVEN * WARPS_GIVEN // warps
    by_shared = of.shared // aligned(shared + BLOCK_RESERVED, SHARED_UNIT)
    return min(of.blocks, of.warps // warps, by_registers, by_shared)


def occupancy(arch, threads, registers, shared):
    """The part of a multiprocessor's warps that can be there at a time."""
    warps = aligned(threads, WARP_THREADS) // WARP_THREADS
    together = blocks(arch, threads, registers, shared)
    return together * warps / MULTIPROCESSORS[arch].warps
