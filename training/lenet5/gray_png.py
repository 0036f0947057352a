"""8-bit gray PNG files, with nothing but Python's own library."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write(path, width, height, pixels):
    """`pixels`: width * height bytes, row by row."""

    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    # Filter 2 stores each row as its difference from the row above.
    rows = []
    above = bytes(width)
    for y in range(height):
        row = pixels[y * width : (y + 1) * width]
        rows.append(b"\2" + bytes((a - b) & 255 for a, b in zip(row, above)))
        above = row
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(SIGNATURE + chunk(b"IHDR", header))
        file.write(chunk(b"IDAT", zlib.compress(b"".join(rows), 9)))
        file.write(chunk(b"IEND", b""))


def read(path):
    """Width, height and pixels of a file that `write` made."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != SIGNATURE:
        raise ValueError(f"{path}: not a PNG file")
    packed = b""
    at = 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    if form != [8, 0, 0, 0, 0]:
        raise ValueError(f"{path}: not 8-bit gray")
    rows = zlib.decompress(packed)
    pixels = bytearray()
    above = bytes(width)
    for y in range(height):
        kind, *row = rows[y * (width + 1) : (y + 1) * (width + 1)]
        if kind != 2:
            raise ValueError(f"{path}: row {y} has filter {kind}, not 2")
        above = bytes((a + b) & 255 for a, b in zip(row, above))
        pixels += above
    return width, height, bytes(pixels)
