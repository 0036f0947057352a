#!/usr/bin/env python3
"""Weights of torchvision's, timm's and Keras' own definitions in our packages.

Each definition is made with random weights and statistics, its state is saved
as people have it (.pth and .safetensors of PyTorch, model.json of Keras), and
the package that gnetc makes of our spec with that file is held against the
definition itself. Run by hand: it needs torch, torchvision, timm, safetensors,
and for Keras keras with KERAS_BACKEND=torch.

    torch_check.py GNETC [NAME...]
"""

import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))  # Behind safetensors' own package.
sys.dont_write_bytecode = True

import numpy as np
import torch

from package import Package

TOLERANCE = 1e-4

# Library, its definition, our spec.
MODELS = [
    ("torchvision", "alexnet", "alexnet_torchvision"),
    ("torchvision", "vgg11", "vgg_a"),
    ("torchvision", "vgg13", "vgg_b"),
    ("torchvision", "vgg16", "vgg_d"),
    ("torchvision", "vgg19", "vgg_e"),
    ("torchvision", "vgg11_bn", "vgg_a_bn"),
    ("torchvision", "vgg13_bn", "vgg_b_bn"),
    ("torchvision", "vgg16_bn", "vgg_d_bn"),
    ("torchvision", "vgg19_bn", "vgg_e_bn"),
    ("torchvision", "googlenet", "googlenet_torchvision"),
    ("torchvision", "inception_v3", "inception_v3_torchvision"),
    ("torchvision", "resnet18", "resnet18"),
    ("torchvision", "resnet34", "resnet34"),
    ("torchvision", "resnet50", "resnet50"),
    ("torchvision", "resnet101", "resnet101"),
    ("torchvision", "resnet152", "resnet152"),
    ("torchvision", "resnext50_32x4d", "resnext50_32x4d"),
    ("torchvision", "densenet121", "densenet121"),
    ("torchvision", "mobilenet_v2", "mobilenet_v2"),
    ("torchvision", "mobilenet_v3_large", "mobilenet_v3_large"),
    ("torchvision", "efficientnet_b0", "efficientnet_b0"),
    ("timm", "inception_v3", "inception_v3_torchvision"),
    ("timm", "inception_v4", "inception_v4"),
    ("timm", "inception_resnet_v2", "inception_resnet_v2_timm"),
    ("timm", "resnet18", "resnet18"),
    ("timm", "resnet50", "resnet50"),
    ("timm", "resnext50_32x4d", "resnext50_32x4d"),
    ("timm", "densenet121", "densenet121"),
    ("timm", "mobilenetv2_100", "mobilenet_v2"),
    ("timm", "mobilenetv3_large_100", "mobilenet_v3_large"),
    ("timm", "efficientnet_b0", "efficientnet_b0"),
    ("timm", "vgg16", "vgg_d"),
    ("timm", "vgg16_bn", "vgg_d_bn"),
    ("keras", "VGG16", "vgg_d"),
    ("keras", "VGG19", "vgg_e"),
    ("keras", "InceptionV3", "inception_v3_keras"),
]

# Trained on RGB; our spec takes BGR, as the authors' models do.
REVERSED = {("torchvision", f"vgg{n}") for n in (11, 13, 16, 19)} | {("timm", "vgg16")}

# What timm's inception_v3 leaves to the caller is a layer of our spec.
TRANSFORM = (np.array([0.458, 0.448, 0.45], np.float32).reshape(3, 1, 1),
             np.array([-0.03, -0.088, -0.188], np.float32).reshape(3, 1, 1))


def relative_error(ours, theirs):
    return abs(ours.reshape(theirs.shape) - theirs).max() / abs(theirs).max()


def random_values(kind, shape, numbers):
    """Such that no layer is without effect and none grows beyond bounds."""
    if kind == "variance":
        values = numbers.uniform(0.5, 1.5, shape)
    elif kind == "scale":
        values = 1 + 0.1 * numbers.standard_normal(shape)
    elif kind == "vector":
        values = 0.1 * numbers.standard_normal(shape)
    else:
        values = numbers.standard_normal(shape) * np.sqrt(2 / kind)
    return values.astype(np.float32)


def make_torch(library, name):
    if library == "timm":
        import timm
        return timm.create_model(name)
    from torchvision import models
    if name == "googlenet" or name == "inception_v3":
        return getattr(models, name)(init_weights=False, transform_input=True, aux_logits=True)
    return getattr(models, name)()


