"""A spec as a package and as an ONNX model, with the very same weights."""

import dataclasses
import json
import pathlib
import re
import subprocess

import numpy as np
import onnx

import moderate_weights
import torch_lrn


@dataclasses.dataclass
class Model:
    name: str
    compiler: str  # as `gnetc 0.1.0`
    folder: pathlib.Path  # for what is made on the way
    package: pathlib.Path
    onednn_package: pathlib.Path  # whose kernels are that library's
    onnx: pathlib.Path
    weights: str | pathlib.Path  # as gnetc takes them
    precision: str = "fp32"  # of the package and of other engines
    quantised: pathlib.Path | None = None  # with the integers of an int8 package

    def decompose_lrn(self):
        """In the models of other engines, as torch exports it."""
        for file in filter(None, [self.onnx, self.quantised]):
            torch_lrn.decompose(file)


def made(gnetc, spec, folder, batch=1, weights="random:1", precision="fp32"):
    """The spec's model, made in `folder`. Random weights are moderated. oneDNN's
    package is of float32 in any case."""
    def emit(kind, weights, file, *options):
        subprocess.run([gnetc, spec, f"--emit={kind}", f"--weights={weights}",
                        f"--batch={batch}", *options, "-o", file], check=True)

    file = folder / "model.onnx"
    emit("onnx", weights, file)
    if weights.startswith("random:"):
        tensors = folder / "weights.safetensors"
        emit("weights", weights, tensors)
        moderate_weights.moderate(file, random_pictures(file), tensors)
        emit("onnx", tensors, file)
        weights = tensors
    options = [f"--precision={precision}"]
    quantised = None
    if precision == "int8":
        options.append(f"--calibration={calibrated(gnetc, spec, folder, weights)}")
        quantised = folder / "quantised.onnx"
        emit("onnx", weights, quantised, *options)
    generated = packaged(gnetc, spec, weights, folder / "generated", *options,
                         f"--batch={batch}")
    onednn = packaged(gnetc, spec, weights, folder / "onednn",
                      "--cpu-kernels=onednn", f"--batch={batch}")
    model = onnx.load(file, load_external_data=False)
    compiler = f"{model.producer_name} {model.producer_version}"
    return Model(model.graph.name, compiler, folder, generated, onednn, file,
                 weights, precision, quantised)


def calibrated(gnetc, spec, folder, weights, pictures=10):
    """The file of ranges, of pictures like those that are run."""
    images = folder / "pictures.npy"
    np.save(images, np.concatenate([random_pictures(folder / "model.onnx", seed)[:1]
                                    for seed in range(2, 2 + pictures)]))
    file = folder / "calibration.json"
    subprocess.run([gnetc, "calibrate", spec, f"--weights={weights}",
                    f"--images={images}", "-o", file],
                   check=True, stdout=subprocess.DEVNULL)
    return file


def packaged(gnetc, spec, weights, folder, *options):
    """The folder, in which the spec's package is made."""
    subprocess.run([gnetc, spec, "--target=cpu", f"--weights={weights}",
                    *options, "-o", folder], check=True)
    return folder


def random_pictures(file, seed=1):
    """Noise, prepared as the network's spec says."""
    model = onnx.load(file, load_external_data=False)
    shape = [d.dim_value for d in model.graph.input[0].type.tensor_type.shape.dim]
    pixels = np.random.default_rng(seed).integers(0, 256, shape)
    text = next(p.value for p in model.metadata_props if p.key == "preprocessing")

    def numbers(key, default):
        found = re.search(rf"{key}: (\[.*?\]|[^,]+)", text)
        value = json.loads(found[1]) if found else default
        return np.array(value, float).reshape(-1, 1, 1)

    x = (pixels * numbers("scale", 1) - numbers("mean", 0)) / numbers("std", 1)
    return x.astype("f4")


def relative_error(ours, theirs):
    """The largest difference, over the largest of theirs."""
    distance = abs(ours.reshape(theirs.shape) - theirs).max()
    return distance and distance / abs(theirs).max()
