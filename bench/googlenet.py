"""GoogLeNet with the same random weights, compiled and for onnxruntime."""

import pathlib
import subprocess

import onnx_graph
import safetensors
from package import Package

SPEC = pathlib.Path(__file__).resolve().parent.parent / "specs" / "googlenet.gn"


def compiled(gnetc, folder, batch, threads):
    """The open package, made in `folder`, and the bytes of the ONNX model."""
    model, weights = onnx_graph.googlenet(batch, seed=1)
    file = pathlib.Path(folder) / "googlenet.safetensors"
    safetensors.write(file, weights)
    out = pathlib.Path(folder) / "package"
    subprocess.run([gnetc, SPEC, "--target=cpu", f"--weights={file}",
                    f"--batch={batch}", "-o", out], check=True)
    return Package(out, "googlenet", threads), model


def relative_error(ours, theirs):
    """The largest difference, over the largest of theirs."""
    return abs(ours.reshape(theirs.shape) - theirs).max() / abs(theirs).max()
