"""A PNG (ISO/IEC 15948) of at most 256 colours, written with the standard library."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def png(pixels: NDArray[np.uint8], colours: Sequence[str]) -> bytes:
    """pixels: (height, width) places in `colours`, at most 256 of the form "#rrggbb"."""
    height, width = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = bytes.fromhex("".join(colour.removeprefix("#") for colour in colours))
    # Each row begins with the kind of its filter: 0, none.
    rows = np.hstack([np.zeros((height, 1), np.uint8), pixels])
    data = zlib.compress(rows.tobytes(), 9)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def data_address(image: bytes) -> str:
    """The image as an address that holds it all."""
    return f"data:image/png;base64,{base64.b64encode(image).decode('ascii')}"


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
