"""Sizes of pictures, told by their first bytes; nothing is decoded here."""

import re
import struct
from pathlib import Path

from gutbrain_app.core.articles.reading import FileStamp, Unreadable, read_file
from gutbrain_app.core.errors import GutbrainError

LARGEST_PICTURE = 20_000_000
LARGEST_DRAWING = 2_000_000
MOST_PIXELS = 32_000_000
SVG_TAG = re.compile(r"<svg\b([^>]*)>", re.IGNORECASE)
_BOX = re.compile(r"\bviewBox\s*=\s*[\"']([^\"']*)[\"']")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d+)?")
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
}


class PictureUnusable(GutbrainError):
    """A picture that cannot or must not be shown."""


def picture_size(folder: str, stamp: FileStamp) -> tuple[int, int]:
    """Width and height in pixels as the picture means to be shown. Raises PictureUnusable."""
    data = picture_bytes(folder, stamp.path)
    size = drawing_size(data) if is_drawing(stamp.path) else raster_size(data)
    if not size[0] or not size[1]:
        raise PictureUnusable("The picture has no size.")
    if size[0] * size[1] > MOST_PIXELS:
        raise PictureUnusable(f"The picture has more than {MOST_PIXELS // 1_000_000} megapixels.")
    return size


def picture_bytes(folder: str, path: str) -> bytes:
    limit = LARGEST_DRAWING if is_drawing(path) else LARGEST_PICTURE
    try:
        return read_file(Path(folder), path, limit)
    except Unreadable as error:
        raise PictureUnusable(str(error)) from error


def is_drawing(path: str) -> bool:
    return path.lower().endswith(".svg")


def raster_size(data: bytes) -> tuple[int, int]:
    """Of a PNG, JPEG, GIF or WebP, whatever its file is called."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return _webp_size(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg_size(data)
    raise PictureUnusable("This is not a PNG, JPEG, GIF or WebP picture.")


def drawing_size(data: bytes) -> tuple[int, int]:
    """Of an SVG: its width and height, with its view box for whichever is missing."""
    tag = SVG_TAG.search(data[:100_000].decode("utf-8", "replace"))
    if not tag:
        raise PictureUnusable("This is not an SVG drawing.")
    box = _BOX.search(tag[1])
    numbers = [float(one) for one in _NUMBER.findall(box[1])[:4]] if box else []
    across, down = numbers[2:] if len(numbers) == 4 and min(numbers[2:]) > 0 else (300.0, 150.0)
    width, height = _length(tag[1], "width"), _length(tag[1], "height")
    if not width and not height:
        width = across
    width = width or height * across / down
    height = height or width * down / across
    return round(width), round(height)


def _length(attributes: str, name: str) -> float:
    """In pixels; 0 where it is not given, or relative."""
    found = re.search(rf"\b{name}\s*=\s*[\"']\s*(\d{{1,6}}(?:\.\d+)?)([a-z%]*)", attributes)
    return float(found[1]) * _UNITS.get(found[2], 0.0) if found else 0.0


def _webp_size(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return (
            int.from_bytes(data[24:27], "little") + 1,
            int.from_bytes(data[27:30], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise PictureUnusable("This is not a WebP picture that can be read.")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise PictureUnusable("This is not a JPEG picture that can be read.")
