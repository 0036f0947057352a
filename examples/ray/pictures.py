"""Pictures' bytes to pixels, by the fastest decoder that is there."""

import io

try:
    import simplejpeg
except ImportError:
    simplejpeg = None


def decode(package, data, shape):
    """uint8 (height, width, 3). A JPEG that is larger than `shape`, (channels, height,
    width) of the network's input, is decoded at a part of its size that is no smaller."""
    if simplejpeg is not None and simplejpeg.is_jpeg(data):
        try:
            return simplejpeg.decode_jpeg(data, min_height=shape[1], min_width=shape[2],
                                          min_factor=1)
        except ValueError:  # CMYK, or broken: Pillow knows or says more.
            pass
    return package.read_picture(io.BytesIO(data), draft=True)
