"""What mypy has to accept, and on the marked lines not."""

import io

import lenet5
import numpy as np
import numpy.typing as npt

x: npt.NDArray[np.float32] = np.zeros((2, 1, 32, 32), np.float32)
pixels: npt.NDArray[np.uint8] = np.zeros((32, 32), np.uint8)


class Tensor:
    """As a library has it whose arrays become NumPy's."""

    def numpy(self) -> npt.NDArray[np.float32]:
        return x


tensor = Tensor()
with lenet5.Model(threads=2, weights=None) as model:
    y: npt.NDArray[np.float32] = model(x)
    y = model(pixels)
    y = model(["a.png", pixels])
    with open("a.png", "rb") as file:
        y = model(file)
    y = model([io.BytesIO(b""), pixels])
    best: lenet5.Prediction = model.classify("a.png", top=3)[0]
    label: str = best.label
    several: list[list[lenet5.Prediction]] = model.classify(["a.png", "b.png"])
    times: list[lenet5.LayerTime] = model.profile(x)
    names: tuple[str, ...] | None = model.labels
    y = model(tensor)
    model(1)  # wrong
    model(np.zeros((2, 1, 32, 32), np.float64))  # wrong
    model.classify("a.png", best=3)  # wrong
    number: int = model.classify("a.png")[0].label  # wrong

lenet5.Model(2)  # wrong
