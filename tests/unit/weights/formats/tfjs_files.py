"""TensorFlow.js: a manifest and shards, as tensorflowjs.write_weights makes
them."""
import json
import os
import struct

import numpy as np

from expected import Expected, bad
from samples import sample


def quantised(values, dtype):
    """As tfjs does it: the range of the values over that of the type."""
    low, high = float(values.min()), float(values.max())
    scale = (high - low) / np.iinfo(dtype).max
    stored = np.round((values - low) / scale).astype(dtype)
    return stored, {"dtype": dtype, "min": low, "scale": scale,
                    "original_dtype": str(values.dtype)}


def entry_of(name, values, quantisation=None):
    entry = {"name": name, "shape": list(values.shape),
             "dtype": str(values.dtype)}
    if quantisation:
        entry["quantization"] = quantisation
    return entry


def weights(expected):
    """Pairs of a manifest's entry and its bytes."""
    for type_name in ("float32", "int32", "bool", "uint8", "uint16", "float16"):
        values = sample(type_name)
        expected.add(f"plain/{type_name}", type_name, values)
        yield entry_of(f"plain/{type_name}", values), values.tobytes()
    for dtype in ("uint8", "uint16"):
        values = np.linspace(-3.3, 5.1, 60, dtype=np.float32).reshape(3, 20)
        stored, of = quantised(values, dtype)
        expected.add(f"quantised/{dtype}", "float32",
                     of["min"] + of["scale"] * stored.astype(np.float64))
        yield entry_of(f"quantised/{dtype}", values, of), stored.tobytes()
    values = np.arange(-50, 50, 7, dtype=np.int32)
    stored, of = quantised(values, "uint8")
    expected.add("quantised/integer", "int32", np.floor(
        of["min"] + of["scale"] * stored.astype(np.float64) + 0.5))
    yield entry_of("quantised/integer", values, of), stored.tobytes()
    values = sample("float32")
    half = values.astype(np.float16)
    expected.add("quantised/float16", "float32", half)
    yield (entry_of("quantised/float16", values, {"dtype": "float16"}),
           half.tobytes())
    texts = [b"ab", b"", b"c"]
    expected.add_other("text", "string", (3,))
    yield ({"name": "text", "shape": [3], "dtype": "string"},
           b"".join(struct.pack("<I", len(text)) + text for text in texts))
    expected.add_other("complex", "complex64", (1,))
    yield {"name": "complex", "shape": [1], "dtype": "complex64"}, bytes(8)


def write_good(folder):
    """Two groups; the shards of the first end within weights."""
    os.makedirs(f"{folder}/tfjs", exist_ok=True)
    expected, manifest = Expected(), []
    first = list(weights(expected))
    last = sample("float32", (5,))
    expected.add("last", "float32", last)
    groups = [(first, 100), ([(entry_of("last", last), last.tobytes())], 1000)]
    for number, (entries, shard_size) in enumerate(groups):
        data, paths = b"".join(part for _, part in entries), []
        for at in range(0, len(data), shard_size):
            paths.append(f"group{number}-shard{len(paths)}.bin")
            with open(f"{folder}/tfjs/{paths[-1]}", "wb") as file:
                file.write(data[at:at + shard_size])
        manifest.append({"paths": paths, "weights": [e for e, _ in entries]})
    model = {"format": "layers-model", "modelTopology": {"deep": [[["[{"]]]},
             "weightsManifest": manifest}
    for name, content in (("model", model), ("weights_manifest", manifest)):
        path = f"{folder}/tfjs/{name}.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
        expected.write(path)


def named(name, size=2):
    return {"name": name, "shape": [size], "dtype": "float32"}


def write_bad(folder):
    with open(f"{folder}/w.bin", "wb") as file:
        file.write(bytes(8))

    def case(name, message, weight=None, paths=("w.bin",), **changes):
        entry = {**named("w"), **changes}
        group = {"paths": list(paths), "weights": weight or [entry]}
        bad(f"{folder}/tfjs_{name}.json",
            json.dumps({"weightsManifest": [group]}).encode(), message)

    case("missing", "lost.bin, which cannot be read", paths=["lost.bin"])
    case("outside", "not in its folder or one below", paths=["../w.bin"])
    case("path", "a path of its weightsManifest is no text", paths=[5])
    case("long", "tensor w: it ends behind the end of its shards, which have 8",
         shape=[3])
    case("short", "its shards have 8 bytes, but its weights 4", shape=[1])
    case("huge", "its shape is no list of sizes, or too large",
         shape=[1 << 40, 1 << 40])
    case("negative", "its shape is no list of sizes", shape=[-1])
    case("shape", "its shape is no list of sizes", shape=2)
    case("dtype", "its dtype, int3, is none of TensorFlow.js", dtype="int3")
    case("text", "tensor w: it ends behind", dtype="string", shape=[1 << 50])
    case("scale", "it is quantised without min and scale",
         quantization={"dtype": "uint8", "min": 0})
    case("quantised", "it is quantised to int4, not to uint8",
         quantization={"dtype": "int4"})
    case("bool", "only float32 and int32 are quantised", dtype="bool",
         quantization={"dtype": "uint8", "min": 0, "scale": 1})
    case("unnamed", "lacks its name or dtype", weight=[{"shape": [2]}])
    case("control", "tensor a?[2Jb: its name is longer than 1024 bytes, not UTF-8",
         weight=[named("a\x1b[2Jb")])
    case("name", "its name is longer than 1024 bytes",
         weight=[named("x" * 1025)])
    case("twice", "tensor w: the file has two of this name",
         weight=[named("w", 1)] * 2)
    bad(f"{folder}/tfjs_group.json", b'{"weightsManifest": [5]}',
        "lacks its paths or weights")
    bad(f"{folder}/config.json", b'{"class_name": "Functional"}',
        "it has no weightsManifest")
    bad(f"{folder}/tfjs_cut.json", b'{"weightsManifest": [', "it is not JSON")
    bad(f"{folder}/tfjs_deep.json", b"[" * 1000000, "nested too deep")


def write(folder):
    write_good(folder)
    write_bad(folder)
