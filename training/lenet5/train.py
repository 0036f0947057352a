#!/usr/bin/env python3
"""Trains the LeNet-5 of specs/lenet5.gn on scikit-learn's digits.

    pip install numpy scikit-learn
    training/lenet5/train.py

The 1,797 pictures of 8x8 pixels are enlarged to 32x32; a fifth of each class
is held out and never seen in training. Writes, beside itself:

    lenet5.safetensors   the weights
    held_out.png         the held-out pictures, a sheet of 20 a row
    held_out.txt         their digits, in the order of the sheet
    digits/              two held-out pictures of each digit

One thread and fixed seeds: a second run on the same machine writes the same
bytes.
"""

import os

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import json
import pathlib

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import gray_png

HERE = pathlib.Path(__file__).resolve().parent
SIZE = 32
SHEET_COLUMNS = 20
EPOCHS = 30
BATCH = 32
RATE = 2e-3

# ---------------------------------------------------------------- pictures


def enlarge(pictures):
    """n x 8 x 8 of 0..16 to n x 32 x 32 of 0..255, bilinear, edges repeated."""
    matrix = np.zeros((SIZE, 8))
    for target in range(SIZE):
        source = (target + 0.5) * 8 / SIZE - 0.5
        low = int(np.floor(source))
        share = source - low
        matrix[target, np.clip(low, 0, 7)] += 1 - share
        matrix[target, np.clip(low + 1, 0, 7)] += share
    large = matrix @ pictures @ matrix.T
    return np.rint(large * (255 / 16)).astype(np.uint8)


def shifted(pictures, random):
    """Each picture moved by up to two pixels, black coming in."""
    wide = np.pad(pictures, ((0, 0), (0, 0), (2, 2), (2, 2)))
    moved = np.empty_like(pictures)
    for i, (y, x) in enumerate(random.integers(0, 5, (len(pictures), 2))):
        moved[i] = wide[i, :, y : y + SIZE, x : x + SIZE]
    return moved


# ------------------------------------------------------------------ layers
# Each keeps what its backward pass needs; `backward` takes the gradient of
# its output, fills `gradients` and returns the gradient of its input.


class Conv:
    def __init__(self, name, inputs, outputs, kernel, random):
        deviation = np.sqrt(2 / (inputs * kernel * kernel))
        weight = random.normal(0, deviation, (outputs, inputs, kernel, kernel))
        self.name, self.kernel = name, kernel
        self.values = [weight.astype("f4"), np.zeros(outputs, "f4")]

    def forward(self, x):
        n, c, h, w = x.shape
        k = self.kernel
        windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), (2, 3))
        self.shape = x.shape
        self.columns = windows.transpose(0, 2, 3, 1, 4, 5).reshape(-1, c * k * k)
        weight, bias = self.values
        y = self.columns @ weight.reshape(len(weight), -1).T + bias
        return y.reshape(n, h - k + 1, w - k + 1, -1).transpose(0, 3, 1, 2)

    def backward(self, dy):
        weight, _ = self.values
        n, outputs, h, w = dy.shape
        k = self.kernel
        flat = dy.transpose(0, 2, 3, 1).reshape(-1, outputs)
        self.gradients = [(flat.T @ self.columns).reshape(weight.shape), flat.sum(0)]
        taps = (flat @ weight.reshape(outputs, -1)).reshape(n, h, w, -1, k, k)
        dx = np.zeros(self.shape, "f4")
        for i in range(k):
            for j in range(k):
                dx[:, :, i : i + h, j : j + w] += taps[..., i, j].transpose(0, 3, 1, 2)
        return dx


class Linear:
    def __init__(self, name, inputs, outputs, random):
        weight = random.normal(0, np.sqrt(2 / inputs), (outputs, inputs))
        self.name = name
        self.values = [weight.astype("f4"), np.zeros(outputs, "f4")]

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.values[0].T + self.values[1]

    def backward(self, dy):
        self.gradients = [dy.T @ self.x, dy.sum(0)]
        return (dy @ self.values[0]).reshape(self.shape)


class Relu:
    values = ()

    def forward(self, x):
        self.open = x > 0
        return x * self.open

    def backward(self, dy):
        return dy * self.open


