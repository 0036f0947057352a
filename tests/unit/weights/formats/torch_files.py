"""PyTorch's zip files, as torch.save writes them, without torch: the globals
are stand-ins of its names, the storages persistent ids."""
import collections
import io
import pickle
import sys
import types
import zipfile

import numpy as np

from expected import Expected, bad
from samples import bfloat16_bits, sample

STORAGES = {"float32": "FloatStorage", "float64": "DoubleStorage",
            "float16": "HalfStorage", "bfloat16": "BFloat16Storage",
            "int64": "LongStorage", "int32": "IntStorage",
            "int16": "ShortStorage", "int8": "CharStorage",
            "uint8": "ByteStorage", "bool": "BoolStorage",
            "complex64": "ComplexFloatStorage"}


def stand_in(module, name, base=object):
    made = type(name, (base,), {"__module__": module})
    setattr(sys.modules.setdefault(module, types.ModuleType(module)), name,
            made)
    return made


REBUILD = stand_in("torch._utils", "_rebuild_tensor_v2")
PARAMETER = stand_in("torch._utils", "_rebuild_parameter")
SIZE = stand_in("torch", "Size", tuple)
for storage_name in STORAGES.values():
    stand_in("torch", storage_name)
sys.modules["torch"]._utils = sys.modules["torch._utils"]


class Storage:
    def __init__(self, type_name, data, elements):
        self.type = getattr(sys.modules["torch"], STORAGES[type_name])
        self.data, self.elements = data, elements


class Reduced:
    """An object whose pickle is a call."""

    def __init__(self, *call):
        self.call = call

    def __reduce__(self):
        return self.call


def tensor(storage, offset, shape, strides):
    return Reduced(REBUILD, (storage, offset, tuple(shape), tuple(strides),
                             False, collections.OrderedDict()))


