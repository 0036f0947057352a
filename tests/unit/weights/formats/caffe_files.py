"""Caffe models, in messages built from Caffe's own field numbers (BVLC's
src/caffe/proto/caffe.proto), with fields that the reader does not know."""
import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from expected import Expected, bad
from samples import sample

# Of each message: name, number, type, whether repeated (and then packed).
SCHEMA = {
    "BlobShape": [("dim", 1, "int64", "packed")],
    "BlobProto": [
        ("shape", 7, "BlobShape", ""), ("data", 5, "float", "packed"),
        ("diff", 6, "float", "packed"), ("double_data", 8, "double", "packed"),
        ("num", 1, "int32", ""), ("channels", 2, "int32", ""),
        ("height", 3, "int32", ""), ("width", 4, "int32", "")],
    "UnpackedBlobProto": [
        ("shape", 7, "BlobShape", ""), ("data", 5, "float", "repeated")],
    "ConvolutionParameter": [("num_output", 1, "uint32", "")],
    "LayerParameter": [
        ("name", 1, "string", ""), ("type", 2, "string", ""),
        ("bottom", 3, "string", "repeated"), ("top", 4, "string", "repeated"),
        ("blobs", 7, "BlobProto", "repeated"),
        ("convolution_param", 106, "ConvolutionParameter", "")],
    "UnpackedLayerParameter": [
        ("name", 1, "string", ""), ("type", 2, "string", ""),
        ("blobs", 7, "UnpackedBlobProto", "repeated")],
    "V0LayerParameter": [
        ("name", 1, "string", ""), ("blobs", 50, "BlobProto", "repeated")],
    "V1LayerParameter": [
        ("layer", 1, "V0LayerParameter", ""), ("name", 4, "string", ""),
        ("type", 5, "int32", ""), ("bottom", 2, "string", "repeated"),
        ("blobs", 6, "BlobProto", "repeated"),
        ("convolution_param", 10, "ConvolutionParameter", "")],
    "NetParameter": [
        ("name", 1, "string", ""), ("input", 3, "string", "repeated"),
        ("layers", 2, "V1LayerParameter", "repeated"),
        ("layer", 100, "LayerParameter", "repeated")],
    "UnpackedNetParameter": [
        ("name", 1, "string", ""),
        ("layer", 100, "UnpackedLayerParameter", "repeated")],
}