class AvgPool2x2:
    values = ()

    def forward(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, c, h // 2, 2, w // 2, 2).mean((3, 5))

    def backward(self, dy):
        return (dy / 4).repeat(2, 2).repeat(2, 3)


def lenet5(random):
    return [
        Conv("conv1", 1, 6, 5, random),
        Relu(),
        AvgPool2x2(),
        Conv("conv2", 6, 16, 5, random),
        Relu(),
        AvgPool2x2(),
        Linear("fc1", 400, 120, random),
        Relu(),
        Linear("fc2", 120, 84, random),
        Relu(),
        Linear("fc3", 84, 10, random),
    ]


def scores(layers, x):
    for layer in layers:
        x = layer.forward(x)
    return x


# ---------------------------------------------------------------- training


class Adam:
    def __init__(self, layers):
        self.layers = [layer for layer in layers if layer.values]
        self.first = [[np.zeros_like(v) for v in la.values] for la in self.layers]
        self.second = [[np.zeros_like(v) for v in la.values] for la in self.layers]
        self.steps = 0

    def step(self, rate):
        self.steps += 1
        rate *= np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for layer, first, second in zip(self.layers, self.first, self.second):
            for v, g, m, s in zip(layer.values, layer.gradients, first, second):
                m += 0.1 * (g - m)
                s += 0.001 * (g * g - s)
                v -= (rate * m / (np.sqrt(s) + 1e-8)).astype("f4")


def train(layers, pictures, digits, random):
    adam = Adam(layers)
    for epoch in range(EPOCHS):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        order = random.permutation(len(pictures))
        moved = shifted(pictures, random)
        loss = 0.0
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            y = scores(layers, moved[part])
            y = np.exp(y - y.max(1, keepdims=True))
            y /= y.sum(1, keepdims=True)
            rows = np.arange(len(part))
            loss -= np.log(y[rows, digits[part]] + 1e-12).sum()
            y[rows, digits[part]] -= 1
            gradient = y / len(part)
            for layer in reversed(layers):
                gradient = layer.backward(gradient)
            adam.step(rate)
        print(f"epoch {epoch + 1:2}: loss {loss / len(order):.4f}")


# ------------------------------------------------------------------- files


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, value in tensors.items():
        start = len(data)
        data += value.astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(value.shape),
            "data_offsets": [start, len(data)],
        }
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)


def write_held_out(pictures, digits):
    rows = -(-len(pictures) // SHEET_COLUMNS)
    sheet = np.zeros((rows * SIZE, SHEET_COLUMNS * SIZE), np.uint8)
    for i, picture in enumerate(pictures):
        y, x = i // SHEET_COLUMNS * SIZE, i % SHEET_COLUMNS * SIZE
        sheet[y : y + SIZE, x : x + SIZE] = picture
    gray_png.write(HERE / "held_out.png", *sheet.shape[::-1], sheet.tobytes())
    text = "".join(f"{digit}\n" for digit in digits)
    (HERE / "held_out.txt").write_text(text)

    folder = HERE / "digits"
    folder.mkdir(exist_ok=True)
    for digit in range(10):
        for i in np.flatnonzero(digits == digit)[:2]:
            path = folder / f"digit_{digit}_{i:04}.png"
            gray_png.write(path, SIZE, SIZE, pictures[i].tobytes())


def main():
    digits = load_digits()
    train_x, test_x, train_y, test_y = train_test_split(
        enlarge(digits.images),
        digits.target,
        test_size=0.2,
        stratify=digits.target,
        random_state=1998,
    )

    def network_input(pictures):
        return pictures[:, None].astype("f4") * np.float32(1 / 255)

    random = np.random.default_rng(1998)
    layers = lenet5(random)
    train(layers, network_input(train_x), train_y, random)

    found = scores(layers, network_input(test_x)).argmax(1)
    right = int((found == test_y).sum())
    print(f"held out: {right} of {len(test_y)} right, {right / len(test_y):.2%}")

    tensors = {}
    for layer in layers:
        if layer.values:
            tensors[f"{layer.name}.weight"] = layer.values[0]
            tensors[f"{layer.name}.bias"] = layer.values[1]
    write_safetensors(HERE / "lenet5.safetensors", tensors)
    write_held_out(test_x, test_y)


if __name__ == "__main__":
    main()
