"""Takes one image at a time: a batch is run image by image."""

import ncnn
import numpy as np

from pnnx_files import converted

REQUIREMENTS = ["ncnn", "pnnx"]


def load(model, threads, x):
    folder = converted(model, [1, *x.shape[1:]])
    net = ncnn.Net()
    net.opt.num_threads = threads
    # On x86 ncnn keeps values in 16 bits where it can, unless told.
    net.opt.use_fp16_packed = False
    net.opt.use_fp16_storage = False
    net.opt.use_fp16_arithmetic = False
    net.opt.use_bf16_storage = model.precision == "bf16"
    if net.load_param(str(folder / "net.ncnn.param")) or net.load_model(
            str(folder / "net.ncnn.bin")):
        raise RuntimeError("ncnn does not take what pnnx made of the model")
    images = [ncnn.Mat(image).clone() for image in x]

    def one(image):
        extractor = net.create_extractor()
        extractor.input("in0", image)
        status, output = extractor.extract("out0")
        if status:
            raise RuntimeError(f"ncnn: extract gives {status}")
        return np.array(output)

    return lambda: np.stack([one(image) for image in images])
