"""ONNX through pnnx, which writes it for ncnn and as a torch module."""

import pathlib
import subprocess
import sys
import tempfile

import onnx


def write_with_batch(model, batch, file):
    """No node of what gnetc exports knows the batch, only the shapes that the
    graph states."""
    proto = onnx.load(model)
    for value in *proto.graph.input, *proto.graph.output, *proto.graph.value_info:
        value.type.tensor_type.shape.dim[0].dim_value = batch
    onnx.save(proto, file)


def converted(model, shape):
    """A new folder with what pnnx makes of the model for inputs of `shape`:
    `net.ncnn.param`, `net.ncnn.bin`, `net_pnnx.py`, `net.pnnx.bin`, ..."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pnnx-", dir=model.folder))
    file = folder / "net.onnx"
    write_with_batch(model.onnx, shape[0], file)
    pnnx = pathlib.Path(sys.executable).with_name("pnnx")
    done = subprocess.run(
        [pnnx, file, f"inputshape=[{','.join(map(str, shape))}]", "fp16=0"],
        cwd=folder, capture_output=True, text=True)
    if done.returncode or not (folder / "net.ncnn.param").exists():
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise RuntimeError(f"pnnx failed, saying last: {said[-1]}")
    return folder
