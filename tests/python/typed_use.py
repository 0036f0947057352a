"""What mypy has to accept, and on the marked lines not."""

import lenet5
import numpy as np
import numpy.typing as npt

x: npt.NDArray[np.float32] = np.zeros((2, 1, 32, 32), np.float32)
pixels: npt.NDArray[np.uint8] = np.zeros((32, 32), np.uint8)

with lenet5.Model(threads=2, weights=None) as model:
    y: npt.NDArray[np.float32] = model(x)
    y = model(pixels)
    y = model(["a.png", pixels])
    best: lenet5.Prediction = model.classify("a.png", top=3)[0]
    label: str = best.label
    several: list[list[lenet5.Prediction]] = model.classify(["a.png", "b.png"])
    times: list[lenet5.LayerTime] = model.profile(x)
    names: tuple[str, ...] | None = model.labels
    model(1)  # wrong
    model.classify("a.png", best=3)  # wrong
    number: int = model.classify("a.png")[0].label  # wrong

lenet5.Model(2)  # wrong
