#!/usr/bin/env python3
"""lint_ptx FOLDER [SEEDED.ptx...]: holds the PTX of kernels, files of FOLDER that are
named SPEC.PRECISION.ARCH.ptx, against what makes kernels wrong or slow and is told by
nobody. Each check is tried on the files SEEDED, of bf16, that have what it looks for."""

import pathlib
import re
import sys

SHARED = ".extern .shared .align 1024 .b8 shared[];"
# A kernel's name, its parameters, and what is behind them.
KERNEL = re.compile(r"(\w+)\((.*?)\)(.*)", re.DOTALL)

# They read bytes.
OF_PICTURES = ("picture",)

# What no other kernel has, and why.
NEVER = {
    r"\.local\b": "keeps something in local memory",
    r"\bcall\b": "calls a function",
    r"\b(?:div|rem)\.[us](?:16|32|64)\b": "divides by what is not known",
    r"\b(?:div|sqrt|rcp)\.full\b|\bdiv\.approx\b": "divides roughly",
    r"\b(?:st|ld)\.(?:global|shared)\.b8\b": "moves single bytes",
    r"\bcp\.async\.ca\.shared\.global[^;]*, 16": "copies 16 bytes through the "
                                                 "first cache",
    r"\bf64\b": "computes in double precision",
}
# What all kernels of a kind have, by the begin of their names.
ALWAYS = {
    "tiled": {r"\bcp\.async\.(?:ca|cg)\.shared\.global\b": "copies asynchronously",
              r"\bcp\.async\.wait_group\b": "waits for its copies",
              r"\bbar\.sync\b": "waits for its threads"},
    "sum": {r"\bld\.global\.v[24]\.": "reads vectors"},
    "grouped": {r"\bfma\.rn\.f32\b": "multiplies and adds at once"},
    "linear": {r"\bld\.global\.v[24]\.": "reads its weights in vectors",
               r"\bfma\.rn\.f32\b": "multiplies and adds at once",
               r"\bshfl\.sync\b": "joins sums by shuffles"},
    "lrn": {r"\brsqrt\.approx\b": "has 1 / sqrt"},
    "softmax": {r"\bshfl\.sync\b": "joins sums by shuffles"},
}
BY_WARPGROUPS = r"\bwgmma\.mma_async\b"
# What kernels by warpgroups have besides.
OF_WARPGROUPS = {r"\bwgmma\.fence\b": "orders its sums before a product",
                 r"\bwgmma\.commit_group\b": "ends a group of products",
                 r"\bwgmma\.wait_group\b": "waits for its products",
                 r"\bfence\.proxy\.async\b": "shows its copies to products"}
PRODUCTS = {"fp32": r"\bfma\.rn\.f32\b",
            "tf32": r"\b(?:mma\.sync|wgmma)\.[\w.]*\.f32\.tf32\.tf32\b",
            "bf16": r"\b(?:mma\.sync|wgmma)\.[\w.]*\.f32\.bf16\.bf16\b",
            "fp16": r"\b(?:mma\.sync|wgmma)\.[\w.]*\.f32\.f16\.f16\b"}

# Two elements at least, from a tile's registers.
STORES = {"fp32": r"\bst\.global\.v[24]\.b32\b", "tf32": r"\bst\.global\.v[24]\.b32\b",
          "bf16": r"\bst\.global\.(?:v[24]\.)?b32\b",
          "fp16": r"\bst\.global\.(?:v[24]\.)?b32\b"}


def faults_of_kernel(name, body, precision):
    if name in OF_PICTURES:
        return
    for pattern, what in NEVER.items():
        if found := re.search(pattern, body):
            yield f"{what}: {found[0]}"
    for kind, patterns in ALWAYS.items():
        if re.fullmatch(kind + r"\d+", name):
            for pattern, what in patterns.items():
                if not re.search(pattern, body):
                    yield f"has nothing that {what}"
    if re.search(BY_WARPGROUPS, body):
        for pattern, what in OF_WARPGROUPS.items():
            if not re.search(pattern, body):
                yield f"has nothing that {what}"
    if name.startswith("tiled"):
        if not re.search(PRODUCTS[precision], body):
            yield f"has no product of {precision}"
        if not re.search(STORES[precision], body):
            yield "stores single elements"
        for other, pattern in PRODUCTS.items():
            if other not in (precision, "fp32") and re.search(pattern, body):
                yield f"has a product of {other}"


