"""pictures_test.py GNETC: examples/ray's decoder gives what the wheel's own does."""

import io
import pathlib
import sys

sys.dont_write_bytecode = True

import ray_python

ray_python.find()

import numpy as np
import PIL.Image

sys.path.append(str(ray_python.EXAMPLES))
import pictures

SHAPE = (3, 32, 32)


def jpeg(image, orientation):
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    image.save(file, "jpeg", quality=95, exif=exif)
    return file.getvalue()


def main():
    gnetc = pathlib.Path(sys.argv[1]).resolve()
    noise = np.random.default_rng(1).integers(0, 256, (4, 5, 3), np.uint8)
    image = PIL.Image.fromarray(noise).resize((100, 80))
    with ray_python.scratch() as folder:
        ray_python.install_lenet5(gnetc, pathlib.Path(folder))
        import lenet5

        for name, data in {
            **{f"orientation {i}": jpeg(image, i) for i in range(1, 9)},
            "without EXIF data": jpeg(image, 1).replace(b"Exif\0\0", b"none\0\0"),
            "CMYK": jpeg(image.convert("CMYK"), 6),
            "gray": jpeg(image.convert("L"), 1),
        }.items():
            expected = lenet5.read_picture(io.BytesIO(data), draft=True)
            found = pictures.decode(lenet5, data, SHAPE)
            if found.shape != expected.shape or np.abs(found - expected.astype("i4")).max() > 24:
                sys.exit(f"{name}: the pixels are not those of read_picture")


if __name__ == "__main__":
    main()
