"""ONNX models, by the onnx package."""
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from expected import Expected, bad
from samples import TYPES, sample


def model_of(initializers, nodes=(), sparse=()):
    graph = helper.make_graph(list(nodes), "g", [], [], list(initializers),
                              sparse_initializer=list(sparse))
    return helper.make_model(graph)


def typed(name, data_type, values):
    """In the field of its type instead of raw."""
    return helper.make_tensor(name, data_type, values.shape,
                              values.reshape(-1).tolist())


def initializers(expected):
    tensors = []
    for type_name in TYPES:
        values = sample(type_name)
        data_type = helper.np_dtype_to_tensor_dtype(values.dtype)
        tensors += [numpy_helper.from_array(values, f"raw.{type_name}"),
                    typed(f"typed.{type_name}", data_type, values)]
        expected.add(f"raw.{type_name}", type_name, values)
        expected.add(f"typed.{type_name}", type_name, values)
    brain = np.array([1.5, -2.0, 0.15625], np.float32)
    tensors += [typed("brain", TensorProto.BFLOAT16, brain),
                helper.make_tensor("brain.raw", TensorProto.BFLOAT16, [3],
                                   (brain.view(np.uint32) >> 16)
                                   .astype("<u2").tobytes(), raw=True)]
    expected.add("brain", "bfloat16", brain)
    expected.add("brain.raw", "bfloat16", brain)
    tensors += [helper.make_tensor("text", TensorProto.STRING, [1], [b"a"]),
                helper.make_tensor("complex", TensorProto.COMPLEX64, [1],
                                   [1 + 2j]),
                helper.make_tensor("float8", TensorProto.FLOAT8E4M3FN, [1],
                                   b"\x38", raw=True),
                numpy_helper.from_array(np.float32(0.1), "scalar"),
                numpy_helper.from_array(np.zeros((0, 3), np.float32), "empty")]
    expected.add_other("text", "string", (1,))
    expected.add_other("complex", "complex64", (1,))
    expected.add_other("float8", "ONNX type 17", (1,))
    expected.add("scalar", "float32", np.float32(0.1))
    expected.add("empty", "float32", np.zeros((0, 3)))
    return tensors


def constants(expected):
    """Constant nodes; the graph has its nodes before its initialisers."""
    values = sample("float32")
    node = helper.make_node
    expected.add("c.tensor", "float32", values)
    expected.add("c.float", "float32", np.float32(0.3))
    expected.add("c.floats", "float32", np.array([0.1, -0.2], np.float32))
    expected.add("c.int", "int64", np.array(-7))
    expected.add("c.ints", "int64", np.array([3, -4, 1 << 40]))
    expected.add_other("c.string", "string", ())
    expected.add_other("c.sparse", "sparse float32", (3, 4))
    return [
        node("Constant", [], ["c.tensor"],
             value=numpy_helper.from_array(values, "not this")),
        node("Constant", [], ["c.float"], value_float=0.3),
        node("Constant", [], ["c.floats"], value_floats=[0.1, -0.2]),
        node("Constant", [], ["c.int"], value_int=-7),
        node("Constant", [], ["c.ints"], value_ints=[3, -4, 1 << 40]),
        node("Constant", [], ["c.string"], value_string="a"),
        node("Constant", [], ["c.sparse"], sparse_value=sparse("")),
        node("Relu", ["c.tensor"], ["r"]),
        node("Constant", [], ["other"], value_int=1, domain="mine")]


def sparse(name):
    return helper.make_sparse_tensor(
        numpy_helper.from_array(np.array([1.5], np.float32), name),
        numpy_helper.from_array(np.array([5], np.int64)), [3, 4])


def fills(expected):
    """Their shapes are an initialiser and a Constant; one is computed."""
    expected.add_filled("f.half", "float16", (2, 3), 1.5)
    expected.add_filled("f.zero", "float32", (4,), 0)
    return [
        helper.make_node("Constant", [], ["four"], value_ints=[4]),
        helper.make_node("ConstantOfShape", ["shape"], ["f.half"],
                         value=helper.make_tensor("", TensorProto.FLOAT16, [1],
                                                  [1.5])),
        helper.make_node("ConstantOfShape", ["four"], ["f.zero"]),
        helper.make_node("ConstantOfShape", ["computed"], ["f.unknown"])]


def write_good(folder):
    expected = Expected()
    nodes = constants(expected)
    expected.add("four", "int64", np.array([4]))
    tensors = initializers(expected)
    tensors.append(numpy_helper.from_array(np.array([2, 3]), "shape"))
    expected.add("shape", "int64", np.array([2, 3]))
    expected.add_other("s", "sparse float32", (3, 4))
    nodes += fills(expected)
    onnx.save(model_of(tensors, nodes, [sparse("s")]), f"{folder}/all.onnx")
    expected.write(f"{folder}/all.onnx")


