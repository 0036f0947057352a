"""safetensors and .npz."""
import io
import json
import struct
import zipfile

import numpy as np

from expected import Expected, bad
from samples import TYPES, bfloat16_bits, sample

SAFETENSORS_TYPES = {
    "float16": "F16", "float32": "F32", "float64": "F64", "int8": "I8",
    "int16": "I16", "int32": "I32", "int64": "I64", "uint8": "U8",
    "uint16": "U16", "uint32": "U32", "uint64": "U64", "bool": "BOOL"}


def safetensors(entries):
    """Of (name, dtype, shape, bytes)."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, dtype, shape, part in entries:
        header[name] = {"dtype": dtype, "shape": list(shape),
                        "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def write_safetensors(folder):
    entries, expected = [], Expected()
    for type_name in TYPES:
        values = sample(type_name)
        entries.append((f"a.{type_name}", SAFETENSORS_TYPES[type_name],
                        values.shape, values.tobytes()))
        expected.add(f"a.{type_name}", type_name, values)
    brain = np.array([1.5, -2.0, 0.15625], np.float32)
    entries.append(("brain", "BF16", (3,), bfloat16_bits(brain).tobytes()))
    expected.add("brain", "bfloat16", brain)
    entries.append(("complex", "C64", (1,), bytes(8)))
    expected.add_other("complex", "C64", (1,))
    expected.lines.sort()  # The reader gives them by name.
    with open(f"{folder}/all.safetensors", "wb") as file:
        file.write(safetensors(entries))
    expected.write(f"{folder}/all.safetensors")

    whole = safetensors([("w", "F32", (2,), bytes(8))])
    bad(f"{folder}/cut.safetensors", whole[:-1],
        "tensor w: its data ends behind the end of the file")
    bad(f"{folder}/header.safetensors", struct.pack("<Q", 1000) + b"{",
        "cut off or not a safetensors file")


def write_npz(folder):
    arrays = {f"layer/{name}": sample(name) for name in TYPES}
    arrays["scalar"] = np.float32(0.1)
    arrays["empty"] = np.zeros((0, 3), np.float32)
    arrays["column major"] = np.asfortranarray(sample("float32", (3, 4, 5)))
    expected = Expected()
    for name, values in arrays.items():
        expected.add(name, str(np.asarray(values).dtype), values)
    others = {"complex": np.zeros(2, np.complex64), "text": np.array(["ab"]),
              "big": np.zeros(2, ">f4"),
              "pairs": np.zeros(3, [("a[", "<f4"), ("b", "<i4", (2,))])}
    names = {"complex": "<c8", "text": "<U2", "big": ">f4",
             "pairs": "structured"}
    for name, values in others.items():
        expected.add_other(name, names[name], values.shape)
    np.savez(f"{folder}/stored.npz", **arrays, **others)
    np.savez_compressed(f"{folder}/deflated.npz", **arrays, **others)
    expected.write(f"{folder}/stored.npz")
    expected.write(f"{folder}/deflated.npz")
    write_npy_versions(folder)


def write_npy_versions(folder):
    values, expected = sample("float32"), Expected()
    with zipfile.ZipFile(f"{folder}/versions.npz", "w") as archive:
        for version in (1, 2, 3):
            array = io.BytesIO()
            np.lib.format.write_array(array, values, version=(version, 0))
            archive.writestr(f"v{version}.npy", array.getvalue())
            expected.add(f"v{version}", "float32", values)
        archive.writestr("python2.npy", npy(
            "{'shape': (2L, 3L), 'fortran_order': False, 'descr': '<f4'}",
            values.tobytes()))
        expected.add("python2", "float32", values)
    expected.write(f"{folder}/versions.npz")


def npy(header, data):
    text = header.encode() + b"\n"
    return (b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data)


def archive_of(entries, method=zipfile.ZIP_STORED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, part in entries:
            archive.writestr(name, part)
    return data.getvalue()


def write_bad_npy(folder):
    shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }"
    cases = {
        "short": (npy(shape % "3,", bytes(8)), "its shape, 3, needs 80 bytes"),
        "long": (npy(shape % "1,", bytes(8)), "its shape, 1, needs"),
        "huge": (npy(shape % "4294967296, 4294967296", b""),
                 "its shape is too large"),
        "negative": (npy(shape % "-1,", b""), "not one that NumPy writes"),
        "call": (npy("{'descr': '<f4', 'fortran_order': exit(), 'shape': ()}",
                     b""), "not one that NumPy writes"),
        "twice": (npy("{'shape': (), " + (shape % "")[1:], bytes(4)),
                  "not one that NumPy writes"),
        "open_list": (npy("{'descr': [('a', '<f4'", b""),
                      "not one that NumPy writes"),
        "version": (b"\x93NUMPY\x04\x00" + bytes(80), "version 4 of .npy"),
        "header": (b"\x93NUMPY\x01\x00\xff\x00{", "cut off in its header"),
        "long_header": (b"\x93NUMPY\x02\x00" + struct.pack("<I", 1 << 20) +
                        b" " * (1 << 20), "longer than 64 KiB"),
        "none": (b"hello", "not an array as numpy.save"),
    }
    for name, (data, message) in cases.items():
        bad(f"{folder}/npy_{name}.npz", archive_of([("w.npy", data)]), message)


def patched_size(archive, size):
    """The one entry of the archive says that it unpacks to `size` bytes."""
    local, central = archive.index(b"PK\3\4"), archive.index(b"PK\1\2")
    changed = bytearray(archive)
    struct.pack_into("<I", changed, local + 22, size)
    struct.pack_into("<I", changed, central + 24, size)
    return bytes(changed)


def write_bad_zip(folder):
    array = io.BytesIO()
    np.save(array, np.zeros(1000, np.float32))
    good = [("w.npy", array.getvalue())]
    deflated = archive_of(good, zipfile.ZIP_DEFLATED)
    stored = archive_of(good)
    bad(f"{folder}/cut.npz", stored[:-30], "broken or cut off")
    bad(f"{folder}/bomb.npz", patched_size(deflated, 1 << 31),
        "entry w.npy: it unpacks to more than 1 GiB; save it uncompressed")
    lie = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (250000000,)}",
              bytes(4))
    bad(f"{folder}/lie.npz",
        patched_size(archive_of([("w.npy", lie)], zipfile.ZIP_DEFLATED),
                     len(lie) - 4 + 1000000000), "entry w.npy: ")
    flipped = bytearray(stored)
    flipped[stored.index(bytes(64)) + 9] ^= 1
    bad(f"{folder}/checksum.npz", bytes(flipped), "entry w.npy: CRC error")
    bad(f"{folder}/bzip2.npz", archive_of(good, zipfile.ZIP_BZIP2),
        "its compression is not read; store or deflate it")
    bad(f"{folder}/twice.npz",
        archive_of([("w.npy", good[0][1]), ("v.npy", good[0][1])])
        .replace(b"v.npy", b"w.npy"), "entry w.npy: it is there twice")
    bad(f"{folder}/stray.npz", archive_of(good + [("README", b"hello")]),
        "entry README: it is not an array")
    bad(f"{folder}/unnamed.npz", archive_of([(".npy", array.getvalue())]),
        "it has no name")
    bad(f"{folder}/neither.zip", archive_of([("a.txt", b"hello")]),
        "neither of PyTorch's (with a data.pkl) nor of NumPy's")
    bad(f"{folder}/model.keras",
        archive_of([("config.json", b"{}"), ("model.weights.h5", b"\x89HDF")]),
        "it is a Keras archive")


def write(folder):
    write_safetensors(folder)
    write_npz(folder)
    write_bad_npy(folder)
    write_bad_zip(folder)
