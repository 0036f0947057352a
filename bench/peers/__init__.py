"""The engines that `compare` can run, a module each.

    REQUIREMENTS   what pip installs for it
    load(model, threads, x) -> run

`model` is a models.Model, `x` the input. `run()` computes one batch in the
model's precision and gives the output. What an engine cannot do it raises.
"""

NAMES = ("gnetc", "gnetc_onednn", "onnxruntime", "openvino", "ncnn", "iree",
         "torch")

# By precision, those that compute in it. What stays float32 is each engine's choice.
OF_PRECISION = {
    "fp32": NAMES,
    "bf16": ("gnetc", "openvino", "ncnn"),
    "int8": ("gnetc", "openvino", "onnxruntime"),
}