def strides_of(array):
    return [stride // array.itemsize for stride in array.strides]


def whole(array, type_name=None):
    """A tensor that has its storage for itself."""
    storage = Storage(type_name or str(array.dtype), array.ravel(order="K").tobytes(),
                      array.size)
    return tensor(storage, 0, array.shape, strides_of(array))


class Pickler(pickle.Pickler):
    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = []

    def persistent_id(self, obj):
        if not isinstance(obj, Storage):
            return None
        if obj not in self.storages:
            self.storages.append(obj)
        return ("storage", obj.type, str(self.storages.index(obj)), "cpu",
                obj.elements)


def archive_of(data_pkl, storages, extra=(("byteorder", b"little"),)):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("model/data.pkl", data_pkl)
        for name, part in extra:
            archive.writestr(f"model/{name}", part)
        for key, storage in enumerate(storages):
            archive.writestr(f"model/data/{key}", storage.data)
        archive.writestr("model/version", b"3\n")
    return data.getvalue()


def saved(obj, protocol=2, **options):
    data = io.BytesIO()
    pickler = Pickler(data, protocol)
    pickler.dump(obj)
    return archive_of(data.getvalue(), pickler.storages, **options)


def state_dict(expected):
    state = collections.OrderedDict()
    for type_name in STORAGES:
        if type_name == "complex64":
            continue
        values = (np.array([[1.5, -0.5]], np.float32)
                  if type_name == "bfloat16" else sample(type_name))
        stored = (bfloat16_bits(values) if type_name == "bfloat16" else values)
        state[f"{type_name}.weight"] = whole(stored, type_name)
        expected.add(f"{type_name}.weight", type_name, values)
    values = sample("float32", (4, 5, 6))
    state["transposed"] = whole(values.transpose(2, 0, 1))
    expected.add("transposed", "float32", values.transpose(2, 0, 1))
    shared = Storage("float32", values.tobytes(), values.size)
    part = values[1:3, ::2, 3]
    state["part"] = tensor(shared, 33, part.shape, strides_of(part))
    expected.add("part", "float32", part)
    state["rest"] = tensor(shared, 60, (2, 5, 6), (30, 6, 1))
    expected.add("rest", "float32", values[2:])
    state["scalar"] = whole(np.array(7, np.int64))
    expected.add("scalar", "int64", np.array(7))
    state["parameter"] = Reduced(PARAMETER, (whole(values[0, 0]), True,
                                             collections.OrderedDict()))
    expected.add("parameter", "float32", values[0, 0])
    state["complex"] = whole(np.zeros(2, np.complex64))
    expected.add_other("complex", "ComplexFloat", (2,))
    # What torch keeps beside the tensors.
    state._metadata = collections.OrderedDict({"": {"version": 1}})
    return state


def write_good(folder):
    for protocol in (2, 4, 5):
        expected = Expected()
        name = f"{folder}/protocol{protocol}.pth"
        with open(name, "wb") as file:
            file.write(saved(state_dict(expected), protocol))
        expected.write(name)
    expected = Expected()
    checkpoint = {"epoch": 3, "lr": 0.1, "best": None, "done": True,
                  "size": Reduced(SIZE, ((1, 2),)), "big": 1 << 90,
                  "negative": [-1, -70000, 1 << 40, -(1 << 40)],
                  "state_dict": state_dict(expected),
                  "optimizer": {"state": {0: {"m": whole(sample("float32"))}}}}
    with open(f"{folder}/checkpoint.pth", "wb") as file:
        file.write(saved(checkpoint, extra=()))
    expected.write(f"{folder}/checkpoint.pth")
    expected = Expected()
    values = sample("float32")
    nested = {"encoder": {"w": whole(values), 3: [whole(values), 5]}}
    expected.add("encoder.w", "float32", values)
    expected.add("encoder.3.0", "float32", values)
    with open(f"{folder}/nested.pth", "wb") as file:
        file.write(saved(nested))
    expected.write(f"{folder}/nested.pth")


class Evil:
    def __reduce__(self):
        return exec, ("raise SystemExit",)


def write_bad_pickles(folder):
    def case(name, data_pkl, message):
        bad(f"{folder}/pickle_{name}.pth", archive_of(data_pkl, []), message)

    case("exec", pickle.dumps({"w": Evil()}, 2),
         "it names __builtin__.exec, which no state dict")
    case("exec4", pickle.dumps({"w": Evil()}, 4),
         "it names builtins.exec, which no state dict")
    case("opcode", b"\x80\x02ios\nsystem\n(S'true'\ntR.",
         "at byte 2: opcode 0x69 is none of a state dict's")
    case("protocol", b"\x80\x01}.", "protocol 1 is not read")
    case("cut", b"\x80\x02X\xff\xff\xff\x7fabc", "it is cut off")
    case("empty", b"", "at byte 0: it is cut off")
    case("underflow", b"\x80\x02u.", "an opcode lacks its mark")
    case("operand", b"\x80\x02}(K\x01\x86.", "an opcode lacks its operand")
    case("mark", b"\x80\x02}(.", "it ends behind an open mark")
    case("memo", b"\x80\x02h\x05.", "it recalls what it never noted")
    case("odd", b"\x80\x02}(K\x01u.", "a key lacks its value")
    case("append", b"\x80\x02K\x01K\x02a.", "what is no list or dictionary")
    case("build", b"\x80\x02)}b.", "sets attributes of what is no dictionary")
    case("call", b"\x80\x02K\x01)R.", "it calls what is no function")
    case("number", b"\x80\x02K\x01.", "it holds no dictionary of tensors")
    case("itself", b"\x80\x02}q\x00X\x01\x00\x00\x00ah\x00s.",
         "it lies too deep in dictionaries")
    # Lists of the one before twice, and one of three hundred of the last.
    doubled = b"".join(b"](h%ch%ceq%c0" % (i, i, i + 1) for i in range(12))
    case("laughs", b"\x80\x02}X\x01\x00\x00\x00a]q\x000" + doubled + b"](" +
         b"h\x0c" * 300 + b"es.", "it lies too deep in dictionaries")
    case("tuples", b"\x80\x02}X\x01\x00\x00\x00a)" + b"\x85" * 1000000 + b"s.",
         "it lies too deep in dictionaries")
    case("values", b"\x80\x02" + b"N" * 3000000, "more than two million values")
    case("large", b"N" * ((16 << 20) + 1), "the pickle is larger than 16 MiB")


def write_bad_tensors(folder):
    storage = Storage("float32", bytes(24), 6)

    def case(name, message, *view):
        bad(f"{folder}/tensor_{name}.pth", saved({"w": tensor(*view)}), message)

    case("beyond", "tensor w: it reaches beyond its storage", storage, 1,
         (2, 3), (3, 1))
    case("negative", "tensor w: it reaches beyond its storage", storage, 5,
         (2, 3), (-3, 1))
    case("before", "tensor w: it reaches beyond its storage", storage, -1,
         (2,), (1,))
    case("far", "tensor w: it reaches beyond its storage", storage, 1,
         (2,), ((1 << 63) - 1,))
    case("repeat", "tensor w: it repeats elements of its storage", storage, 0,
         (1 << 20, 1 << 20), (0, 0))
    case("huge", "tensor w: its shape is too large", storage, 0,
         (1 << 40, 1 << 40), (1 << 40, 1))
    case("ranks", "tensor w: its shape is not described", storage, 0,
         (2, 3), (1,))
    case("text", "tensor w: its shape is not described", storage, "0",
         (2, 3), (3, 1))
    case("storage", "tensor w: its storage is not one of the file's", 5, 0,
         (2, 3), (3, 1))
    case("size", "tensor w: its storage has 24 bytes, but holds 7 of float32",
         Storage("float32", bytes(24), 7), 0, (7,), (1,))
    bad(f"{folder}/tensor_few.pth", saved({"w": Reduced(REBUILD, (storage,))}),
        "tensor w: it is made of too little")
    bad(f"{folder}/tensor_parameter.pth",
        saved({"w": Reduced(PARAMETER, (5, True))}),
        "tensor w: a parameter is made of what is no tensor")
    good = saved({"w": tensor(storage, 0, (6,), (1,))})
    bad(f"{folder}/tensor_lost.pth", good.replace(b"data/0", b"data/9"),
        "tensor w: its storage, data/0, is not in the archive")
    bad(f"{folder}/twice.pth",
        saved({"a.b": whole(sample("int8")), "a": {"b": whole(sample("int8"))}}),
        "tensor a.b: the file has two of this name")
    bad(f"{folder}/big_endian.pth",
        saved({}, extra=(("byteorder", b"big"),)), "big-endian machine")
    bad(f"{folder}/legacy.pth", pickle.dumps(0x1950A86A20F9469CFC6C, 2),
        "PyTorch's format before 1.6")


def write(folder):
    write_good(folder)
    write_bad_pickles(folder)
    write_bad_tensors(folder)
