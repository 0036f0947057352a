#!/usr/bin/env python3
"""Trains a small GoogLeNet with and without heads, and measures what is compiled.

    pip install torch numpy safetensors scikit-learn matplotlib
    examples/train/train.py [--gnetc=build/bin/gnetc]

The networks are those of the specs beside this file. gnetc writes each as a module of
PyTorch, which is trained on scikit-learn's handwritten digits, enlarged to 32x32; a
fifth is held out. The trained state is compiled by gnetc, and the package's accuracy
over the held-out digits measured. Writes results/: curves.svg, results.md and the
weights of each network. Seeds are fixed.
"""

import argparse
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import time

import matplotlib
import numpy as np
import safetensors.torch
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

matplotlib.use("svg")
import matplotlib.pyplot as plt

HERE = pathlib.Path(__file__).resolve().parent
RESULTS = HERE / "results"
NETWORKS = {
    "digits_plain": "no head",
    "digits": "the two heads of GoogLeNet",
    "digits_cnds": "CNDS: one head, whose weight falls to 0",
}
BATCH = 64
RATE = 5e-4


def pictures():
    """Training and held-out pictures in the network's own space, and their digits."""
    digits = load_digits()
    small = torch.tensor(digits.images, dtype=torch.float)[:, None]
    large = F.interpolate(small, size=(32, 32), mode="bilinear") * (255 / 16)
    values = (large.round() / 255 - 0.3) / 0.35
    classes = torch.tensor(digits.target)
    kept, held = train_test_split(
        np.arange(len(classes)), test_size=0.2, stratify=classes, random_state=0)
    return values[kept], classes[kept], values[held], classes[held]


def module_of(gnetc, name, folder):
    """The network as PyTorch's module, by gnetc."""
    path = folder / f"{name}_torch.py"
    subprocess.run([gnetc, HERE / f"{name}.gn", "--emit=pytorch", "-o", path], check=True)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    file = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = file
    spec.loader.exec_module(file)
    return getattr(file, "".join(word.capitalize() for word in name.split("_")))()


def accuracy(model, values, classes):
    model.eval()
    with torch.no_grad():
        found = torch.cat([model(part).argmax(1) for part in values.split(120)])
    return (found == classes).float().mean().item()


def train(name, model, data, epochs):
    """By epoch: the loss of the scores alone, and the accuracy on held-out pictures."""
    values, classes, held_values, held_classes = data
    optimiser = torch.optim.Adam(model.parameters(), lr=RATE)
    order = torch.Generator().manual_seed(1)
    curve = []
    for epoch in range(epochs):
        model.train()
        losses = []
        for batch in torch.randperm(len(values), generator=order).split(BATCH):
            outputs = model(values[batch])
            own = F.cross_entropy(outputs.scores, classes[batch])
            loss = model.loss(outputs, classes[batch])
            if name == "digits_cnds":
                loss = own + (1 - epoch / epochs) * (loss - own)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(own.item())
        curve.append((sum(losses) / len(losses), accuracy(model, held_values, held_classes)))
        print(f"{name} {epoch + 1}: loss {curve[-1][0]:.3f}, accuracy {curve[-1][1]:.4f}",
              flush=True)
    return curve


def compiled_accuracy(options, name, weights, data, folder):
    """Of the package that gnetc makes of the trained state, as gnet-run computes it."""
    package = folder / name
    subprocess.run([options.gnetc, HERE / f"{name}.gn", "--target=cpu",
                    f"--weights={weights}", "-o", package], check=True)
    np.save(folder / "input.npy", data[2].numpy())
    subprocess.run([options.gnet_run, "raw", package, f"--input={folder / 'input.npy'}",
                    f"--output={folder / 'output.npy'}"], check=True)
    scores = np.load(folder / "output.npy").reshape(len(data[3]), -1)
    return (scores.argmax(1) == data[3].numpy()).mean().item()


def plot(curves):
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.4))
    for name, curve in curves.items():
        epochs = range(1, len(curve) + 1)
        axes[0].plot(epochs, [loss for loss, _ in curve], label=NETWORKS[name])
        axes[1].plot(epochs, [100 * share for _, share in curve], label=NETWORKS[name])
    axes[0].set_ylabel("training loss of the last layer")
    axes[0].set_yscale("log")
    axes[1].set_ylabel("held-out digits recognised, %")
    for axis in axes:
        axis.set_xlabel("epoch")
        axis.grid(alpha=0.3)
    axes[1].legend(frameon=False)
    figure.tight_layout()
    figure.savefig(RESULTS / "curves.svg", metadata={"Date": None})


def write_table(rows, epochs):
    text = f"""# Heads, seen

`examples/train/train.py`: {epochs} epochs over 1,437 digits with Adam, in batches of {BATCH};
torch {torch.__version__} on two cores. 360 digits are held out.

![curves](curves.svg)

| network | heads | loss after 1, 3 and {epochs} epochs | recognised: by PyTorch | by the package | seconds |
|---|---|---|---:|---:|---:|
"""
    for name, curve, compiled, seconds in rows:
        losses = ", ".join(f"{curve[i][0]:.3f}" for i in (0, 2, len(curve) - 1))
        text += (f"| {name} | {NETWORKS[name]} | {losses} | {100 * curve[-1][1]:.2f} % | "
                 f"{100 * compiled:.2f} % | {seconds:.0f} |\n")
    (RESULTS / "results.md").write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gnetc", default="build/bin/gnetc")
    parser.add_argument("--gnet-run", default="build/bin/gnet-run")
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args()
    torch.set_num_threads(2)
    matplotlib.rcParams["svg.hashsalt"] = "gnetc"  # The same file from the same curves.
    RESULTS.mkdir(exist_ok=True)
    data = pictures()
    curves, rows = {}, []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for network in NETWORKS:
            torch.manual_seed(0)
            model = module_of(options.gnetc, network, folder)
            start = time.monotonic()
            curves[network] = train(network, model, data, options.epochs)
            seconds = time.monotonic() - start
            weights = RESULTS / f"{network}.safetensors"
            safetensors.torch.save_file(model.state_dict(), weights)
            compiled = compiled_accuracy(options, network, weights, data, folder)
            rows.append((network, curves[network], compiled, seconds))
            print(f"{network}: the package recognises {100 * compiled:.2f} %", flush=True)
    plot(curves)
    write_table(rows, options.epochs)


main()