def write_external(folder):
    expected, tensors = Expected(), []
    for type_name in ("float32", "float16", "int64"):
        values = sample(type_name, (20, 30))
        tensors.append(numpy_helper.from_array(values, type_name))
        expected.add(type_name, type_name, values)
    os.makedirs(f"{folder}/external", exist_ok=True)
    onnx.save(model_of(tensors), f"{folder}/external/model.onnx",
              save_as_external_data=True, location="weights.bin",
              size_threshold=0)
    expected.write(f"{folder}/external/model.onnx")


def write_light(folder):
    """A model of the onnx package's: nearly all its weights are fills."""
    path = os.path.join(os.path.dirname(onnx.__file__), "backend", "test",
                        "data", "light", "light_squeezenet.onnx")
    model, expected = onnx.load(path), Expected()
    arrays = {tensor.name: numpy_helper.to_array(tensor)
              for tensor in model.graph.initializer}
    for name, values in arrays.items():
        expected.add(name, str(values.dtype), values)
    for node in model.graph.node:
        if node.op_type == "ConstantOfShape":
            value = numpy_helper.to_array(node.attribute[0].t)
            expected.add_filled(node.output[0], str(value.dtype),
                                arrays[node.input[0]], value[0])
    with open(f"{folder}/light.onnx", "wb") as file:
        file.write(model.SerializeToString())
    expected.write(f"{folder}/light.onnx")


def changed(**fields):
    tensor = TensorProto(name="w", dims=[2], data_type=TensorProto.FLOAT,
                         raw_data=bytes(8))
    for field, value in fields.items():
        if value is None:
            tensor.ClearField(field)
        elif isinstance(value, list):
            del getattr(tensor, field)[:]
            getattr(tensor, field).extend(value)
        else:
            setattr(tensor, field, value)
    return model_of([tensor]).SerializeToString()


def external(**keys):
    tensor = TensorProto(name="w", dims=[2], data_type=TensorProto.FLOAT,
                         data_location=TensorProto.EXTERNAL)
    for key, value in keys.items():
        tensor.external_data.add(key=key, value=value)
    return model_of([tensor]).SerializeToString()


def filled(shape, **attributes):
    node = helper.make_node("ConstantOfShape", ["s"], ["w"], **attributes)
    return model_of([numpy_helper.from_array(np.array(shape), "s")],
                    [node]).SerializeToString()


def write_bad(folder):
    def case(name, data, message):
        bad(f"{folder}/onnx_{name}.onnx", data, message)

    good = changed()
    case("cut", good[:-3], "it is no ONNX model, or is cut off")
    case("no_graph", onnx.ModelProto(ir_version=8).SerializeToString(),
         "it is no ONNX model")
    case("short", changed(dims=[3]),
         "tensor w: its shape, 3, needs 12 bytes, but it has 8")
    case("none", changed(raw_data=None),
         "tensor w: its shape, 2, needs 8 bytes, but it has 0")
    case("typed", changed(raw_data=None, float_data=[1.0]),
         "tensor w: its shape, 2, needs 8 bytes, but it has 4")
    case("negative", changed(dims=[-2]), "its shape is too large")
    case("huge", changed(dims=[1 << 40, 1 << 40]), "its shape is too large")
    case("rank", changed(dims=[2] + [1] * 64),
         "tensor w: it has more than 64 dimensions")
    case("twice", model_of([numpy_helper.from_array(np.zeros(1), "w")] * 2)
         .SerializeToString(), "tensor w: the file has two of this name")
    segment = TensorProto(name="w", dims=[2], data_type=1, raw_data=bytes(8),
                          segment=TensorProto.Segment(begin=0, end=1))
    case("segment", model_of([segment]).SerializeToString(),
         "it is stored in segments")
    case("missing", external(location="nowhere.bin"), "nowhere.bin, which "
         "cannot be read: No such file or directory; put it beside")
    case("outside", external(location="../all.onnx"),
         "which is not in its folder or one below")
    case("absolute", external(location="/dev/zero"),
         "which is not in its folder or one below")
    case("folder", external(location="external"),
         "which cannot be read: it is not a regular file")
    case("behind", external(location="external/weights.bin", offset="999999"),
         "tensor w: its data is damaged")
    case("length", external(location="external/weights.bin", offset="0",
                            length="12"), "needs 8 bytes, but it has 12")
    case("fill", filled([1 << 20, 1 << 20]), "is larger than 1 GiB")
    case("fill_value", filled([2], value=helper.make_tensor(
        "", TensorProto.FLOAT, [2], [1.0, 2.0])), "its value is not one number")
    case("fill_shape", filled([[2]]), "its shape is not a list of int64")
    constant = helper.make_node("Constant", [], ["w"], value_int=1)
    del constant.attribute[:]
    case("constant", model_of([], [constant]).SerializeToString(),
         "tensor w: it is a Constant without a value")


def write(folder):
    write_good(folder)
    write_external(folder)
    write_light(folder)
    write_bad(folder)
