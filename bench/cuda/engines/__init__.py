"""The engines that `compare --target=cuda` can run, a module each.

    REQUIREMENTS   what pip installs for it
    WAYS           how it can run a model
    load(driver, model, precision, way, x) -> engine

`model` is a comparison.Model, `x` the input. The engine has its `stream`, a
CUstream; `run()`, which enqueues a run of the batch on it, from the GPU's memory
to the GPU's memory; and `output()`, the last run's as a numpy array of float32.
What it cannot do it raises.
"""

ENGINES = ("gnetc", "torch", "onnxruntime")
