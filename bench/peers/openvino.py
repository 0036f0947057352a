import openvino

REQUIREMENTS = ["openvino"]
# In int8, of what the model has no integers for.
HINTS = {"fp32": "f32", "bf16": "bf16", "int8": "f32"}


def load(model, threads, x):
    compiled = openvino.Core().compile_model(str(model.quantised or model.onnx), "CPU", {
        "INFERENCE_NUM_THREADS": threads,
        "INFERENCE_PRECISION_HINT": HINTS[model.precision],
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
    })
    request = compiled.create_infer_request()
    request.set_input_tensor(openvino.Tensor(x, shared_memory=True))

    def run():
        request.infer()
        return request.get_output_tensor().data

    return run