def faults(ptx, precision):
    shared = re.findall(r"^.*\.shared\s+\.align.*$", ptx, re.MULTILINE)
    if any(line.strip() != SHARED for line in shared):
        yield f"shared memory is declared as {shared}"
    if ".func" in ptx:
        yield "there is a function beside the kernels"
    kernels = [KERNEL.match(text).groups()
               for text in ptx.split("\n.visible .entry ")[1:]]
    if not kernels:
        yield "there is no kernel"
    for name, parameters, body in kernels:
        if ".maxntid" not in body.split("{")[0]:
            yield f"{name} does not say how many threads a block has"
        if parameters.count(".param") != 7:
            yield f"{name} has other parameters: {parameters}"
        for fault in faults_of_kernel(name, body, precision):
            yield f"{name} {fault}"


# What replaces something in good PTX of bf16, and what is then said of it.
SEEDED_OF_WARPGROUPS = [
    (r"\bwgmma\.mma_async([\w.]*)\.bf16\.bf16", r"wgmma.mma_async\1.f16.f16",
     "has a product of fp16"),
    (r"\bwgmma\.fence\b", "", "orders its sums before"),
    (r"\bwgmma\.commit_group\b", "", "ends a group"),
    (r"\bwgmma\.wait_group\b", "", "waits for its products"),
    (r"\bfence\.proxy\.async\b", "", "shows its copies"),
]
SEEDED = [
    (re.escape(SHARED), ".shared .align 2 .b8 shared[1];", "shared memory is declared as"),
    (r"^\.maxntid .*$", "", "does not say how many threads"),
    (r"\bmma\.sync([\w.]*)\.bf16\.bf16", r"mma.sync\1.f16.f16", "has a product of fp16"),
    (r"\bmma\.sync\b", "mma", "has no product of bf16"),
    (r"\bcp\.async\.cg\b", "cp.async.ca", "through the first cache"),
    (r"\bcp\.async\.wait_group\b.*$", "", "waits for its copies"),
    (r"\bbar\.sync\b", "bar.warp.sync", "waits for its threads"),
    (r"\bst\.global\.(?:v[24]\.)?b32\b", "st.global.b16", "stores single elements"),
    (r"\bld\.global\.v[24]\.", "ld.global.", "reads vectors"),
    (r"\brsqrt\.approx\b", "sqrt.approx", "has 1 / sqrt"),
    (r"\bfma\.rn\.f32\b", "mul.rn.f32", "multiplies and adds at once"),
    (r"\bmul\.hi\.u32\b", "div.u32", "divides by what is not known"),
    (r"\bld\.global\.b32\b", "ld.local.b32", "in local memory"),
    (r"\bret;", "call f; ret;", "calls a function"),
]


def missed(ptx):
    """Of what is seeded in good PTX of bf16."""
    seeded = SEEDED_OF_WARPGROUPS if re.search(BY_WARPGROUPS, ptx) else SEEDED
    for pattern, replacement, expected in seeded:
        bad, count = re.subn(pattern, replacement, ptx, flags=re.MULTILINE)
        if not count or not any(expected in fault for fault in faults(bad, "bf16")):
            yield f"'{expected}' is not said where {pattern} is replaced"


def main():
    folder, *seeded = map(pathlib.Path, sys.argv[1:])
    files = sorted(folder.glob("*.ptx"))
    if not files:
        sys.exit(f"{folder} has no PTX")
    found = [f"{file.name}: {fault}" for file in files
             for fault in faults(file.read_text(), file.name.split(".")[1])]
    for name in seeded:
        found += missed((folder / name).read_text())
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
