"""torch.compile at its fastest, of the module that pnnx makes of the model."""

import importlib.util

import torch
import torch._inductor.config

from pnnx_files import converted

REQUIREMENTS = ["torch", "pnnx"]


def module_of(model, shape):
    folder = converted(model, shape)
    file = folder / "net_pnnx.py"
    spec = importlib.util.spec_from_file_location("net_pnnx", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Model().eval()


def load(model, threads, x):
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    torch._inductor.config.freezing = True
    compiled = torch.compile(module_of(model, x.shape), mode="max-autotune")
    image = torch.from_numpy(x)

    def run():
        with torch.no_grad():
            return compiled(image).numpy()

    return run
