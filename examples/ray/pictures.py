"""Pictures' bytes to pixels, by the fastest decoder that is there."""

import io

import PIL.Image

try:
    import simplejpeg
except ImportError:
    simplejpeg = None


def lies_upright(jpeg):
    """Whether its EXIF data turns it nowhere, which Pillow is for."""
    if b"Exif\0\0" not in jpeg[:1 << 16]:
        return True
    try:
        with PIL.Image.open(io.BytesIO(jpeg)) as image:
            return image.getexif().get(0x0112, 1) == 1
    except Exception:  # Broken: Pillow says more of it.
        return False


def decode(package, data, shape):
    """uint8 (height, width, 3). A JPEG that is larger than `shape`, (channels, height,
    width) of the network's input, is decoded at a part of its size that is no smaller."""
    if simplejpeg is not None and simplejpeg.is_jpeg(data) and lies_upright(data):
        try:
            return simplejpeg.decode_jpeg(data, min_height=shape[1], min_width=shape[2],
                                          min_factor=1)
        except ValueError:  # CMYK, or broken: Pillow knows or says more.
            pass
    return package.read_picture(io.BytesIO(data), draft=True)
