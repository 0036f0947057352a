"""torch, of the module that pnnx makes of the model: channels last.

    eager    as called from Python
    graph    eager, captured in a CUDA graph
    compile  torch.compile's max-autotune, frozen, captured in a CUDA graph
"""

import importlib.util

import torch

from pnnx_files import converted

REQUIREMENTS = ["torch", "pnnx"]
WAYS = ("eager", "graph", "compile")
TYPES = {"fp32": torch.float32, "tf32": torch.float32, "bf16": torch.bfloat16,
         "fp16": torch.float16}


def module_of(model, shape):
    folder = converted(model, shape)
    spec = importlib.util.spec_from_file_location("net_pnnx",
                                                  folder / "net_pnnx.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Model().eval()


class Engine:
    def __init__(self, model, precision, way, x):
        for backend in torch.backends.cuda.matmul, torch.backends.cudnn:
            backend.allow_tf32 = precision == "tf32"
        torch.backends.cudnn.benchmark = True
        kind, layout = TYPES[precision], torch.channels_last
        self.module = module_of(model, x.shape).cuda().to(
            kind, memory_format=layout)
        self.x = torch.from_numpy(x).cuda().to(kind, memory_format=layout)
        if way == "compile":
            import torch._inductor.config
            torch._inductor.config.freezing = True
            self.module = torch.compile(
                self.module, mode="max-autotune-no-cudagraphs", dynamic=False)
        self.torch_stream = torch.cuda.Stream()
        self.stream = self.torch_stream.cuda_stream
        self.run = self.call
        for _ in range(3):
            self.call()
        if way != "eager":
            self.run = self.captured()

    def call(self):
        with torch.no_grad(), torch.cuda.stream(self.torch_stream):
            self.y = self.module(self.x)

    def captured(self):
        self.torch_stream.synchronize()
        graph = torch.cuda.CUDAGraph()
        with torch.no_grad(), torch.cuda.graph(graph, stream=self.torch_stream):
            self.y = self.module(self.x)

        def replay():
            with torch.cuda.stream(self.torch_stream):
                graph.replay()

        return replay

    def output(self):
        self.torch_stream.synchronize()
        return self.y.float().cpu().numpy()


def load(driver, model, precision, way, x):
    return Engine(model, precision, way, x)
