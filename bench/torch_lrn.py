"""Local response normalisation as torch exports it: no operator, but squares,
their mean over the channels beside each, and a power."""

import onnx
from onnx import TensorProto, helper, shape_inference


def decompose(file):
    """Writes torch's operations in the place of each LRN of the model."""
    model = shape_inference.infer_shapes(onnx.load(file))
    graph = model.graph
    shapes = {value.name: [d.dim_value for d in value.type.tensor_type.shape.dim]
              for value in [*graph.input, *graph.value_info]}
    nodes = []
    for node in graph.node:
        nodes += (torch_nodes(node, shapes[node.input[0]], graph.initializer)
                  if node.op_type == "LRN" else [node])
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, file)


def torch_nodes(lrn, shape, initializers):
    """x / (k + alpha * mean of squares) ^ beta, where torch.nn.functional's
    local_response_norm pools over the third of five axes."""
    values = {a.name: helper.get_attribute_value(a) for a in lrn.attribute}
    size, (images, channels, *pixels) = values["size"], shape
    source, result = lrn.input[0], lrn.output[0]
    nodes = []

    def constant(name, kind, numbers, dims):
        name = f"{result}.{name}"
        initializers.append(helper.make_tensor(name, kind, dims, numbers))
        return name

    def integers(name, numbers):
        return constant(name, TensorProto.INT64, numbers, [len(numbers)])

    def number(name, value):
        return constant(name, TensorProto.FLOAT, [value], [])

    def add(kind, inputs, output=None, **attributes):
        output = output or f"{result}.{kind}{len(nodes)}"
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    mean = add("Mul", [source, source])
    mean = add("Reshape", [mean, integers("view", [images, 1, channels, *pixels])])
    # Before each axis and after each, of which only the channels are padded.
    pads = [0, 0, size // 2, 0, 0, 0, 0, (size - 1) // 2, 0, 0]
    mean = add("Pad", [mean, integers("pads", pads)])
    mean = add("AveragePool", [mean], kernel_shape=[size, 1, 1],
               strides=[1, 1, 1])
    mean = add("Squeeze", [mean, integers("axes", [1])])
    mean = add("Reshape", [mean, integers("shape", shape)])
    scaled = add("Mul", [mean, number("alpha", values.get("alpha", 1e-4))])
    scaled = add("Add", [scaled, number("k", values.get("bias", 1.0))])
    power = add("Pow", [scaled, number("beta", values.get("beta", 0.75))])
    add("Div", [source, power], result)
    return nodes
