"""onnxruntime with its provider for CUDA, or TensorRT's. Only the latter can
compute a model of float32 in 16 bits."""

import numpy as np
import onnxruntime

REQUIREMENTS = ["onnxruntime-gpu"]
WAYS = ("cuda", "tensorrt")
PROVIDERS = {"cuda": "CUDAExecutionProvider",
             "tensorrt": "TensorrtExecutionProvider"}


def options_of(way, precision, stream):
    if way == "tensorrt":
        return {"trt_fp16_enable": precision == "fp16",
                "trt_bf16_enable": precision == "bf16",
                "trt_cuda_graph_enable": True,
                "user_compute_stream": str(stream)}
    return {"use_tf32": "1" if precision == "tf32" else "0",
            "enable_cuda_graph": "1", "user_compute_stream": str(stream)}


class Engine:
    def __init__(self, driver, model, precision, way, x):
        provider = PROVIDERS[way]
        if provider not in onnxruntime.get_available_providers():
            raise RuntimeError(f"this onnxruntime has no {provider}")
        if way == "cuda" and precision in ("bf16", "fp16"):
            raise RuntimeError("the model is of float32")
        if way == "tensorrt" and precision == "tf32":
            raise RuntimeError("TensorRT's provider does not tell it from fp32")
        self.stream = driver.stream()
        self.session = onnxruntime.InferenceSession(
            str(model.onnx),
            providers=[(provider, options_of(way, precision, self.stream))])
        self.binding = self.session.io_binding()
        of_input, of_output = self.session.get_inputs()[0], self.session.get_outputs()[0]
        self.x = onnxruntime.OrtValue.ortvalue_from_numpy(x, "cuda", 0)
        self.y = onnxruntime.OrtValue.ortvalue_from_shape_and_type(
            [x.shape[0], *of_output.shape[1:]], np.float32, "cuda", 0)
        self.binding.bind_ortvalue_input(of_input.name, self.x)
        self.binding.bind_ortvalue_output(of_output.name, self.y)
        self.options = onnxruntime.RunOptions()
        self.options.add_run_config_entry(
            "disable_synchronize_execution_providers", "1")

    def run(self):
        self.session.run_with_iobinding(self.binding, self.options)

    def output(self):
        self.binding.synchronize_outputs()
        return self.y.numpy()


def load(driver, model, precision, way, x):
    return Engine(driver, model, precision, way, np.ascontiguousarray(x))
