#!/usr/bin/env python3
"""Trains one of the networks beside it.

    apt-get install dataset-fashion-mnist
    pip install torch numpy safetensors
    examples/train/train.py build/bin/gnetc googlenet_32 -o out

gnetc writes the network as a module of PyTorch. All learn the same way:
stochastic gradient descent with momentum, weights and biases drawn as in Caffe's
bvlc_googlenet. Writes into the folder:

    NAME.safetensors   the weights, which gnetc compiles
    NAME_SEED.json     the accuracies while training, and the mean size of the
                       gradient of each convolution's weights at first

One thread; a seed gives the same on the same machine.
"""

import argparse
import gzip
import importlib.util
import json
import math
import pathlib
import subprocess
import sys
import time

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
PICTURES = 12_000  # Of the 60,000 for training.
BATCH = 64
EPOCHS = 4
RATE = 0.03
MOMENTUM = 0.9
DECAY = 2e-4
LOOKED_AT = 30  # Steps whose gradients are averaged.


def pictures(name):
    """As the network takes them: 28x28 with a border of two, (value / 255 - mean) / std."""
    data = gzip.decompress((DATA / f"{name}-images-idx3-ubyte.gz").read_bytes())
    values = np.frombuffer(data, np.uint8, offset=16).reshape(-1, 1, 28, 28)
    values = np.pad(values, ((0, 0), (0, 0), (2, 2), (2, 2)))
    return torch.from_numpy((values / np.float32(255) - np.float32(0.25)) / np.float32(0.35))


def classes(name):
    data = gzip.decompress((DATA / f"{name}-labels-idx1-ubyte.gz").read_bytes())
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=8).astype(np.int64))


def module_of(gnetc, name, folder):
    """A new module, as gnetc writes it."""
    path = folder / f"{name}_torch.py"
    subprocess.run([gnetc, HERE / f"{name}.gn", "--emit=pytorch", "-o", path], check=True)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    file = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = file
    spec.loader.exec_module(file)
    return getattr(file, "".join(word.capitalize() for word in name.split("_")))()


def as_in_caffe(module):
    """Xavier's weights, uniform with a variance of 1 over the inputs of each output
    (half of He's), and biases of 0.2."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        bound = (3 / module.weight[0].numel()) ** 0.5
        nn.init.uniform_(module.weight, -bound, bound)
        nn.init.constant_(module.bias, 0.2)


@torch.no_grad()
def accuracy(model, x, y):
    model.eval()
    right = sum(int((model(part).argmax(1) == of).sum())
                for part, of in zip(x.split(500), y.split(500)))
    model.train()
    return right / len(y)


def gradients(model, heads):
    """The mean size of the gradient of each convolution's weights, from below."""
    return {path: float(layer.weight.grad.abs().mean())
            for path, layer in model.named_modules()
            if isinstance(layer, nn.Conv2d) and path.split(".")[0] not in heads}


def loss_of(model, outputs, target, epoch):
    """That of the module; CNDS's branch counts less with every epoch."""
    if "supervision" not in outputs._fields:
        return model.loss(outputs, target)
    top = nn.functional.cross_entropy(outputs.scores, target)
    return top + (1 - epoch / EPOCHS) * (model.loss(outputs, target) - top)


def train(model, data, seed):
    x, y, test_x, test_y = data
    heads = set(model(x[:2])._fields) - {"scores"}
    optimiser = torch.optim.SGD(model.parameters(), RATE, MOMENTUM, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimiser, EPOCHS * math.ceil(len(x) / BATCH))
    random = torch.Generator().manual_seed(seed)
    curve, first, step = [], [], 0
    for epoch in range(EPOCHS):
        for part in torch.randperm(len(x), generator=random).split(BATCH):
            flip = torch.rand(len(part), 1, 1, 1, generator=random) < 0.5
            batch = torch.where(flip, x[part].flip(3), x[part])
            loss = loss_of(model, model(batch), y[part], epoch)
            optimiser.zero_grad()
            loss.backward()
            if step < LOOKED_AT:
                first.append(gradients(model, heads))
            optimiser.step()
            schedule.step()
            step += 1
            if step % 25 == 0:
                curve.append((step, accuracy(model, test_x[:1000], test_y[:1000])))
    mean = {path: sum(each[path] for each in first) / len(first) for path in first[0]}
    return {"accuracy": accuracy(model, test_x, test_y), "curve": curve, "gradients": mean}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gnetc")
    parser.add_argument("network", help="a spec's name")
    parser.add_argument("-o", dest="folder", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = module_of(options.gnetc, options.network, options.folder)
    model.apply(as_in_caffe)
    model.to(memory_format=torch.channels_last)
    data = (pictures("train")[:PICTURES], classes("train")[:PICTURES],
            pictures("t10k"), classes("t10k"))
    began = time.process_time()
    result = train(model, data, options.seed)
    print(f"{options.network}, seed {options.seed}: {result['accuracy']:.2%} of the test "
          f"pictures right, {time.process_time() - began:.0f} s")
    state = {name: value.contiguous() for name, value in model.state_dict().items()}
    save_file(state, options.folder / f"{options.network}.safetensors")
    (options.folder / f"{options.network}_{options.seed}.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
