#!/usr/bin/env python3
"""Writes the lists of tests/unit/weights/maps/lists/: what is in weights files.

One text file for each definition of a framework, a tensor in each line: its
name and its dims. They are made from the definitions themselves, without
weights; the unit test then fits our weight maps to them.

    python tensor_lists.py torchvision timm keras onnx \\
        pretrained_models=CLONE caffe=FOLDER

needs these packages (Keras with any backend). CLONE is one of
pretrained-models.pytorch, FOLDER holds the *.prototxt of Caffe's models.
"""

import pathlib
import re
import sys

LISTS = pathlib.Path(__file__).parents[1] / "unit/weights/maps/lists"


def write(framework, definition, tensors):
    path = LISTS / framework / f"{definition}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(
        f"{name} {'x'.join(map(str, dims))}".rstrip() + "\n" for name, dims in tensors))
    print(path)


def state_dict(module):
    return [(name, tensor.shape) for name, tensor in module.state_dict().items()]


def torchvision():
    import torch
    from torchvision import models
    with torch.device("meta"):
        for name in ("alexnet vgg11 vgg13 vgg16 vgg19 vgg11_bn vgg13_bn vgg16_bn vgg19_bn "
                     "resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d "
                     "densenet121 mobilenet_v2 mobilenet_v3_large efficientnet_b0").split():
            write("torchvision", name, state_dict(getattr(models, name)()))
        for name in "googlenet", "inception_v3":
            module = getattr(models, name)(init_weights=False, aux_logits=True)
            write("torchvision", name, state_dict(module))


def timm():
    import timm as library
    import torch
    with torch.device("meta"):
        for name in ("inception_v3 inception_v4 inception_resnet_v2 vgg11 vgg13 vgg16 vgg19 "
                     "vgg11_bn vgg13_bn vgg16_bn vgg19_bn resnet18 resnet50 resnext50_32x4d "
                     "densenet121 mobilenetv2_100 mobilenetv3_large_100 efficientnet_b0").split():
            write("timm", name, state_dict(library.create_model(name)))


def keras():
    from keras import applications
    for name, make in (("vgg16", applications.VGG16), ("vgg19", applications.VGG19),
                       ("inception_v3", applications.InceptionV3)):
        write("keras", name, [(weight.path, weight.shape)
                              for weight in make(weights=None).weights])


def pretrained_models(folder):
    """Of a clone of pretrained-models.pytorch."""
    import torch
    sys.path.insert(0, folder)
    from pretrainedmodels.models import bninception
    with torch.device("meta"):
        write("pretrained_models", "bninception", state_dict(bninception.BNInception()))


def onnx():
    """Initialisers, and what ConstantOfShape stands for in the light models."""
    import onnx as library
    from onnx import numpy_helper
    folder = pathlib.Path(library.__file__).parent / "backend/test/data/light"
    for name in ("inception_v1 inception_v2 resnet50 vgg19 zfnet512 bvlc_alexnet").split():
        graph = library.load(folder / f"light_{name}.onnx").graph
        values = {tensor.name: tensor for tensor in graph.initializer}
        tensors = [(tensor.name, tensor.dims) for tensor in graph.initializer]
        tensors += [(node.output[0], numpy_helper.to_array(values[node.input[0]]))
                    for node in graph.node if node.op_type == "ConstantOfShape"]
        write("onnx", f"light_{name}", tensors)


def parse_prototxt(text):
    """A message as a list of (field, value); a value is text or a message."""
    tokens = re.findall(r'"[^"]*"|[{}]|[^\s{}:]+', re.sub(r"#.*", "", text))
    stack, key = [[]], None
    for token in tokens:
        if token == "{":
            message = []
            stack[-1].append((key, message))
            stack.append(message)
            key = None
        elif token == "}":
            stack.pop()
        elif key is None:
            key = token
            continue
        else:
            stack[-1].append((key, token.strip('"')))
        key = None
    return stack[0]


def field(message, *names, default=None):
    for key, value in message:
        if key in names:
            return value
    return default


def blobs(layer, shapes):
    """The layer's blobs, and its result's shape, from those of its inputs."""
    kind = field(layer, "type").upper()
    inputs = [shapes[value] for key, value in layer if key == "bottom"]
    channels, side = inputs[0] if inputs else (0, 0)
    name = field(layer, "name")
    if kind == "CONCAT":
        return [], (sum(c for c, _ in inputs), side)
    if kind in ("CONVOLUTION", "POOLING"):
        is_conv = kind == "CONVOLUTION"
        param = field(layer, "convolution_param" if is_conv else "pooling_param")
        if field(param, "global_pooling") == "true":
            return [], (channels, 1)
        number = lambda key, value: int(field(param, key, default=value))
        kernel, stride, pad = number("kernel_size", 1), number("stride", 1), number("pad", 0)
        whole, rest = divmod(side + 2 * pad - kernel, stride)
        side = whole + 1 + (1 if rest and not is_conv else 0)
        if not is_conv:
            return [], (channels, side)
        outputs = number("num_output", 0)
        made = [(f"{name}.weight", (outputs, channels // number("group", 1), kernel, kernel))]
        if field(param, "bias_term") != "false":
            made.append((f"{name}.bias", (outputs,)))
        return made, (outputs, side)
    if kind in ("INNERPRODUCT", "INNER_PRODUCT"):
        outputs = int(field(field(layer, "inner_product_param"), "num_output"))
        return [(f"{name}.weight", (outputs, channels * side * side)),
                (f"{name}.bias", (outputs,))], (outputs, 1)
    if kind == "BATCHNORM":
        return [(f"{name}.running_mean", (channels,)),
                (f"{name}.running_var", (channels,))], (channels, side)
    if kind == "SCALE":
        return [(f"{name}.weight", (channels,)), (f"{name}.bias", (channels,))], (channels, side)
    if kind == "BN":
        return [(f"{name}.{i}", (1, channels, 1, 1)) for i in range(4)], (channels, side)
    return [], (channels, side)


def caffe(folder):
    for path in sorted(pathlib.Path(folder).glob("*.prototxt")):
        text = path.read_text()
        side = int(re.search(r"(?:dim|crop_size): *(2\d\d)", text)[1])
        shapes = {"data": (3, side), "label": (1, 1)}
        tensors = []
        for key, layer in parse_prototxt(text):
            if key not in ("layer", "layers") or field(layer, "top") == "data":
                continue
            made, shape = blobs(layer, shapes)
            tensors += made
            shapes.update((value, shape) for key, value in layer if key == "top")
        write("caffe", path.stem, tensors)


for argument in sys.argv[1:]:
    source, _, value = argument.partition("=")
    globals()[source](*([value] if value else []))
