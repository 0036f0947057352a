#!/usr/bin/env python3
"""Draws what train.py found: the accuracies while training, the gradients at first.

    pip install matplotlib
    examples/train/curves.py out curves.svg
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

NAMES = {
    "googlenet_32_plain": ("no auxiliary classifier", "#777777"),
    "googlenet_32": ("the paper's two", "#c0392b"),
    "googlenet_32_cnds": ("CNDS's one", "#2471a3"),
}


def draw_accuracies(axes, results):
    for name, (label, colour) in NAMES.items():
        for seed, run in enumerate(results[name]):
            steps, right = zip(*run["curve"])
            axes.plot(steps, [100 * share for share in right], color=colour, linewidth=1.2,
                      label=label if seed == 0 else None)
    axes.set_xlabel("step")
    axes.set_ylabel("test pictures right, %")
    axes.set_title("Accuracy while training")
    axes.legend(loc="lower right", frameon=False)


def draw_gradients(axes, results):
    for name, (label, colour) in NAMES.items():
        seeds = [run["gradients"] for run in results[name]]
        layers = [path for path in seeds[0] if not path.endswith(("b1", "b3.conv5x5", "b3.conv1x1",
                                                                   "b4.conv1x1", "b2.conv1x1"))]
        means = [sum(seed[path] for seed in seeds) / len(seeds) for path in layers]
        axes.semilogy(range(len(layers)), means, "o-", color=colour, markersize=3,
                      linewidth=1.2, label=label)
    axes.set_xticks(range(len(layers)),
                    [path.removeprefix("inception_").removesuffix(".b2.conv3x3")
                     for path in layers], rotation=60, fontsize=8)
    axes.set_title("Mean size of weights' gradients at first")


def main():
    folder, path = map(pathlib.Path, sys.argv[1:])
    results = {name: [json.loads(file.read_text()) for file in sorted(folder.glob(f"{name}_?.json"))]
               for name in NAMES}
    plt.rcParams["svg.hashsalt"] = "gnetc"
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
    draw_accuracies(left, results)
    draw_gradients(right, results)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#eeeeee")
    figure.savefig(path, metadata={"Date": None})


main()
