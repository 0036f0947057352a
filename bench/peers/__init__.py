"""The engines that `compare` can run, a module each.

    REQUIREMENTS   what pip installs for it
    load(model, threads, x) -> run

`model` is a models.Model, `x` the input. `run()` computes one batch in float32
and gives the output. What an engine cannot do it raises.
"""

NAMES = ("gnetc", "gnetc_onednn", "onnxruntime", "openvino", "ncnn", "iree",
         "torch")