def randomise_torch(model, numbers):
    norms = {name for name, module in model.named_modules()
             if isinstance(module, torch.nn.BatchNorm2d)}
    state = model.state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point():
            continue
        if name.endswith("running_var"):
            kind = "variance"
        elif name.endswith(".weight") and name.removesuffix(".weight") in norms:
            kind = "scale"
        else:
            kind = np.prod(tensor.shape[1:]) if tensor.dim() > 1 else "vector"
        tensor.copy_(torch.from_numpy(random_values(kind, tuple(tensor.shape), numbers)))
    return state


def torch_probabilities(model, x, state):
    """With the last layer scaled so that they tell the classes apart."""
    model.eval()
    last = [name for name, module in model.named_modules()
            if isinstance(module, torch.nn.Linear) and "aux" not in name.lower()][-1]
    with torch.no_grad():
        deviation = model(torch.from_numpy(x)).std()
        for key in "weight", "bias":
            state[f"{last}.{key}"] /= deviation
        return model(torch.from_numpy(x)).softmax(1).numpy()


def from_torch(library, name, x, folder, numbers):
    """The probabilities of `x`, and the files of the model's state."""
    import safetensors.torch
    model = make_torch(library, name)
    state = randomise_torch(model, numbers)
    if (library, name) == ("timm", "inception_v3"):
        x = x * TRANSFORM[0] + TRANSFORM[1]
    if (library, name) in REVERSED:
        x = np.ascontiguousarray(x[:, ::-1])
    probabilities = torch_probabilities(model, x, state)
    torch.save(state, folder / "state.pth")
    safetensors.torch.save_file(state, folder / "state.safetensors")
    return probabilities, [folder / "state.pth", folder / "state.safetensors"]


def keras_kind(weight):
    if weight.path.endswith("moving_variance"):
        return "variance"
    if len(weight.shape) > 1:
        return np.prod(weight.shape[:-1])
    return "vector"


def save_tfjs(weights, folder):
    """A layers model of TensorFlow.js without its topology."""
    manifest = [{"paths": ["group1-shard1of1.bin"],
                 "weights": [{"name": weight.path, "shape": list(weight.shape),
                              "dtype": "float32"} for weight in weights]}]
    (folder / "model.json").write_text(json.dumps(
        {"format": "layers-model", "modelTopology": {}, "weightsManifest": manifest}))
    with open(folder / "group1-shard1of1.bin", "wb") as shard:
        for weight in weights:
            shard.write(weight.numpy().tobytes())


def from_keras(_, name, x, folder, numbers):
    import keras
    # Something created before, so that the first number is not 0.
    keras.layers.Conv2D(1, 1).build((None, 4, 4, 1))
    model = getattr(keras.applications, name)(weights=None, classifier_activation=None)
    for weight in model.weights:
        weight.assign(random_values(keras_kind(weight), weight.shape, numbers))
    channels_last = np.ascontiguousarray(x.transpose(0, 2, 3, 1))
    logits = model.predict(channels_last, verbose=0)
    last = model.layers[-1]
    for weight in last.weights:
        weight.assign(weight / logits.std())
    logits = torch.from_numpy(model.predict(channels_last, verbose=0))
    save_tfjs(model.weights, folder)
    return logits.softmax(1).numpy(), [folder / "model.json"]


def convert(gnetc, spec, path, folder):
    out = folder / (path.suffix[1:] + ".own.safetensors")
    subprocess.run([gnetc, spec, f"--weights={path}", "--emit=weights", "-o", out], check=True)
    return out


def check(gnetc, library, name, spec_name):
    spec = ROOT / f"specs/{spec_name}.gn"
    numbers = np.random.default_rng(1)
    side = 299 if "nception" in name else 224
    x = numbers.standard_normal((1, 3, side, side)).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        make = from_keras if library == "keras" else from_torch
        theirs, files = make(library, name, x, folder, numbers)
        own = [convert(gnetc, spec, path, folder) for path in files]
        same = len({path.read_bytes() for path in own}) == 1
        out = folder / "package"
        subprocess.run([gnetc, spec, "--target=cpu", f"--weights={own[0]}", "-o", out],
                       check=True)
        package = Package(out, spec_name)
        package.input[:] = x
        package.run()
        error = relative_error(package.output, theirs)
        package.close()
    formats = ", ".join(path.suffix[1:] for path in files)
    print(f"| {library} {name} | {spec_name} | {formats} | {error:.1e} |", flush=True)
    return error < TOLERANCE and same and theirs.max() > 2 * theirs.mean()


def main():
    gnetc, *names = sys.argv[1:]
    chosen = [model for model in MODELS if not names or model[1] in names]
    print("| definition | spec | files | relative error |\n|---|---|---|---|")
    passed = [check(gnetc, *model) for model in chosen]
    sys.exit(0 if chosen and all(passed) else 1)


main()
