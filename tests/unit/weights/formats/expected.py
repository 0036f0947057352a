"""What a reader must give of a file: one line a tensor, `NAME TYPE DIMS
VALUES...`, tab-separated, in FILE.expected. The values are hexadecimal float32,
or `all V`, or `-` where there are none."""
import numpy as np


def shape_text(shape):
    return "x".join(str(dim) for dim in shape) or "-"


def numbers_text(values):
    flat = np.asarray(values).astype(np.float32).reshape(-1)
    return " ".join(float(value).hex() for value in flat)


class Expected:
    def __init__(self):
        self.lines = []

    def add(self, name, type_name, values):
        values = np.asarray(values)
        self.lines.append((name, type_name, shape_text(values.shape),
                           numbers_text(values)))

    def add_filled(self, name, type_name, shape, value):
        self.lines.append((name, type_name, shape_text(shape),
                           "all " + float(np.float32(value)).hex()))

    def add_other(self, name, type_name, shape):
        """A tensor whose values cannot be given."""
        self.lines.append((name, type_name, shape_text(shape), "-"))

    def write(self, path):
        with open(f"{path}.expected", "w", encoding="utf-8") as file:
            for line in self.lines:
                file.write("\t".join(line) + "\n")


def bad(path, data, message):
    """A file that must be refused with `message` as a part of the error."""
    with open(path, "wb") as file:
        file.write(data)
    with open(f"{path}.error", "w", encoding="utf-8") as file:
        file.write(message)