def compiled():
    field_type = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(
        name="caffe_test.proto", package="caffe_test", syntax="proto2")
    for message, fields in SCHEMA.items():
        described = file.message_type.add(name=message)
        for name, number, kind, how in fields:
            field = described.field.add(name=name, number=number)
            field.label = (field_type.LABEL_REPEATED if how else
                           field_type.LABEL_OPTIONAL)
            field.options.packed = how == "packed"
            if kind in SCHEMA:
                field.type = field_type.TYPE_MESSAGE
                field.type_name = f".caffe_test.{kind}"
            else:
                field.type = getattr(field_type, f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {message: message_factory.GetMessageClass(
        pool.FindMessageTypeByName(f"caffe_test.{message}"))
            for message in SCHEMA}


CAFFE = compiled()


def blob(values, is_old=False):
    made = CAFFE["BlobProto"]()
    field = made.double_data if values.dtype == np.float64 else made.data
    field.extend(values.reshape(-1).tolist())
    if is_old:
        dims = (1,) * (4 - values.ndim) + values.shape
        made.num, made.channels, made.height, made.width = dims
    else:
        made.shape.dim.extend(values.shape)
    return made


def write_new(folder):
    net, expected = CAFFE["NetParameter"](name="net", input=["data"]), Expected()

    def layer(name, kind, blobs, suffixes):
        made = net.layer.add(name=name, type=kind, bottom=["data"], top=[name])
        made.blobs.extend(blob(values) for values in blobs)
        for values, suffix in zip(blobs, suffixes):
            expected.add(name + suffix, str(values.dtype), values)
        return made

    weight_bias = (".weight", ".bias")
    conv = layer("conv1/7x7", "Convolution", [sample("float32", (4, 3, 7, 7)),
                                              sample("float32", (4,))],
                 weight_bias)
    conv.convolution_param.num_output = 4
    conv.blobs[0].diff.extend([1.0, 2.0])
    layer("up", "Deconvolution", [sample("float32", (1, 1, 2, 2))], weight_bias)
    layer("relu", "ReLU", [], ())
    layer("fc", "InnerProduct", [sample("float64", (5, 6)),
                                 sample("float64", (5,))], weight_bias)
    layer("scale", "Scale", [sample("float32", (3,)), sample("float32", (3,))],
          weight_bias)
    layer("prelu", "PReLU", [sample("float32", (3,))], (".0",))
    layer("bn4", "BN", [sample("float32", (1, 3, 1, 1))] * 4,
          (".0", ".1", ".2", ".3"))
    write_batch_norms(net, expected)
    save(net, f"{folder}/new.caffemodel", expected)


def write_batch_norms(net, expected):
    """The averages are sums, to be divided by the third blob."""
    mean, variance = sample("float32", (3,)), sample("float32", (3,)) + 3
    for name, factor in (("bn", 999.98236), ("untrained", 0.0)):
        made = net.layer.add(name=name, type="BatchNorm")
        factor = np.array([factor], np.float32)
        made.blobs.extend([blob(mean), blob(variance), blob(factor)])
        zero = factor[0] == 0
        expected.add(f"{name}.running_mean", "float32",
                     np.zeros(3) if zero else mean / factor)
        expected.add(f"{name}.running_var", "float32",
                     np.zeros(3) if zero else variance / factor)


def write_old(folder):
    """Layers of the second schema, blobs of four dims."""
    net, expected = CAFFE["NetParameter"](), Expected()

    def layer(name, kind, blobs):
        made = net.layers.add(name=name, type=kind)
        made.blobs.extend(blob(values, is_old=True) for values in blobs)

    weight, bias = sample("float32", (1, 3, 5, 5)), sample("float32", (1,))
    layer("conv1", 4, [weight, bias])
    expected.add("conv1.weight", "float32", weight)
    expected.add("conv1.bias", "float32", bias)
    layer("pool", 17, [])
    weight, bias = sample("float32", (5, 6)), sample("float32", (5,))
    layer("fc", 14, [weight, bias])
    expected.add("fc.weight", "float32", weight)
    expected.add("fc.bias", "float32", bias)
    other = sample("float32", (2, 3))
    layer("other", 25, [other])
    expected.add("other.0", "float32", other[None, None])
    save(net, f"{folder}/old.caffemodel", expected)


def write_unpacked(folder):
    """What a writer without the packed option makes of the same schema."""
    values, expected = sample("float32", (2, 3)), Expected()
    net = CAFFE["UnpackedNetParameter"]()
    made = net.layer.add(name="fc", type="InnerProduct").blobs.add()
    made.shape.dim.extend(values.shape)
    made.data.extend(values.reshape(-1).tolist())
    expected.add("fc.weight", "float32", values)
    save(net, f"{folder}/unpacked.caffemodel", expected)


def save(net, path, expected):
    with open(path, "wb") as file:
        file.write(net.SerializeToString())
    expected.write(path)


def write_bad(folder):
    def case(name, net, message):
        data = net if isinstance(net, bytes) else net.SerializeToString()
        bad(f"{folder}/caffe_{name}.caffemodel", data, message)

    def one(change, kind="Convolution"):
        net = CAFFE["NetParameter"](name="net")
        layer = net.layer.add(name="conv", type=kind)
        layer.blobs.extend([blob(sample("float32", (2, 3)))])
        change(layer)
        return net

    good = one(lambda layer: None)
    case("cut", good.SerializeToString()[:-2], "it is no .caffemodel, or is cut")
    case("count", one(lambda layer: layer.blobs[0].data.append(1)),
         "layer conv, blob 0: its shape is 2x3, but it has 7 numbers")
    case("shape", one(lambda layer: layer.blobs[0].ClearField("shape")),
         "layer conv, blob 0: it has no shape")
    case("huge", one(lambda layer: layer.blobs[0].shape.dim.extend([1 << 62])),
         "but it has 6 numbers")
    case("both", one(lambda layer: layer.blobs[0].double_data.append(1)),
         "it has both float and double data")
    case("factor", one(lambda layer: layer.blobs.extend([layer.blobs[0]] * 2),
                       "BatchNorm"), "the factor of its moving averages")
    case("name", one(lambda layer: setattr(layer, "name", "x" * 300)),
         "its name is too long")
    twice = one(lambda layer: None)
    twice.layer.append(twice.layer[0])
    case("twice", twice, "tensor conv.weight: the file has two of this name")
    oldest = CAFFE["NetParameter"](name="net")
    oldest.layers.add().layer.name = "conv"
    case("oldest", oldest, "convert it with Caffe's upgrade_net_proto_binary")
    case("text", b'name: "net"\nlayer {\n}\n', "not the .prototxt")


def write(folder):
    write_new(folder)
    write_old(folder)
    write_unpacked(folder)
    write_bad(folder)
